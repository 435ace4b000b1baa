import { encodeTable, estimateTokens } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { findCommands } from "../src/find.ts";
import { openTable, type Table } from "../src/table.ts";
import { connectorOf, operationOf, parameterOf, string } from "./support/connector.ts";
import { apis, type Intent, intents } from "./support/find-set.ts";
import { runConnector } from "./support/run-in-process.ts";

const tableOf = (operations: Parameters<typeof connectorOf>[0]): Table =>
  openTable(encodeTable(connectorOf(operations), `sha256:${"0".repeat(64)}`));

const tables = new Map(Object.entries(apis).map(([name, operations]) => [name, tableOf(operations)]));

/** The place of the first right one, from 1; infinite where it is not among eight. */
function placeOf({ api, intent, right }: Intent): number {
  const table = tables.get(api);
  if (table === undefined) throw new Error(`no table of ${api}`);
  const found = findCommands(table, intent).slice(0, 8);
  const at = found.findIndex((one) => right.includes(one.id));
  return at === -1 ? Number.POSITIVE_INFINITY : at + 1;
}

describe("intents", () => {
  const places = intents.map((intent) => ({ intent, place: placeOf(intent) }));
  const shares = (filter: (intent: Intent) => boolean) => {
    const some = places.filter((one) => filter(one.intent));
    const within = (most: number) => some.filter(({ place }) => place <= most).length / some.length;
    return [within(1), within(3), within(8)].map((share) => Math.round(share * 100));
  };

  test.each<[string, (intent: Intent) => boolean, number[]]>([
    ["that the search was made with", (one) => !one.held, [74, 90, 94]],
    ["that it was not made with", (one) => one.held === true, [58, 70, 78]],
    ["whose operations were kept back as well", (one) => one.strict === true, [58, 67, 77]],
    ["with slips of the finger", (one) => one.kind === "typo", [85, 92, 95]],
  ])("%s", (name, filter, least) => {
    const measured = shares(filter);
    console.log(`${name}: first ${measured[0]} %, of three ${measured[1]} %, of eight ${measured[2]} %`);
    for (const [index, share] of measured.entries()) expect(share).toBeGreaterThanOrEqual(least[index] ?? 0);
  });
});

test.each(["purple elephants", "asdfgh qwerty", "buy milk", "solve a quadratic equation", "🦄", "…"])(
  "%s is nothing that GitHub does",
  (words) => {
    const table = tables.get("github");
    expect(table && findCommands(table, words)).toEqual([]);
  },
);

describe("what is printed", () => {
  const path = [parameterOf("repo", { in: "path", required: true })];
  const body = (name: string, values: readonly string[]) => ({
    contentType: "application/json",
    encoding: "json" as const,
    required: false,
    type: {
      kind: "object" as const,
      properties: [
        { name, type: { kind: "string" as const, enum: values } },
        { name: "note", type: string },
      ],
    },
  });
  const operations = [
    operationOf("issues.list", {
      summary: "List issues",
      path: "/repos/{repo}/issues",
      parameters: [...path, parameterOf("label")],
      response: { kind: "json", items: "", fields: [], known: [] },
    }),
    operationOf("issues.update", {
      method: "PATCH",
      summary: "Update an issue",
      path: "/repos/{repo}/issues",
      parameters: path,
      body: body("state", ["open", "closed"]),
    }),
    operationOf("issues.delete", {
      method: "DELETE",
      summary: "Delete an issue",
      path: "/repos/{repo}/issues",
      parameters: path,
    }),
  ];
  const find = (words: string, ...more: string[]) =>
    runConnector(connectorOf(operations), ["--find", words, ...more]);

  test("commands that lack nothing but values, with the flag that was asked for", async () => {
    const { out, exit } = await find("close an issue");
    expect(exit).toBe(0);
    expect(out.split("\n")[0]).toBe(
      "* custom-acme issues update --repo <repo> [--state closed]  # Update an issue",
    );
    expect((await find("issues by label")).out.split("\n")[0]).toBe(
      "  custom-acme issues list --repo <repo> [--label]  # List issues",
    );
  });

  test("the same as JSON", async () => {
    const { out } = await find("close an issue", "--output", "json");
    expect(JSON.parse(out)[0]).toEqual({
      id: "issues.update",
      access: "write",
      summary: "Update an issue",
      command: "custom-acme issues update --repo <repo> [--state closed]",
    });
  });

  test("that nothing fits, or nothing well", async () => {
    expect((await find("fly to the moon")).out).toBe(
      'No command matches "fly to the moon". Groups: issues\n',
    );
    const poor = await runConnector(connectorOf(apis.github ?? []), [
      "--find",
      "translate this text into french",
    ]);
    expect(poor.out).toMatch(/^Nothing fits well; the nearest:\n/);
  });

  test("never more than 300 tokens", async () => {
    for (const [name, all] of Object.entries(apis))
      for (const { intent } of intents.filter((one) => one.api === name).slice(0, 12)) {
        const { out } = await runConnector(connectorOf(all), ["--find", intent]);
        expect(estimateTokens(out), `${name}: ${intent}`).toBeLessThanOrEqual(300);
      }
  });
});
