import type { ApprovalStatus, SessionEnvelope } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { bearer, connectorOf, operationOf, parameterOf, string } from "./support/connector.ts";
import {
  answerError,
  answerJson,
  type BrokerReply,
  type FakeBroker,
  plainJson,
  startFakeBroker,
} from "./support/fake-broker.ts";
import { type RunOptions, runConnector } from "./support/run-in-process.ts";
import { shellWords } from "./support/shell-words.ts";

const add = operationOf("boxes.add", {
  method: "POST",
  path: "/boxes",
  body: {
    contentType: "application/json",
    encoding: "json",
    required: true,
    type: { kind: "object", properties: [{ name: "title", required: true, type: string }] },
  },
});
const list = operationOf("boxes.list", {
  path: "/boxes",
  parameters: [parameterOf("cursor")],
  response: { kind: "json", items: "/items", fields: ["id"], known: [] },
  pagination: { kind: "cursor", into: { in: "query", name: "cursor" }, next: { pointer: "/next" } },
});
const connector = connectorOf([add, list], { auth: [bearer] });
const digest = `sha256:${"0".repeat(64)}`;

const run = (broker: FakeBroker, argv: readonly string[], options: RunOptions = {}) =>
  runConnector(connector, argv, {
    ...options,
    env: { SPECWIRE_BROKER_URL: broker.url, SPECWIRE_GRANT: "grant-1", ...options.env },
  });

const asks = (approvalId: string) => answerError({ code: "APPROVAL_REQUIRED", retryable: true, approvalId });
const stands = (status: ApprovalStatus) =>
  plainJson({ envelope: 1, approvalId: "a/1", status, expiresAt: "2026-11-23T00:15:00.000Z" });

/** Operations are answered by the first list, questions about approvals by the second, one after the other. */
function startApprovals(operations: readonly BrokerReply[], approvals: readonly BrokerReply[]) {
  const counts = { operations: 0, approvals: 0 };
  return startFakeBroker((asked, response, count) => {
    const kind = asked.envelope === undefined ? "approvals" : "operations";
    const replies = kind === "operations" ? operations : approvals;
    const reply = replies[counts[kind]++] ?? replies.at(-1);
    reply?.(asked, response, count);
  });
}

const waits = (broker: FakeBroker) =>
  broker.asked.filter(({ method }) => method === "GET").map(({ path }) => path);

describe("without --wait", () => {
  test("the error says what to approve and what to run then", async () => {
    const broker = await startApprovals([asks("a1")], []);
    const argv = ["--account", "at home", "boxes", "add", "--title", "it's"];
    const ran = await run(broker, argv);
    expect([ran.exit, ran.out, ran.error]).toMatchObject([
      5,
      "",
      { code: "APPROVAL_REQUIRED", approvalId: "a1", retryable: true, operation: "boxes.add" },
    ]);
    const [, line = ""] = /run again: (.*)$/.exec(ran.error?.help ?? "") ?? [];
    expect(shellWords(line)).toEqual(argv);
    expect(broker.asked).toHaveLength(1);
  });

  test("what was piped in is named", async () => {
    const broker = await startApprovals([asks("a1")], []);
    const ran = await run(broker, ["boxes", "add", "--input", "-"], { stdin: '{"title":"x"}' });
    expect(ran.error?.help).toMatch(/run again, with the same input: custom-acme boxes add --input -$/);
  });

  test("of a further page it is the command of that page", async () => {
    const page = answerJson({ items: [{ id: 1 }], next: "n 2" });
    const broker = await startApprovals([page, asks("a1")], []);
    const ran = await run(broker, ["boxes", "list", "--all", "--account", "work"]);
    expect(ran.error?.help).toMatch(/run again: custom-acme boxes list --cursor 'n 2' --account work$/);
  });
});

