import type { Operation, Pagination } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { type Reply, replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";
import { shellWords } from "./support/shell-words.ts";

const all = Array.from({ length: 25 }, (_, index) => ({
  id: index + 1,
  name: `box ${index + 1}`,
  size: { w: index },
}));

function list(pagination: Pagination | undefined, more: Partial<Operation> = {}): Operation {
  return operationOf("boxes.list", {
    path: "/boxes",
    parameters: [
      parameterOf("owner", { type: string }),
      parameterOf("page", { type: integer }),
      parameterOf("offset", { type: integer }),
      parameterOf("cursor", { type: string }),
      parameterOf("perPage", { type: { kind: "integer", maximum: 10 }, apiDefault: 5 }),
    ],
    response: { kind: "json", items: "/items", fields: ["id"], known: ["id", "name", "size"] },
    ...(pagination && { pagination }),
    ...more,
  });
}

const perPage = { in: "query", name: "perPage" } as const;

/** A server that pages in every way at once; the operation says which one is used. */
const paging =
  (base: () => string): Reply =>
  (request, response, count) => {
    const url = new URL(request.url, "http://x");
    const size = Number(url.searchParams.get("perPage") ?? 5);
    const page = Number(url.searchParams.get("page") ?? 1);
    const start = url.searchParams.has("cursor")
      ? Number(url.searchParams.get("cursor")?.slice(1))
      : url.searchParams.has("offset")
        ? Number(url.searchParams.get("offset"))
        : (page - 1) * size;
    const end = start + size;
    const more = end < all.length;
    const link = `<${base()}/boxes?page=${page + 1}&perPage=${size}&access_token=evil>; rel="next"`;
    replyJson(
      { items: all.slice(start, end), sum: all.length, next: more ? `c${end}` : null },
      200,
      more ? { link } : {},
    )(request, response, count);
  };

async function server() {
  let url = "";
  const recorder = await startRecorder(paging(() => url));
  url = recorder.url;
  return { recorder, env: { ACME_BASE_URL: recorder.url } };
}

const kinds: [string, Pagination, string][] = [
  [
    "cursor",
    { kind: "cursor", next: { pointer: "/next" }, into: { in: "query", name: "cursor" } },
    "--cursor c5",
  ],
  ["page", { kind: "page", into: { in: "query", name: "page" }, start: 1, pageSize: perPage }, "--page 2"],
  [
    "offset",
    { kind: "offset", into: { in: "query", name: "offset" }, start: 0, pageSize: perPage },
    "--offset 5",
  ],
  ["link", { kind: "link", next: { header: "link" } }, "--page 2"],
];

describe.each(kinds)("paging by %s", (_, pagination, next) => {
  test("one page, how many, and the exact next command", async () => {
    const { recorder, env } = await server();
    const ran = await runConnector(connectorOf([list(pagination)]), ["boxes", "list", "--owner", "a b"], {
      env,
    });
    expect(JSON.parse(ran.out)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }, { id: 5 }]);
    expect(ran.err).toBe(
      [
        `5 of at least 6 items (all: --all, how many: --count). More: custom-acme boxes list --owner 'a b' ${next}`,
        "Also: name, 1 more (--fields id,name or all)\n",
      ].join("\n"),
    );
    expect(recorder.requests).toHaveLength(1);
  });

  test("the next command gives the next items", async () => {
    const { env } = await server();
    const connector = connectorOf([list(pagination)]);
    const first = await runConnector(connector, ["boxes", "list"], { env });
    const command = /More: custom-acme (.*)/.exec(first.err)?.[1]?.split(" ") ?? [];
    const second = await runConnector(connector, command, { env });
    expect(JSON.parse(second.out)).toEqual([{ id: 6 }, { id: 7 }, { id: 8 }, { id: 9 }, { id: 10 }]);
  });

  test("--all reads to the end", async () => {
    const { recorder, env } = await server();
    const ran = await runConnector(connectorOf([list(pagination)]), ["boxes", "list", "--all"], { env });
    expect(JSON.parse(ran.out)).toHaveLength(25);
    expect(ran.err).toBe("All 25 items.\nAlso: name, 1 more (--fields id,name or all)\n");
    expect(recorder.everything()).not.toContain("evil");
  });

  test("--limit stops where it says", async () => {
    const { env } = await server();
    const ran = await runConnector(connectorOf([list(pagination)]), ["boxes", "list", "--limit", "12"], {
      env,
    });
    expect(JSON.parse(ran.out)).toHaveLength(12);
    expect(ran.err).toMatch(
      /^12 of at least (16|21) items \(.*\)\. More: custom-acme boxes list .*--limit (12|24)/,
    );
  });

  test("ndjson comes a page at a time", async () => {
    const { env } = await server();
    const ran = await runConnector(
      connectorOf([list(pagination)]),
      ["boxes", "list", "--all", "--output", "ndjson"],
      { env },
    );
    expect(
      ran.out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).id),
    ).toEqual(all.map((one) => one.id));
  });
});

