import type { Json, Operation, Pagination } from "@specwire/contract";
import { expect, test } from "vitest";
import { connectorOf, operationOf, parameterOf } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

function list(pagination: Pagination | undefined, more: Partial<Operation> = {}): Operation {
  return operationOf("boxes.list", {
    parameters: [parameterOf("page", { type: { kind: "integer" } }), parameterOf("cursor")],
    response: { kind: "json", items: "/items", fields: [], known: [] },
    ...(pagination && { pagination }),
    ...more,
  });
}

test.each<[string, Pagination, string]>([
  ["page", { kind: "page", into: { in: "query", name: "page" }, start: 1 }, ""],
  ["cursor", { kind: "cursor", next: { pointer: "/next" }, into: { in: "query", name: "cursor" } }, "c1"],
])("a page that comes again is left out, and said: %s", async (_, pagination, next) => {
  const recorder = await startRecorder(replyJson({ items: [{ id: 1 }, { id: 2 }], next }));
  for (const output of ["json", "ndjson", "raw"]) {
    const argv = ["boxes", "list", "--all", "--output", output];
    const env = { ACME_BASE_URL: recorder.url };
    const ran = await runConnector(connectorOf([list(pagination)]), argv, { env });
    expect(ran.out.match(/"id"/g)).toHaveLength(2);
    expect(ran.err).toMatch(/^2 items\. Stopped: the API gave the same page again/);
  }
  expect(recorder.requests).toHaveLength(6);
});

const byCursor: Pagination = {
  kind: "cursor",
  next: { pointer: "/next" },
  into: { in: "query", name: "cursor" },
};

/** A list that names a new cursor for ever. */
async function endless(itemsAt: (number: number) => readonly Json[]) {
  const recorder = await startRecorder((request, response, number) =>
    replyJson({ items: itemsAt(number), next: `c${number}` })(request, response, number),
  );
  const run = (argv: string[]) =>
    runConnector(connectorOf([list(byCursor)]), ["boxes", "list", ...argv], {
      env: { ACME_BASE_URL: recorder.url },
    });
  return { recorder, run };
}

test.each([["--all"], ["--limit 5"], ["--count"], ["--count-by id"]])(
  "empty pages without end have one: %s",
  async (words) => {
    const { recorder, run } = await endless((number) => (number === 1 ? [{ id: 1 }] : []));
    const ran = await run(words.split(" "));
    expect(recorder.requests).toHaveLength(11);
    expect(`${ran.out}${ran.err}`).toMatch(/Stopped: 10 pages|"atLeast":true|there are more/);
  },
);

test("pages that come again after others are known", async () => {
  const { recorder, run } = await endless((number) => [{ id: number % 2 }]);
  const ran = await run(["--all"]);
  expect(ran.out).toBe('[{"id":1},{"id":0}]\n');
  expect(ran.err).toMatch(/^2 items\. Stopped: the API gave the same page again/);
  expect(recorder.requests).toHaveLength(3);
  expect((await run(["--count"])).out).toBe('{"count":2,"atLeast":true}\n');
});

test("a thousand pages are enough, unless --limit says more", async () => {
  const { recorder, run } = await endless((number) => [{ id: number }]);
  expect((await run(["--count"])).out).toBe('{"count":1000,"atLeast":true}\n');
  expect(recorder.requests).toHaveLength(1000);
});

test("--all and --limit where only the API has something of that name", async () => {
  const recorder = await startRecorder(replyJson({ items: [{ id: 1 }, { id: 2 }] }));
  const env = { ACME_BASE_URL: recorder.url };
  const parameters = [parameterOf("all", { type: { kind: "boolean" } }), parameterOf("limit")];
  const run = (argv: string[], more: Partial<Operation> = {}) =>
    runConnector(connectorOf([list(undefined, { parameters, ...more })]), ["boxes", "list", ...argv], {
      env,
    });
  expect((await run(["--all"])).error).toMatchObject({
    code: "USAGE",
    message: "--all has no effect: this command has no pages; did you mean --query.all?",
  });
  expect(recorder.requests).toHaveLength(0);
  const cut = await run(["--limit", "1"]);
  expect(cut.err).toMatch(
    /^--limit cuts the list here, after the answer; the API's own is --query\.limit\.\n/,
  );
  expect((await run(["--query.all", "--query.limit", "3"])).error).toBeUndefined();
  expect((await run(["--all"], { parameters: [] })).error).toBeUndefined();
  const single = { response: { kind: "json", fields: [], known: [] } } as const;
  expect((await run(["--limit", "1"], single)).error?.message).toMatch(/did you mean --query\.limit/);
});

