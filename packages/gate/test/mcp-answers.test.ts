import { rmSync } from "node:fs";
import { isObject } from "@specwire/contract";
import { afterEach, beforeEach, expect, test } from "vitest";
import { approvalMilliseconds, openQuestions } from "../src/mcp/approvals.ts";
import { type WrittenSession, writeSession } from "./support/gate-file.ts";
import { type Connected, connect, type RecordingApi, recordingApi } from "./support/mcp.ts";

// An answer is for what was shown, once. The client of 2026-07-28 sends it with the call that it is for.

let session: WrittenSession;
let api: RecordingApi;
let server: Connected;
beforeEach(async () => {
  session = writeSession("environment");
  api = await recordingApi();
  server = await connect(
    { SPECWIRE_GATE_FILE: session.gateFile, ACME_BASE_URL: api.url },
    {
      answer: () => ({ action: "decline" }),
      options: { versionNegotiation: { mode: { pin: "2026-07-28" } } },
    },
  );
});
afterEach(async () => {
  await server.client.close();
  api.close();
  rmSync(session.folder, { recursive: true, force: true });
});

const yes = { allow: { action: "accept", content: { allow: true } } };

/** A call as it goes over the wire, with an answer where it has one. */
async function send(id: string, more: object = {}): Promise<Readonly<Record<string, unknown>>> {
  const params = { name: "acme_items_delete", arguments: { id }, ...more };
  const result: unknown = await server.client.request(
    { method: "tools/call", params },
    { allowInputRequired: true },
  );
  if (!isObject(result)) throw new Error("there is no result");
  return result;
}

async function asked(id: string): Promise<string> {
  const { requestState } = await send(id);
  if (typeof requestState !== "string") throw new Error("nothing is asked");
  return requestState;
}

test("a yes sends what was shown, once", async () => {
  const requestState = await asked("7");
  expect(await send("7", { requestState, inputResponses: yes })).not.toHaveProperty("isError");
  expect(await send("7", { requestState, inputResponses: yes })).toMatchObject({ isError: true });
  expect(api.requests).toEqual(["DELETE /items/7"]);
});

test("a yes is for nothing else", async () => {
  const requestState = await asked("7");
  expect(await send("8", { requestState, inputResponses: yes })).toMatchObject({ isError: true });
  // It is used up by that.
  expect(await send("7", { requestState, inputResponses: yes })).toMatchObject({ isError: true });
  expect(api.requests).toEqual([]);
});

test.each([
  ["of nobody", undefined],
  ["of another process", "0d0f0a3c-7d0b-4a53-9f0b-0d7c3f6f2a11"],
])("an answer to a question %s is none", async (_, requestState) => {
  const result = await send("7", {
    ...(requestState !== undefined && { requestState }),
    inputResponses: yes,
  });
  expect(result.isError === true || typeof result.requestState === "string").toBe(true);
  expect(api.requests).toEqual([]);
});

test("what the host takes back meanwhile is not sent", async () => {
  const requestState = await asked("7");
  session.change((file) => ({ ...file, policies: [{ policy: 1, rules: [{ verdict: "deny" }] }] }));
  expect(await send("7", { requestState, inputResponses: yes })).toMatchObject({ isError: true });
  expect(api.requests).toEqual([]);
});

test("a question has an end, and there are not endlessly many", () => {
  let now = 0;
  const questions = openQuestions(() => now);
  const late = questions.ask("a");
  now += approvalMilliseconds + 1;
  expect(questions.take(late, "a")).toBe(false);
  const [first = "", ...others] = Array.from({ length: 101 }, () => questions.ask("a"));
  expect(questions.take(first, "a")).toBe(false);
  expect(questions.take(others.at(-1) ?? "", "a")).toBe(true);
});
