import { rmSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  answerError,
  answerJson,
  type BrokerReply,
  plainJson,
  startFakeBroker,
} from "../../cli-kit/test/support/fake-broker.ts";
import { type WrittenSession, writeSession } from "./support/gate-file.ts";
import { connect } from "./support/mcp.ts";

// Where a broker has the credentials: it asks a person itself, and one question is enough.

let session: WrittenSession;
beforeEach(() => {
  session = writeSession("broker");
});
afterEach(() => rmSync(session.folder, { recursive: true, force: true }));

async function start(reply: BrokerReply, args: readonly string[] = []) {
  const broker = await startFakeBroker(reply);
  const env = {
    SPECWIRE_GATE_FILE: session.gateFile,
    SPECWIRE_BROKER_URL: broker.url,
    SPECWIRE_GRANT: "grant",
  };
  const connected = await connect(env, {
    args,
    answer: () => ({ action: "accept", content: { allow: true } }),
  });
  return { ...connected, broker };
}

const approvalId = "5f9c7f5e-0d0e-4a53-9f0b-0d7c3f6f2a11";
const isAsked = answerError({ code: "APPROVAL_REQUIRED", approvalId, retryable: true });

/** Says of an approval what it is told, and performs the operation once it is approved. */
function approving(...statuses: readonly string[]): BrokerReply {
  const left = [...statuses];
  let status = "pending";
  return (asked, response, count) => {
    if (!asked.path.startsWith("/v1/approvals/"))
      return (status === "approved" ? answerJson({ done: true }) : isAsked)(asked, response, count);
    status = left.shift() ?? "pending";
    const expiresAt = "2100-01-01T00:00:00.000Z";
    plainJson({ envelope: 1, approvalId, status, expiresAt })(asked, response, count);
  };
}

test.each(["SPECWIRE_GRANT", "SPECWIRE_BROKER_URL"])("without %s it does not start", async (name) => {
  const env = {
    SPECWIRE_GATE_FILE: session.gateFile,
    SPECWIRE_BROKER_URL: "unix:/run/specwire.sock",
    SPECWIRE_GRANT: "grant",
    [name]: "",
  };
  await expect(connect(env)).rejects.toThrow();
});

test("a read is the broker's answer", async () => {
  const { client, call, broker } = await start(answerJson([{ id: 1 }]));
  expect(await call("acme_items_list", { q: "a" })).toMatchObject({ isError: false, text: '[{"id":1}]' });
  expect(broker.operations()).toMatchObject([{ operation: "items.list", arguments: { query: { q: "a" } } }]);
  await client.close();
});

test("a write that a person approves at the broker is waited for, and nobody is asked here", async () => {
  const { client, call, asked, broker } = await start(approving("pending", "approved"));
  expect(await call("acme_items_delete", { id: "7" })).toMatchObject({ isError: false });
  expect(asked).toEqual([]);
  expect(broker.operations().map(({ operation }) => operation)).toEqual(["items.delete", "items.delete"]);
  await client.close();
});

test("a client that asks for it is told of the wait", async () => {
  const { client } = await start(approving("pending", "approved"));
  const told: string[] = [];
  await client.callTool(
    { name: "acme_items_delete", arguments: { id: "7" } },
    { onprogress: ({ message = "" }) => told.push(message) },
  );
  expect(told[0]).toContain(approvalId);
  await client.close();
});

test("without a wait the model is told to call again, by the tool and not by a command line", async () => {
  const { client, call } = await start(approving(), ["--wait", "0"]);
  const { text, isError } = await call("acme_items_delete", { id: "7" });
  expect(isError).toBe(true);
  expect(JSON.parse(text)).toMatchObject({
    error: {
      code: "APPROVAL_REQUIRED",
      approvalId,
      help: expect.stringContaining("call this again") as string,
    },
  });
  expect(text).not.toContain("custom-acme");
  await client.close();
});

test("a call that is cancelled while a person decides is not performed afterwards", async () => {
  let decided = false;
  const { client, broker } = await start((asked, response, count) => {
    if (!asked.path.startsWith("/v1/approvals/")) return isAsked(asked, response, count);
    // The decision comes after the call is cancelled.
    setTimeout(() => {
      decided = true;
      approving("approved")(asked, response, count);
    }, 1500);
  });
  const stop = new AbortController();
  const call = client.callTool(
    { name: "acme_items_delete", arguments: { id: "7" } },
    { signal: stop.signal, onprogress: () => stop.abort() },
  );
  await expect(call).rejects.toThrow();
  await expect.poll(() => decided, { timeout: 20_000 }).toBe(true);
  await client.callTool({ name: "acme_items_get", arguments: {} });
  expect(broker.operations()).toHaveLength(1);
  await client.close();
});

test("what the policy denies does not reach the broker", async () => {
  session.change((file) => ({
    ...file,
    policies: [{ policy: 1, rules: [{ access: "write", verdict: "deny" }] }],
  }));
  const { client, call, broker } = await start(answerJson({}));
  expect((await call("acme_items_delete", { id: "7" })).isError).toBe(true);
  expect(broker.asked).toEqual([]);
  await client.close();
});

test("a gate file that says there is a broker is nothing without one", async () => {
  const env = { SPECWIRE_GATE_FILE: session.gateFile, ACME_BASE_URL: "http://127.0.0.1:9" };
  await expect(connect(env)).rejects.toThrow();
});
