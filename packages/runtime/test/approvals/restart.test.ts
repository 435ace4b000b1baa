import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ApprovalAnswer } from "../../src/approvals/require-approval.ts";
import type { StoreOptions } from "../../src/store/store-options.ts";
import { generateKey } from "../../src/vault/keyring.ts";
import { databaseKinds, databaseOptions } from "../support/database.ts";
import type { Order } from "./approval-process.ts";

// Host, broker and agent are processes of their own, each of which may end at any moment.

const key = generateKey();
const running = new Set<Agent>();

/** A process that does what it is told, and can be killed. */
class Agent {
  readonly #child: ChildProcess;
  readonly #gone: Promise<unknown>;

  static async start(database: StoreOptions): Promise<Agent> {
    const agent = new Agent(database);
    running.add(agent);
    await agent.#answer();
    return agent;
  }

  private constructor(database: StoreOptions) {
    const program = join(import.meta.dirname, "approval-process.ts");
    const options = JSON.stringify({ database, key });
    this.#child = spawn(process.execPath, ["--conditions=@specwire/source", program, options], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#gone = once(this.#child, "exit");
  }

  async told<Result = { readonly status: string }>(order: Order): Promise<Result> {
    const answer = this.#answer<Result>();
    this.#child.send(order);
    return await answer;
  }

  async ask(connectorId: string, text: string): Promise<ApprovalAnswer> {
    const [answer] = await this.told<ApprovalAnswer[]>({ do: "ask", connectorId, text });
    return answer as ApprovalAnswer;
  }

  /** As a host that is stopped. */
  async ends(): Promise<void> {
    this.#child.disconnect();
    await this.#gone;
    running.delete(this);
  }

  /** As a crash would. */
  async dies(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#gone;
    running.delete(this);
  }

  async #answer<Result>(): Promise<Result> {
    const [answer] = (await Promise.race([once(this.#child, "message"), this.#gone.then(() => [])])) as [
      { result: Result; error?: string }?,
    ];
    if (answer === undefined) throw new Error("the process ended");
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  }
}

afterEach(() => Promise.all([...running].map((one) => one.dies())));

describe.for(databaseKinds)("approvals outlive processes, on %s", (kind) => {
  let database: StoreOptions;
  let connectorId: string;
  beforeAll(async () => {
    database = await databaseOptions(kind);
    const first = await Agent.start(database);
    connectorId = await first.told({ do: "add connector" });
    await first.ends();
  });

  test("who asks, who decides and who uses may all be gone", { timeout: 120_000 }, async () => {
    const asking = await Agent.start(database);
    const asked = await asking.ask(connectorId, "hello");
    expect(asked.status).toBe("pending");
    await asking.dies();
    const deciding = await Agent.start(database);
    expect(await deciding.told({ do: "approve", approvalId: asked.approvalId })).toMatchObject({
      status: "approved",
      decidedBy: "eve",
    });
    await deciding.dies();
    // It dies with the approval in its hand: nobody knows whether it was sent, so nobody sends it again.
    const using = await Agent.start(database);
    expect(await using.ask(connectorId, "hello")).toEqual({
      status: "granted",
      approvalId: asked.approvalId,
      decidedBy: "eve",
    });
    await using.dies();
    const again = await Agent.start(database);
    const next = await again.ask(connectorId, "hello");
    expect(next.status).toBe("pending");
    expect(next.approvalId).not.toBe(asked.approvalId);
    await again.ends();
  });
});

describe("approvals of many processes", () => {
  test("one is used once, and told to whoever waits", { timeout: 120_000 }, async () => {
    const database = await databaseOptions("postgres");
    const agents = await Promise.all(Array.from({ length: 4 }, () => Agent.start(database)));
    const [one, two] = agents as [Agent, Agent];
    const connectorId = await one.told<string>({ do: "add connector" });
    const ask = () =>
      Promise.all(
        agents.map((agent) =>
          agent.told<ApprovalAnswer[]>({ do: "ask", connectorId, text: "race", callers: 10 }),
        ),
      ).then((answers) => answers.flat());
    // All ask at once for the first time: one question.
    const first = await ask();
    const [approvalId = "", ...others] = new Set(first.map((answer) => answer.approvalId));
    expect(others).toEqual([]);
    const waiting = one.told({ do: "wait", approvalId, milliseconds: 60_000 });
    await two.told({ do: "approve", approvalId });
    const decided = performance.now();
    expect(await waiting).toMatchObject({ status: "approved" });
    expect(performance.now() - decided).toBeLessThan(5000);
    const uses = await ask();
    expect(uses.filter(({ status }) => status === "granted")).toEqual([
      { status: "granted", approvalId, decidedBy: "eve" },
    ]);
    // A yes and a no at once: however it ends, a no that was heard is what holds.
    const next = uses.find(({ status }) => status === "pending")?.approvalId ?? "";
    const [yes, no] = await Promise.allSettled([
      one.told({ do: "approve", approvalId: next }),
      two.told({ do: "deny", approvalId: next }),
    ]);
    expect(no.status).toBe("fulfilled");
    expect(yes.status === "fulfilled" || String(yes.reason).includes("APPROVAL_CLOSED")).toBe(true);
    expect((await ask()).every(({ status }) => status === "denied")).toBe(true);
  });
});
