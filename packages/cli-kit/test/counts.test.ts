import type { Operation, Pagination } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const perPage = { in: "query", name: "perPage" } as const;
const page = { in: "query", name: "page" } as const;
const states = ["open", "closed", "open", "draft", "open", "closed"];

function list(pagination: Pagination | undefined, more: Partial<Operation> = {}): Operation {
  return operationOf("boxes.list", {
    path: "/boxes",
    parameters: [
      parameterOf("state", { type: string }),
      parameterOf("page", { type: integer }),
      parameterOf("perPage", { type: { kind: "integer", maximum: 4 }, apiDefault: 2 }),
    ],
    response: { kind: "json", items: "/items", fields: ["id"], known: [] },
    ...(pagination && { pagination }),
    ...more,
  });
}

interface ApiOptions {
  /** How many there are. */
  readonly count?: number;
  /** What an answer says besides. */
  readonly said?: (count: number, page: number) => Record<string, unknown>;
  readonly headers?: Record<string, string>;
  readonly links?: boolean;
  /** The size of its pages, whatever is asked for. */
  readonly size?: number;
}

/** An API with pages; `urls` is what was asked of it. */
async function api({ count = 25, said = () => ({}), headers = {}, links = false, size }: ApiOptions = {}) {
  const recorder = await startRecorder((request, response, number) => {
    const query = new URL(request.url, "http://x").searchParams;
    const length = size ?? Number(query.get("perPage") ?? 2);
    const at = Number(query.get("page") ?? 1);
    const items = Array.from({ length: count }, (_, index) => ({
      id: index,
      state: states[index % states.length],
      labels: index % 2 === 0 ? [{ name: "bug" }, { name: "p1" }] : [],
      owner: { login: `user${index % 3}` },
    }));
    const last = Math.ceil(count / length);
    const asked = query.get("perPage") ?? 2;
    const to = (one: number, rel: string) => `</boxes?page=${one}&perPage=${asked}>; rel="${rel}"`;
    const link = at < last ? { link: `${to(at + 1, "next")}, ${to(last, "last")}` } : {};
    const body = { items: items.slice((at - 1) * length, at * length), ...said(count, at) };
    replyJson(body, 200, { ...headers, ...(links && link) })(request, response, number);
  });
  return { urls: () => recorder.requests.map((one) => one.url), env: { ACME_BASE_URL: recorder.url } };
}

async function run(operation: Operation, words: string, env: Record<string, string>) {
  const ran = await runConnector(connectorOf([operation]), ["boxes", "list", ...words.split(" ")], { env });
  return { ...ran, json: ran.out === "" ? undefined : (JSON.parse(ran.out) as unknown) };
}

const byPage: Pagination = { kind: "page", into: page, start: 1, pageSize: perPage };
const byLink: Pagination = { kind: "link", next: { header: "link" }, pageSize: perPage };

