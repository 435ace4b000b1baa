import type { Link, Operation } from "@specwire/contract";
import { expect, test } from "vitest";
import { connectorOf, integer, operationOf, parameterOf } from "./support/connector.ts";
import { startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const id = { in: "path", name: "id" } as const;
const detail: Link = {
  operation: "boxes.get",
  arguments: [
    { ...id, from: { pointer: "/id" } },
    { in: "query", name: "room", from: { pointer: "/room" } },
  ],
};
const get = operationOf("boxes.get", {
  path: "/boxes/{id}",
  parameters: [parameterOf("id", { in: "path", required: true }), parameterOf("room", { required: true })],
});

/** Runs the list with pages of these bodies, the last one followed by an empty list. */
async function listed(pages: readonly unknown[], words: readonly string[], items = "") {
  const recorder = await startRecorder((request, response) => {
    const page = Number(new URL(request.url ?? "", "http://x").searchParams.get("page") ?? 1);
    const body = pages[page - 1] ?? [];
    response.writeHead(200, { "content-type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const isPaged = pages.length > 1;
  const list: Partial<Operation> = {
    path: "/boxes",
    parameters: [parameterOf("page", { type: integer })],
    response: { kind: "json", fields: [], known: [], items },
    detail,
    ...(isPaged && { pagination: { kind: "page", into: { in: "query", name: "page" }, start: 1 } }),
  };
  const connector = connectorOf([get, operationOf("boxes.list", list)]);
  const env = { ACME_BASE_URL: recorder.url };
  return await runConnector(connector, ["boxes", "list", ...words], { env });
}

test("the command for one item has no value that items of another page don't share", async () => {
  const pages = ["attic", "cellar"].map((room) =>
    [1, 2].map((number) => ({ id: `${room}-${number}`, room })),
  );
  const alone = await listed(pages, []);
  expect(alone.err).toContain("One: custom-acme boxes get --room attic --id <id>\n");
  const all = await listed(pages, ["--all"]);
  expect(all.err).toContain("One: custom-acme boxes get --id <id> --room <room>\n");
  expect((await listed(pages, ["--all", "--output", "ndjson"])).err).toContain("--room <room>\n");
});

test("nor the value of a member of a member", async () => {
  const author = { id: 3, login: "hubot" };
  const { err } = await listed([[1, 2].map((number) => ({ id: number, room: "attic", author }))], []);
  expect(err).toContain("One: custom-acme boxes get --room attic --id <id>\n");
});

test("an id, an address and a path are whole, however many items there are", async () => {
  const items = Array.from({ length: 40 }, (_, index) => ({
    id: `AAMk${"x".repeat(140)}${index}`,
    url: `https://files.example/${"y".repeat(90)}?sig=${index}`,
    title: `A title ${"with many words ".repeat(9)}`,
  }));
  const { out, err } = await listed([items], []);
  const printed = JSON.parse(out);
  expect(printed[39]).toMatchObject({ id: items[39]?.id });
  expect(printed[39].title).toMatch(/… \[\d+ more characters\]$/);
  expect(err).toContain("Cut: title; whole with --fields title\n");
});

test.each([
  ["a refusal", { ok: false, error: "no_access", items: [] }, "/items", "ok is false, error"],
  ["what is around it", { data: { items: [], errors: ["x"] } }, "/data/items", "errors (1)"],
  ["a part", { incomplete_results: true, items: [{ id: 1 }] }, "/items", "incomplete_results"],
])("what an answer says beside its list is said, and it is not all: %s", async (_, body, items, said) => {
  const note = `Beside the list: ${said}; --output raw shows it.\n`;
  const list = await listed([body], [], items);
  expect(list.err).toContain(note);
  expect(list.err).not.toMatch(/\bAll\b|is empty/);
  const count = await listed([body], ["--count"], items);
  expect(JSON.parse(count.out)).toMatchObject({ atLeast: true });
  expect(count.err).toBe(note);
});

test("and where items are counted by a field", async () => {
  const body = { success: false, items: [{ id: 1, room: "attic" }] };
  const { err } = await listed([body], ["--count-by", "room"], "/items");
  expect(err).toContain("Beside the list: success is false");
});

test("a number that JavaScript has not is its digits", async () => {
  const { out } = await listed(
    ['[{"id":12345678901234567890,"much":12345678901234567.25,"most":1e400}]'],
    [],
  );
  expect(JSON.parse(out)).toEqual([
    { id: "12345678901234567890", much: "12345678901234567.25", most: "1e400" },
  ]);
});