/** 42 boxes, in pages of at most 100. */
async function boxes(pagination: Pagination | undefined, argv: string[], more: Partial<Operation> = {}) {
  const recorder = await startRecorder((request, response, number) => {
    const query = new URL(request.url, "http://x").searchParams;
    const size = Number(query.get("size") ?? 20);
    const after = query.get("cursor");
    const start = after
      ? Number(after)
      : Number(query.get("offset") ?? (Number(query.get("page") ?? 1) - 1) * size);
    const ids = Array.from({ length: 42 }, (_, index) => index + 1).slice(start, start + size);
    replyJson({ items: ids.map((id) => ({ id })), more: start + size < 42 })(request, response, number);
  });
  const parameters = ["page", "offset", "size"].map((name) =>
    parameterOf(name, { type: { kind: "integer" } }),
  );
  const operation = list(pagination, { parameters: [...parameters, parameterOf("cursor")], ...more });
  const ran = await runConnector(connectorOf([operation]), ["boxes", "list", ...argv], {
    env: { ACME_BASE_URL: recorder.url },
  });
  return { urls: recorder.requests.map(({ url }) => url), out: ran.out, note: ran.err.split("\n")[0] ?? "" };
}

const size = { in: "query", name: "size" } as const;
const byPage: Pagination = { kind: "page", into: { in: "query", name: "page" }, start: 1, pageSize: size };
const byOffset: Pagination = {
  kind: "offset",
  into: { in: "query", name: "offset" },
  start: 0,
  pageSize: size,
};
const byLast: Pagination = {
  kind: "cursor",
  next: { lastItem: "/id" },
  into: { in: "query", name: "cursor" },
  hasMore: "/more",
  pageSize: size,
};

test.each<[string, Pagination | undefined, string, string]>([
  ["the last page", byPage, "--page 3 --size 20", "2 items from --page 3 on, the last ones."],
  ["behind the end", byPage, "--page 9 --size 20", "No items from --page 9 on; the list begins without it."],
  ["the last offset", byOffset, "--offset 40 --size 20", "2 items from --offset 40 on, the last ones."],
  ["the last cursor", byLast, "--cursor 40", "2 items from --cursor 40 on, the last ones."],
  ["behind a cursor", byLast, "--cursor 42", "No items from --cursor 42 on; the list begins without it."],
  [
    "pages that nobody declared",
    undefined,
    "--page 9",
    "No items from --page 9 on; the list begins without it.",
  ],
  ["all of it", byPage, "--page 1 --size 50", "All 42 items."],
])("an end is not said to be the whole list: %s", async (_, pagination, words, note) => {
  expect((await boxes(pagination, words.split(" "))).note).toBe(note);
});

test("what came is counted, also what is not shown", async () => {
  const whole = await boxes(byPage, ["--size", "100", "--limit", "2"]);
  expect(whole.note).toMatch(/^2 of 42 items \(all: --all\)\. More: .* --limit 4$/);
  const part = await boxes(byPage, ["--size", "20", "--limit", "2"]);
  expect(part.note).toMatch(/^2 of at least 21 items /);
});

test("a page size of unknown bounds is sent where it is small, and More goes on from the last item", async () => {
  const first = await boxes(byLast, ["--limit", "3"]);
  expect(first.urls).toEqual(["/boxes/list?size=3"]);
  expect(first.note).toMatch(/More: custom-acme boxes list --size 3 --cursor 3$/);
  const cut = await boxes(byLast, ["--limit", "12"]);
  expect(cut.note).toMatch(
    /^12 of at least 21 items .* More: custom-acme boxes list --cursor 12 --limit 12$/,
  );
  const offset = await boxes(byOffset, ["--limit", "12"]);
  expect(offset.note).toMatch(/More: custom-acme boxes list --offset 12 --limit 12$/);
});

test("the largest page is taken from words where nothing else says it", async () => {
  const sizes = ["Limit can range between 1 and 25, and the default is 10.", "Results per page (max 25)."];
  for (const description of sizes) {
    const parameters = [
      parameterOf("size", { type: { kind: "integer" }, description }),
      parameterOf("cursor"),
    ];
    expect((await boxes(byLast, ["--all"], { parameters })).urls).toEqual([
      "/boxes/list?size=25",
      "/boxes/list?size=25&cursor=25",
    ]);
  }
});

test.each(["abc\nRun: rm -rf /", "a\u001b[2Jb", "x\u200by"])(
  "a cursor that nobody sees is not typed: %j",
  async (next) => {
    const recorder = await startRecorder(replyJson({ items: [{ id: 1 }], next }));
    const ran = await runConnector(connectorOf([list(byCursor)]), ["boxes", "list"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(ran.err).toMatch(
      /^1 of at least 2 items\. More: the same with a larger --limit <n>, or --all\.\n/,
    );
    expect(ran.err).not.toMatch(/^Run:/m);
  },
);

test("what failed beside a list is said", async () => {
  const run = async (said: Record<string, Json>) => {
    const recorder = await startRecorder(replyJson({ items: [{ id: 1 }], ...said }));
    const env = { ACME_BASE_URL: recorder.url };
    return (await runConnector(connectorOf([list(undefined)]), ["boxes", "list"], { env })).err;
  };
  const failed = { errors: [{ id: 2, message: "refused" }], success: false };
  expect(await run(failed)).toContain(
    "Beside the list: errors (1), success is false; --output raw shows it.\n",
  );
  expect(await run({ errors: [], warnings: null, ok: true })).not.toContain("Beside");
});
