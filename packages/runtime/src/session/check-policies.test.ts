import type { Json } from "@specwire/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { testRuntime } from "../../test/support/runtime.ts";
import type { Runtime } from "../runtime.ts";

const operations =
  "operations: { cards.list: { request: GET /a, summary: A }, cards.create: { request: POST /b, summary: B } }";

describe.each(["env", "broker"] as const)("policies of a session of mode %s", (mode) => {
  let runtime: Runtime;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    runtime = await testRuntime("pglite");
    for (const slug of ["trello", "unconnected"]) {
      const { id } = await runtime.connectors.add({
        userId: null,
        ...compileConnector(slug, { operations }),
      });
      ids.set(slug, id);
    }
    const connectorId = ids.get("trello") ?? "";
    await runtime.accounts.connectWithKeys({
      ...{ userId: "ada", connectorId, label: "work", secrets: { api_key: "k" } },
    });
  });
  afterAll(() => runtime.close());

  const open = (slugs: readonly string[], ...rules: readonly Json[]) =>
    runtime.session({
      userId: "ada",
      allowed: slugs.map((slug) => `custom:${slug}`),
      ...(mode === "broker" && { mode, broker: { url: "http://127.0.0.1:8790" } }),
      policies: [
        { policy: 1, rules: [] },
        { policy: 1, rules },
      ],
    });

  test.each<readonly [string, readonly string[], Json, string]>([
    ["an operation", ["trello"], { operations: ["card.create"] }, "/operations/0: trello has no"],
    [
      "an operation of a connector that the session lacks only for now",
      ["unconnected"],
      { operations: ["card.create"] },
      "unconnected has no",
    ],
    ["the allow-list's name", ["trello"], { connectors: ["custom:trello"] }, '"trello"'],
    ["the command's name", ["trello"], { connectors: ["custom-trello"] }, '"trello"'],
  ])("say where a ban has a slip: %s", async (_, slugs, rule, says) => {
    await expect(open(slugs, { ...(rule as object), verdict: "deny" })).rejects.toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringContaining(says) as string,
    });
    await expect(open(slugs, { ...(rule as object), verdict: "deny" })).rejects.toThrow("`policies[1]`");
  });

  test("say which argument nothing takes", async () => {
    const only = [{ argument: "query.bord", oneOf: ["1"] }];
    await expect(open(["trello"], { verdict: "allow", only })).rejects.toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringContaining('"query.bord"') as string,
    });
  });

  test("may be about what the session lacks", async () => {
    const elsewhere = { connectors: ["slack"], operations: ["messages.send"], verdict: "deny" };
    const { gate } = await open(["trello"], elsewhere, { operations: ["cards.*"], verdict: "deny" });
    expect(Object.keys(gate.connectors)).toEqual(["trello"]);
    await open([], elsewhere, { operations: ["messages.send"], verdict: "deny" });
  });

  test("make no session fail for what a user has turned off, or never had", async () => {
    const rule = { operations: ["messages.send"], verdict: "deny" };
    const { gate } = await open(["trello", "nowhere"], rule);
    expect(Object.keys(gate.connectors)).toEqual(["trello"]);
    const connectorId = ids.get("unconnected") ?? "";
    await runtime.connectors.setEnabled({ userId: "ada", connectorId, enabled: false });
    await open(["trello", "unconnected"], rule);
    await runtime.connectors.setEnabled({ userId: "ada", connectorId, enabled: true });
    await expect(open(["trello", "unconnected"], rule)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });
});
