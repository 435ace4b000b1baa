import type { Link, Operation } from "@specwire/contract";
import { expect, test } from "vitest";
import { connectorOf, integer, operationOf, parameterOf } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const id = { in: "path", name: "id" } as const;
const ofAnswer: Link = { operation: "boxes.get", arguments: [{ ...id, from: { pointer: "/data/id" } }] };
const ofCall: Link = { operation: "boxes.get", arguments: [{ ...id, from: { argument: id } }] };
const inPath = parameterOf("id", { in: "path", required: true, type: integer });
const get = operationOf("boxes.get", { path: "/boxes/{id}", parameters: [inPath] });
const create: Partial<Operation> = { method: "POST", path: "/boxes", detail: ofAnswer };
const update: Partial<Operation> = {
  method: "PUT",
  path: "/boxes/{id}",
  parameters: [inPath],
  detail: ofCall,
};

test.each<[string, Partial<Operation>, string, unknown, string]>([
  ["a new thing", create, "", { data: { id: 7 } }, "See it: custom-acme boxes get --id 7\n"],
  ["a new thing without its id", create, "", { ok: true }, ""],
  ["a change that shows the thing", update, "--id 7", { id: 7 }, ""],
  [
    "a change that shows nothing",
    update,
    "--id 7",
    undefined,
    "Done (204): the API sends nothing back.\nSee it: custom-acme boxes get --id 7\n",
  ],
  ["no link", { method: "POST" }, "", { id: 7 }, ""],
])("after %s", async (_, more, words, answer, err) => {
  const recorder = await startRecorder((request, response, count) => {
    if (answer !== undefined) return replyJson(answer, 201)(request, response, count);
    response.writeHead(204).end();
  });
  const connector = connectorOf([get, operationOf("boxes.change", more)]);
  const argv = ["boxes", "change", ...words.split(" ").filter(Boolean)];
  const ran = await runConnector(connector, argv, { env: { ACME_BASE_URL: recorder.url } });
  expect(ran.err).toBe(err);
  expect(ran.exit).toBe(0);
});

const owner = {
  login: "hubot",
  id: 9,
  type: "User",
  url: "https://api.acme.example/users/hubot",
  site_admin: false,
};
const box = {
  url: "https://api.acme.example/boxes/7",
  html_url: "https://acme.example/boxes/7",
  id: 7,
  node_id: "Qm94Nw==",
  title: "Old papers",
  state: "open",
  etag: "3",
  note: "Whatever somebody wrote on it, which nobody asked for now.",
  owner,
  labels: [
    { id: 1, name: "paper", color: "ff0000", default: false },
    { id: 2, name: "old", color: "00ff00", default: false },
  ],
  lid: null,
  counts: { papers: 0, pens: 0 },
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-02T00:00:00Z",
};
const goesOn = { id: 7, html_url: box.html_url, title: box.title, state: "open", etag: "3" };
const body: NonNullable<Operation["body"]> = {
  contentType: "application/json",
  encoding: "json",
  required: false,
  type: { kind: "any" },
};
const inShort = /^In short: \d+ left out\. See it: custom-acme boxes get --id 7\n$/;
const add: Partial<Operation> = {
  method: "POST",
  path: "/boxes",
  body,
  detail: { operation: "boxes.get", arguments: [{ ...id, from: { pointer: "/id" } }] },
};

async function written(more: Partial<Operation>, input: object, answer: unknown, words: string[] = []) {
  const recorder = await startRecorder(replyJson(answer, 201));
  const list = operationOf("boxes.list", {
    response: { kind: "json", items: "", fields: ["id", "owner.login"], known: [] },
  });
  const connector = connectorOf([get, list, operationOf("boxes.change", more)]);
  const argv = ["boxes", "change", ...words, "--input", JSON.stringify(input)];
  const ran = await runConnector(connector, argv, { env: { ACME_BASE_URL: recorder.url } });
  expect(ran.exit).toBe(0);
  return { printed: JSON.parse(ran.out), err: ran.err };
}

test("a write shows what goes on: ids, address, name, state, version, and what was sent as it is now", async () => {
  const made = await written(add, { title: box.title, labels: ["paper", "gone"], lid: "oak" }, box);
  expect(made.printed).toEqual({ ...goesOn, labels: [{ name: "paper" }, { id: 2, name: "old" }], lid: null });
  expect(made.err).toMatch(inShort);
});

test("and the fields of the list in which it is, but for times and what is empty", async () => {
  const link: Link = { operation: "boxes.list", arguments: [] };
  const changed = await written({ ...update, body, list: link }, { state: "open" }, box, ["--id", "7"]);
  expect(changed.printed).toEqual({ ...goesOn, owner: { login: "hubot" } });
  expect(changed.err).toMatch(inShort);
});

test("of what an answer holds alone it is the same", async () => {
  const detail: Link = { operation: "boxes.get", arguments: [{ ...id, from: { pointer: "/id" } }] };
  const made = await written({ ...add, detail }, { box: { title: box.title } }, { ok: true, box });
  expect(made.printed).toEqual({ ok: true, box: goesOn });
  expect(made.err).toMatch(inShort);
});