describe("--count", () => {
  test("asks for a declared total with a page of one", async () => {
    const { urls, env } = await api({ said: (count) => ({ n: count }) });
    const ran = await run(list({ ...byPage, total: "/n" }), "--count --state open", env);
    expect([ran.out, ran.err, ran.exit]).toEqual(['{"count":25}\n', "", 0]);
    expect(urls()).toEqual(["/boxes?state=open&perPage=1"]);
  });

  test.each([0, 1, 2, 3, 25])("takes the last of pages of one from a Link header: %i", async (count) => {
    const { urls, env } = await api({ count, links: true });
    expect((await run(list(byLink), "--count", env)).json).toEqual({ count });
    // A full page that leads nowhere may be one of an API that says nothing of pages.
    expect(urls()).toEqual(count === 1 ? ["/boxes?perPage=1", "/boxes?perPage=4"] : ["/boxes?perPage=1"]);
  });

  test("counts the pages where the size of one is not heeded", async () => {
    const { urls, env } = await api({ links: true, size: 10 });
    expect((await run(list(byLink), "--count", env)).json).toEqual({ count: 25 });
    expect(urls()).toHaveLength(4);
  });

  test("counts the pages where nothing is said, the largest that there are", async () => {
    const { urls, env } = await api();
    const ran = await run(list(byPage), "--count", env);
    expect([ran.out, ran.err]).toEqual(['{"count":25}\n', ""]);
    expect(urls()[0]).toBe("/boxes?perPage=4");
    expect(urls()).toHaveLength(7);
  });

  test.each<[string, ApiOptions]>([
    ["total_count", { said: (count) => ({ total_count: count }) }],
    ["meta.total", { said: (count) => ({ meta: { total: count } }) }],
    ["meta.pagination.total", { said: (count) => ({ meta: { pagination: { total: count } } }) }],
    ["total beside limit", { said: (count) => ({ total: count, limit: 2 }) }],
    ["count beside next and previous", { said: (count) => ({ count, next: null, previous: null }) }],
    ["X-Total-Count", { headers: { "x-total-count": "25" } }],
  ])("takes the usual total without a word of the spec: %s", async (_, options) => {
    const { urls, env } = await api(options);
    expect((await run(list(byPage), "--count", env)).json).toEqual({ count: 25 });
    expect(urls()).toHaveLength(1);
  });

  test.each<[string, ApiOptions]>([
    ["a sum of money", { said: () => ({ total: 99_000 }) }],
    ["less than is there", { said: () => ({ meta: { total: 1 } }) }],
    ["the items of this page", { said: () => ({ count: 4 }) }],
    ["bytes", { said: () => ({ totalSize: 104_857_600 }) }],
    ["a bill with dates", { said: () => ({ total: 12_900, start: "2026-01-01", limit: null }) }],
    ["no whole number", { said: () => ({ meta: { total: 30.5 } }) }],
    ["words", { headers: { "x-total-count": "many" } }],
  ])("takes no other number for it: %s", async (_, options) => {
    const { env } = await api(options);
    expect((await run(list(byPage), "--count", env)).json).toEqual({ count: 25 });
  });

  test.each([0, -4, 26.5, "1e3"])("a declared total that can't be one is none: %s", async (n) => {
    const { env } = await api({ said: () => ({ n }) });
    expect((await run(list({ ...byPage, total: "/n" }), "--count", env)).json).toEqual({ count: 25 });
  });

  test("the last page of an empty one is no count", async () => {
    const recorder = await startRecorder((request, response, number) => {
      const at = Number(new URL(request.url, "http://x").searchParams.get("page") ?? 1);
      const link = `</boxes?page=${at + 1}>; rel="next", </boxes?page=40>; rel="last"`;
      replyJson({ items: at > 1 ? [{ id: at }] : [] }, 200, at < 3 ? { link } : {})(
        request,
        response,
        number,
      );
    });
    const ran = await run(list(byLink), "--count", { ACME_BASE_URL: recorder.url });
    expect(ran.json).toEqual({ count: 2 });
  });

  test.each<[string, Record<string, unknown>]>([
    ["has_more", { has_more: true, next_cursor: "abc" }],
    ["paging.after", { paging: { after: "5" } }],
    ["paging.next.after", { paging: { next: { after: "5" } } }],
  ])("is no exact number where the answer goes on elsewhere than declared: %s", async (_, said) => {
    const { env } = await api({ count: 2, said: () => said });
    const cursor: Pagination = {
      kind: "cursor",
      next: { pointer: "/meta/after" },
      into: { in: "query", name: "state" },
      pageSize: perPage,
      total: "/total",
    };
    expect((await run(list(cursor), "--count", env)).json).toMatchObject({ atLeast: true });
    const by = await run(list(cursor), "--count-by state", env);
    expect(by.err).toBe(
      "2 items, 2 values of state, and there are more, which this command can't ask for.\n",
    );
    expect((await run(list(cursor), "--all", env)).err).toMatch(/^2 of at least 3 items\. There are more/);
  });

  test.each<[string, ApiOptions, string]>([
    ["bytes", { said: () => ({ totalSize: 104_857_600 }) }, "All 2 items."],
    ["money", { said: () => ({ total: 12_900, start: "2026-01-01" }) }, "All 2 items."],
    [
      "a full page of a list that nobody declared",
      { said: () => ({ total: 25, limit: 2 }) },
      "2 of 25 items.",
    ],
  ])("a list says its total only where that is one: %s", async (_, options, note) => {
    const { env } = await api({ count: 2, ...options });
    expect((await run(list(undefined), "--output json", env)).err.startsWith(note)).toBe(true);
  });

  test.each<[string, string, ApiOptions, unknown, string]>([
    ["the end of --limit", "--count --limit 6", {}, { count: 6, atLeast: true }, "There are more than 6"],
    ["--limit that is not reached", "--count --limit 60", {}, { count: 25 }, ""],
    ["--limit at the very end", "--count --limit 25", {}, { count: 25 }, ""],
  ])("says where it stopped: %s", async (_, words, options, expected, note) => {
    const { env } = await api(options);
    const ran = await run(list(byPage), words, env);
    expect(ran.json).toEqual(expected);
    expect(ran.err.startsWith(note)).toBe(true);
    expect(ran.err === "").toBe(note === "");
  });

  test("has an end of its own", async () => {
    const { urls, env } = await api({ count: 30_000, size: 2500 });
    const ran = await run(list(byPage), "--count", env);
    expect(ran.json).toEqual({ count: 10_000, atLeast: true });
    expect(urls()).toHaveLength(4);
  });

  test("says at least where the list goes on and nobody knows how", async () => {
    const { env } = await api({ links: true });
    const ran = await run(list(undefined), "--count", env);
    expect(ran.json).toEqual({ count: 2, atLeast: true });
    expect(ran.err).toContain("not read to its end");
  });

  test("--dry-run shows the request that asks for it", async () => {
    const { urls, env } = await api();
    const ran = await run(list({ ...byPage, total: "/n" }), "--count --dry-run", env);
    expect(ran.json).toMatchObject({ url: `${env.ACME_BASE_URL}/boxes?perPage=1` });
    expect(urls()).toEqual([]);
  });
});