describe("--wait", () => {
  const argv = ["boxes", "add", "--title", "x", "--wait", "60"];

  test("waits for the decision and sends again", async () => {
    const broker = await startApprovals(
      [asks("a/1"), answerJson({ id: 1 })],
      [stands("pending"), stands("pending"), stands("approved")],
    );
    const ran = await run(broker, argv);
    expect([ran.exit, ran.out]).toEqual([0, '{"id":1}\n']);
    expect(ran.err).toBe("Waiting up to 60 seconds for a person to approve this: a/1.\nApproved.\n");
    expect(waits(broker)).toEqual(Array(3).fill("/v1/approvals/a%2F1?wait=25"));
    const ids = broker.operations().map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(2);
    expect(broker.operations().map((one) => one.arguments)).toEqual([
      { body: { title: "x" } },
      { body: { title: "x" } },
    ]);
  });

  test("a denial is told by the broker", async () => {
    const denied = answerError({ code: "PERMISSION_DENIED", message: "denied by bob: no" });
    const broker = await startApprovals([asks("a1"), denied], [stands("denied")]);
    const ran = await run(broker, argv);
    expect([ran.exit, ran.error]).toMatchObject([4, { message: "denied by bob: no" }]);
    expect(ran.err).not.toContain("Approved");
  });

  test("ends when the time is over, without asking for long at the end", async () => {
    const broker = await startApprovals([asks("a1")], [stands("pending")]);
    const ran = await run(broker, ["boxes", "add", "--title", "x", "--wait", "2.5"]);
    expect([ran.exit, ran.error?.approvalId]).toEqual([5, "a1"]);
    expect(ran.err).toContain("Waiting up to 3 seconds");
    expect(ran.pauses.reduce((sum, pause) => sum + pause, 0)).toBe(2500);
    expect(waits(broker).map((path) => path.split("=")[1])).toEqual(["3", "2", "1"]);
    expect(broker.operations()).toHaveLength(1);
  });

  test("ends when nobody decided before the broker gave up", async () => {
    const broker = await startApprovals([asks("a1")], [stands("expired")]);
    expect((await run(broker, argv)).error?.code).toBe("APPROVAL_REQUIRED");
    expect(broker.operations()).toHaveLength(1);
  });

  test("a broker that is away for a moment is asked again", async () => {
    const away: BrokerReply = (_, response) => {
      response.destroy();
    };
    const broker = await startApprovals([asks("a1"), answerJson({})], [away, away, stands("approved")]);
    expect((await run(broker, argv)).exit).toBe(0);
    expect(waits(broker)).toHaveLength(3);
  });

  test("an approval that somebody else used is asked for anew, within the same time", async () => {
    const broker = await startApprovals(
      [asks("a1"), asks("a2"), answerJson({})],
      [stands("pending"), stands("used"), stands("approved")],
    );
    const ran = await run(broker, argv);
    expect([ran.exit, ran.err]).toEqual([
      0,
      "Waiting up to 60 seconds for a person to approve this: a1.\nWaiting up to 59 seconds for a person to approve this: a2.\nApproved.\n",
    ]);
  });

  test("a broker that asks for the same again and again is not obeyed for ever", async () => {
    const broker = await startApprovals([asks("a1")], [stands("approved")]);
    expect((await run(broker, argv)).error?.code).toBe("APPROVAL_REQUIRED");
    expect(broker.operations()).toHaveLength(2);
  });

  test("an answer that is none ends it", async () => {
    const broker = await startApprovals([asks("a1")], [plainJson({ status: "perhaps" })]);
    expect((await run(broker, argv)).error?.code).toBe("UNEXPECTED_ANSWER");
  });

  test.each(["0", "-1", "x", "1e3", ""])("takes seconds: not %j", async (seconds) => {
    const broker = await startApprovals([asks("a1")], []);
    const ran = await run(broker, ["boxes", "add", "--title", "x", `--wait=${seconds}`]);
    expect(ran.error).toMatchObject({ code: "USAGE", flag: "--wait" });
    expect(broker.asked).toEqual([]);
  });
});

describe("what needs no approval", () => {
  test("--dry-run asks nobody, and shows whose credential it will be", async () => {
    const broker = await startApprovals([], []);
    const ran = await run(broker, ["boxes", "add", "--title", "x", "--account", "work", "--dry-run"], {
      env: { ACME_API_KEY: "planted" },
    });
    expect(JSON.parse(ran.out)).toEqual({
      method: "POST",
      url: "https://api.acme.example/boxes",
      headers: expect.not.objectContaining({ authorization: expect.anything() }),
      body: { title: "x" },
      credential: "the broker's",
      account: "work",
    });
    expect(broker.asked).toEqual([]);
  });
});

describe("help at the top", () => {
  const line = async (session: Partial<SessionEnvelope> | BrokerReply, of = connector) => {
    const reply =
      typeof session === "function"
        ? session
        : plainJson({ envelope: 1, expiresAt: "2026-11-23T01:00:00.000Z", ...session });
    const broker = await startFakeBroker(reply);
    const ran = await runConnector(of, [], {
      env: { SPECWIRE_BROKER_URL: broker.url, SPECWIRE_GRANT: "grant-1", ACME_API_KEY: "planted" },
    });
    expect(ran.exit).toBe(0);
    expect(ran.out).not.toContain("ACME_API_KEY");
    return ran.out.split("\n")[1];
  };
  const approval = "What changes data may need a person's approval: --wait <seconds> waits for it.";

  test.each<[string, readonly string[], string]>([
    ["one account", ["work"], `Connected through the broker: work. ${approval}`],
    [
      "several",
      ["work", "at home"],
      `Connected through the broker: work, 'at home'; each command takes --account <one of them>. ${approval}`,
    ],
    ["none", [], `No account connected: ask the host to connect Acme. ${approval}`],
  ])("%s", async (_, accounts, expected) => {
    expect(await line({ connectors: { acme: { digest, accounts } } })).toBe(expected);
  });

  test("a connector without credentials", async () => {
    expect(await line({ connectors: { acme: { digest, accounts: [] } } }, connectorOf([list]))).toBe(
      `No credential needed; through the broker. ${approval}`,
    );
  });

  test("one that is not in the session, or in another version", async () => {
    expect(await line({ connectors: {} })).toBe("Not in this session: ask the host to allow Acme in it.");
    expect(await line({ connectors: { acme: { digest: "sha256:1", accounts: [] } } })).toBe(
      "Not usable: the session has another version of this connector; ask the host for a new session.",
    );
  });

  test("a grant that has ended, and a broker that is away", async () => {
    const told = { message: "The session has ended.", help: "ask the host for a new session" };
    const expired = plainJson({ error: { code: "SESSION_EXPIRED", ...told } }, 401);
    expect(await line(expired)).toBe("Not connected: The session has ended; ask the host for a new session.");
    expect(
      await line((_, response) => {
        response.destroy();
      }),
    ).toMatch(
      /^Not connected: the broker did not answer: unix:.*: broke the connection; try again .*broker does not answer\.$/,
    );
  });
});
