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