test("a secret that is shown once is shown", async () => {
  const made = await written(add, {}, { ...box, client_secret: "planted-marker-5" });
  expect(made.printed).toMatchObject({ client_secret: "planted-marker-5" });
});

const pem = `-----BEGIN PRIVATE KEY-----\n${"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n".repeat(20)}-----END PRIVATE KEY-----\n`;
const phrase =
  "abandon ability able about above absent absorb abstract absurd abuse access accident account accuse";

test.each<[string, object]>([
  ["a key with blanks", { private_key: pem }],
  ["a key by another name", { material: pem }],
  ["a phrase", { passphrase: phrase }],
  ["codes", { recovery_codes: ["aaa-bbb", "ccc-ddd"] }],
  ["a pair", { credentials: { username: "u", password: "planted-1" } }],
  [
    "an address with a password",
    { connection: { settings: { uri: "postgres://u:planted-2@db.example/x" } } },
  ],
  ["keys in a list", { keys: [{ id: 1, secret: "planted-3" }] }],
  ["a figure", { otp: 123456 }],
  ["what is random", { access: { key: "AKIA2345planted6789XYZ" } }],
])("no secret is left out or cut: %s", async (_, secret) => {
  const made = await written(add, { title: box.title }, { ...box, ...secret });
  expect(made.printed).toMatchObject(secret);
  const turned = await written({ ...update, body }, { state: "open" }, { ...box, ...secret }, ["--id", "7"]);
  expect(turned.printed).toMatchObject(secret);
  const response = { kind: "json", fields: ["id"], known: [] } as const;
  expect((await written({ ...add, response }, {}, { ...box, ...secret })).printed).toMatchObject(secret);
});

test.each<[string, object]>([
  ["a flag", { success: false, reason: "locked", error: { message: "The box is locked" } }],
  ["a list", { errors: [{ code: "quota" }], warnings: ["label ignored"] }],
  ["words", { failure_message: "no room" }],
  ["a count", { created: 3, failed: 2, results: [{ id: 1, error: "bad" }, { id: 2 }] }],
  ["a part", { parts: [{ index: 0, info: { outcome: "failed" } }] }],
  ["what did not happen", { merged: false, mergeable_state: "dirty", conflict_files: ["a.txt"] }],
  [
    "what is to be done",
    { next_action: { type: "redirect", redirect_to_url: { url: "https://bank.example/3" } } },
  ],
  ["where it goes on", { _links: { checkout: { href: "https://pay.example/7", type: "text/html" } } }],
  ["where a file goes", { upload_url: "https://up.example/1?sig=2", fields: { key: "a", policy: "b" } }],
])("what went wrong, or is still to be done, is never left out: %s", async (_, said) => {
  const made = await written(add, { title: box.title }, { ...box, ...said });
  expect(made.printed).toMatchObject(said);
  const changed = await written({ ...update, body }, { state: "open" }, { ...box, ...said }, ["--id", "7"]);
  expect(changed.printed).toMatchObject(said);
});

test("an operation marked sensitive is never shortened", async () => {
  expect((await written({ ...add, sensitive: true }, { title: box.title }, box)).printed).toEqual(box);
});

test("what came of an action on a thing is not taken for the thing", async () => {
  const path = "/boxes/{id}/seal";
  const sealed = await written({ ...update, body, path }, {}, { ...box, applied_to: 0 }, ["--id", "7"]);
  expect(sealed.printed).toMatchObject({ applied_to: 0, note: box.note });
});

test.each<[string, object, string]>([
  ["a person", { status: "queued", requested_by: { id: 99, name: "bob" } }, ""],
  ["a job", { ok: true, job: { id: 99 } }, ""],
  ["the thing", { ok: true, result: { box: { id: 99 } } }, "See it: custom-acme boxes get --id 99\n"],
])("what an answer holds alone is only the thing that was made if it says so: %s", async (_, answer, err) => {
  expect((await written(add, { title: "x" }, answer)).err).toBe(err);
});

test("what another call would not say is shown as a read would be", async () => {
  const text = "A long answer of a model, which nobody would like to pay for twice. ".repeat(4);
  const made = await written(add, { model: "m" }, { ...box, choices: [{ index: 0, message: { text } }] });
  expect(made.printed).toMatchObject({ choices: [{ index: 0, message: { text } }] });
  const known = await written(add, { note: text }, { ...box, note: text });
  expect(known.printed.note).toMatch(/^A long answer.{60,70}… \[\d+ more characters\]$/);
});

test("fields that were asked for, and those that are declared, are shown instead", async () => {
  expect((await written(add, {}, box, ["--fields", "note"])).printed).toEqual({ note: box.note });
  const response = { kind: "json", fields: ["lid", "id"], known: [] } as const;
  expect((await written({ ...add, response }, {}, box)).printed).toEqual({ lid: null, id: 7 });
});

test("without a command that shows it nothing is taken for known", async () => {
  const { detail: _, ...alone } = add;
  const made = await written(alone, { title: box.title }, box);
  expect(made.printed).toMatchObject({ note: box.note, owner: { login: "hubot" } });
  expect(made.err).toMatch(/^In short: \d+ left out .*\n$/);
});