describe("a next page of another operation", () => {
  test.each<[string, Partial<Operation>, number]>([
    ["a read", {}, 2],
    ["a write", { method: "POST" }, 1],
    ["a write by GET", { access: "write" }, 1],
    ["a removal", { method: "DELETE" }, 1],
    ["a sensitive read", { sensitive: true }, 1],
    ["another server's", { server: "other" }, 1],
    ["another token's", { token: "user" }, 1],
  ])("that is %s", async (_, more, count) => {
    const recorder = await startRecorder(replyJson({ items: [{ id: 1 }], next: "/boxes/9/more" }));
    const next = operationOf("boxes.more", {
      path: "/boxes/{id}/more",
      parameters: [parameterOf("id", { in: "path", required: true })],
      response: { kind: "json", items: "/items", fields: [], known: [] },
      ...more,
    });
    const first = list({ kind: "link", next: { pointer: "/next" }, via: "boxes.more" });
    const other = { url: recorder.url, env: "ACME_OTHER_BASE_URL", hosts: [] };
    const servers = { ...connectorOf([]).servers, other };
    await runConnector(connectorOf([first, next], { servers }), ["boxes", "list", "--all"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(recorder.requests).toHaveLength(count);
  });
});

describe("counts", () => {
  const total = {
    kind: "cursor",
    next: { pointer: "/next" },
    into: { in: "query", name: "cursor" },
    total: "/sum",
  } as const;

  test("N of M where the API says M", async () => {
    const { env } = await server();
    const ran = await runConnector(connectorOf([list(total)]), ["boxes", "list"], { env });
    expect(ran.err).toMatch(/^5 of 25 items \(all: --all\)\. More: /);
  });

  test("--limit inside a page names a larger limit", async () => {
    const { recorder, env } = await server();
    const ran = await runConnector(
      connectorOf([list(total)]),
      ["boxes", "list", "--limit", "3", "--fields", "name"],
      { env },
    );
    expect(JSON.parse(ran.out)).toHaveLength(3);
    expect(ran.err).toBe(
      "3 of 25 items (all: --all). More: custom-acme boxes list --fields name --limit 6\n",
    );
    expect(recorder.requests).toHaveLength(1);
  });

  test("the page size follows --limit and --all, unless the caller set it", async () => {
    const { recorder, env } = await server();
    const connector = connectorOf([
      list({
        kind: "page",
        into: { in: "query", name: "page" },
        start: 1,
        pageSize: perPage,
        maxPageSize: 10,
      }),
    ]);
    for (const argv of [
      ["--limit", "3"],
      ["--limit", "12"],
      ["--all"],
      ["--limit", "3", "--per-page", "4"],
      ["--limit", "3", "--page", "2"],
      [],
    ])
      await runConnector(connector, ["boxes", "list", ...argv], { env });
    const firsts = recorder.requests.map((one) => one.url).filter((url) => !/[?&]page=[3-9]/.test(url));
    expect(firsts).toEqual([
      "/boxes?perPage=3",
      "/boxes?perPage=10",
      "/boxes?page=2&perPage=10",
      "/boxes?perPage=10",
      "/boxes?page=2&perPage=10",
      "/boxes?perPage=4",
      "/boxes?page=2",
      "/boxes",
    ]);
  });

  test("the next command is what a shell has to be given", async () => {
    const { recorder, env } = await server();
    const words = [
      "boxes",
      "list",
      "--owner",
      "a  'b'\nc",
      "--fields",
      "id,my name",
      "--account",
      "it's  us",
    ];
    const ran = await runConnector(connectorOf([list(total)]), words, {
      env: { ...env, ACME_ACCOUNT: "it's  us" },
    });
    const command = /More: ([\s\S]*)\n/.exec(ran.err)?.[1] ?? "";
    expect(shellWords(command)).toEqual([
      ...["boxes", "list", "--owner", "a  'b'\nc", "--cursor", "c5"],
      ...["--fields", "id,name", "--account", "it's  us"],
    ]);
    expect(recorder.requests).toHaveLength(1);
  });

  test.each<[string[], string]>([
    [["--limit", "3"], "/boxes?perPage=3"],
    [["--all"], "/boxes?perPage=10"],
    [[], "/boxes"],
  ])("--dry-run with %j is the request that would be sent", async (argv, path) => {
    const paged = list({
      kind: "page",
      into: { in: "query", name: "page" },
      start: 1,
      pageSize: perPage,
      maxPageSize: 10,
    });
    const { recorder, env } = await server();
    const dry = await runConnector(connectorOf([paged]), ["boxes", "list", "--dry-run", ...argv], { env });
    expect(JSON.parse(dry.out).url).toBe(`${recorder.url}${path}`);
    await runConnector(connectorOf([paged]), ["boxes", "list", ...argv], { env });
    expect(recorder.requests[0]?.url).toBe(path);
  });

  test.each<[string, unknown, string]>([
    ["/keeper", { keepers: [{ id: 1 }], ok: true }, "there is no list at /keeper; the answer has: keepers"],
    ["/data/keeper", { data: { keepers: [1] } }, "there is no list at /data/keeper; the answer has: keepers"],
    ["/items", { items: { a: 1 }, b: 2 }, "there is no list at /items; the answer has: items, b"],
    ["", { keepers: [1] }, "there is no list at the top of the answer; the answer has: keepers"],
    ["", "text", "there is no list at the top of the answer"],
    ["/items", "text", "there is no list at /items"],
    ["/items", [{ id: 1 }], "there is no list at /items; the answer is a list itself"],
    ["/data/items", [{ id: 1 }], "there is no list at /data/items; the answer is a list itself"],
    ["/data/items", { data: [1] }, "there is no list at /data/items; the answer has: data"],
  ])("no list at %j of %j is an error, not an empty list", async (items, body, message) => {
    const recorder = await startRecorder(replyJson(body));
    const wrong = list(total, { response: { kind: "json", items, fields: [], known: [] } });
    const ran = await runConnector(connectorOf([wrong]), ["boxes", "list"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(ran.error).toMatchObject({ code: "UNEXPECTED_ANSWER", message });
    expect([ran.out, ran.exit]).toEqual(["", 1]);
  });

  test.each([[{ items: [] }], [{ items: null }], [{}], [{ ok: true }], [{ warnings: [] }], [[]]])(
    "an empty list is said in words: %j",
    async (body) => {
      const recorder = await startRecorder(replyJson(body));
      const env = { ACME_BASE_URL: recorder.url };
      const ran = await runConnector(connectorOf([list(total)]), ["boxes", "list"], { env });
      expect([ran.out, ran.err, ran.exit]).toEqual(["[]\n", "No items: the list is empty.\n", 0]);
      const table = await runConnector(connectorOf([list(total)]), ["boxes", "list", "--output", "table"], {
        env,
      });
      expect([table.out, table.err]).toEqual(["", "No items: the list is empty.\n"]);
    },
  );

  test("a list that goes round is left", async () => {
    const recorder = await startRecorder((request, response, count) =>
      replyJson({ items: [{ id: count }], next: `c${count % 2}` })(request, response, count),
    );
    const ran = await runConnector(connectorOf([list(total)]), ["boxes", "list", "--all"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(JSON.parse(ran.out)).toHaveLength(3);
    expect(ran.err).toBe("3 items. Stopped: the API names a page as next that was read already.\n");
  });

  test("--all has an end, and says so", async () => {
    const page = (count: number) => Array.from({ length: 2500 }, () => ({ id: count }));
    const recorder = await startRecorder((request, response, count) =>
      replyJson({ items: page(count), next: `c${count}` })(request, response, count),
    );
    const ran = await runConnector(connectorOf([list(total)]), ["boxes", "list", "--all"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(JSON.parse(ran.out)).toHaveLength(10_000);
    expect(ran.err).toMatch(
      /^10000 of at least 10001 items\. Stopped there; --limit <n> sets another end\. More: .*--cursor c4/,
    );
    expect(recorder.requests).toHaveLength(4);
  });

  test("an error on a later page is an error, and no half list is printed", async () => {
    const recorder = await startRecorder((request, response, count) =>
      (count === 1 ? replyJson({ items: [{ id: 1 }], next: "c2" }) : replyJson({ message: "no" }, 400))(
        request,
        response,
        count,
      ),
    );
    const ran = await runConnector(connectorOf([list(total)]), ["boxes", "list", "--all"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect([ran.out, ran.exit, ran.error?.code]).toEqual(["", 1, "INVALID_REQUEST"]);
  });
});