describe("--count-by", () => {
  test("counts the values of all pages, the most frequent first", async () => {
    const { env } = await api();
    const ran = await run(list(byPage), "--count-by state", env);
    expect(ran.out).toBe(
      '[{"value":"open","count":13},{"value":"closed","count":8},{"value":"draft","count":4}]\n',
    );
    expect(ran.err).toBe("25 items, 3 values of state.\n");
  });

  test("counts an item for each of its values, and for null where it has none", async () => {
    const { env } = await api();
    expect((await run(list(byPage), "--count-by labels.name", env)).json).toEqual([
      { value: "bug", count: 13 },
      { value: "p1", count: 13 },
      { value: null, count: 12 },
    ]);
  });

  test("a table on request", async () => {
    const { env } = await api();
    const ran = await runConnector(
      connectorOf([list(byPage)]),
      ["boxes", "list", "--count-by", "owner.login"],
      { env, terminal: true },
    );
    expect(ran.out).toBe("value  count\nuser0  9\nuser1  8\nuser2  8\n");
  });

  test("of very many values the most frequent are shown", async () => {
    const { env } = await api({ count: 300, size: 100 });
    const ran = await run(list(byPage), "--count-by id", env);
    expect(ran.json).toHaveLength(100);
    expect(ran.err).toBe("300 items, 300 values of id, the 100 most frequent shown (--all: every one).\n");
    expect((await run(list(byPage), "--count-by id --all", env)).json).toHaveLength(300);
  });

  test("says where it stopped", async () => {
    const { urls, env } = await api();
    const ran = await run(list(byPage), "--count-by state --limit 5", env);
    expect(ran.json).toEqual([
      { value: "open", count: 3 },
      { value: "closed", count: 1 },
      { value: "draft", count: 1 },
    ]);
    expect(ran.err).toBe("5 items, 3 values of state, and there are more: --limit <n> sets another end.\n");
    expect(urls()).toHaveLength(2);
  });

  test.each([
    ["stat", "No item has stat; did you mean state?", "state"],
    ["owner", "owner is a thing, not a value; count by owner.login", "owner.login"],
    ["labels", "labels is a thing, not a value; count by labels.name", "labels.name"],
  ])("refuses what is no value: %s", async (field, message, meant) => {
    const { env } = await api();
    const ran = await run(list(byPage), `--count-by ${field}`, env);
    expect(ran.error).toMatchObject({ code: "USAGE", flag: "--count-by", message });
    expect(ran.error?.help).toMatch(new RegExp(`^try: custom-acme .* --count-by ${meant}$`));
    expect([ran.out, ran.exit]).toEqual(["", 2]);
  });
});

describe("refused before anything is sent", () => {
  const one = list(undefined, { response: { kind: "json", fields: [], known: ["id"] } });
  test.each<[string, Operation, string]>([
    ["--count", one, "--count is for lists, and this command answers with none"],
    ["--count-by id", one, "--count-by is for lists, and this command answers with none"],
    ["--count --count-by id", list(byPage), "--count and --count-by are two questions: ask one at a time"],
    ["--count --save x.json", list(byPage), "--count prints a number, so there is nothing to --save"],
    ["--count --page 2", list(byPage), "--count is of the whole list: leave --page out"],
  ])("%s", async (words, operation, message) => {
    const { urls, env } = await api();
    const ran = await run(operation, words, env);
    expect(ran.error).toMatchObject({ code: "USAGE", message });
    expect(urls()).toEqual([]);
  });
});
