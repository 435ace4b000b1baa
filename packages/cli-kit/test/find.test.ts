import { encodeTable, estimateTokens } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { findCommands } from "../src/find/find-commands.ts";
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
    ["that the search was made with", (one) => !one.held, [71, 87, 91]],
    ["that it was not made with", (one) => one.held === true && one.kind !== "spoken", [64, 81, 89]],
    ["whose operations were kept back as well", (one) => one.strict === true, [61, 80, 89]],
    ["as people speak", (one) => one.held === true && one.kind === "spoken", [42, 62, 72]],
    ["with slips of the finger", (one) => one.kind === "typo", [88, 96, 98]],
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
      "  custom-acme issues list --repo <repo> [--label <label>]  # List issues",
    );
  });

  test("a value that was denied is not chosen", async () => {
    for (const words of [
      "issues that are not closed",
      "make the issue no longer closed",
      "issues that aren't closed",
    ])
      expect((await find(words)).out).toContain("[--state <open|closed>]");
  });

  test("groups where nothing fits well", async () => {
    const { out } = await runConnector(connectorOf(apis.github ?? []), [
      "--find",
      "which of our dependencies have known vulnerabilities",
    ]);
    expect(out).toMatch(/\nGroups that fit: [a-z-]+(, [a-z-]+){1,3}\n/);
    expect(estimateTokens(out)).toBeLessThanOrEqual(300);
    expect((await find("close an issue")).out).not.toContain("Groups");
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

  test("as many as are asked for", async () => {
    const count = async (...more: string[]) =>
      (await find("issues", ...more)).out.match(/^[ *!] custom/gm)?.length;
    expect(await count("--limit", "1")).toBe(1);
    expect(await count("--all")).toBe(3);
    const { out } = await find("issues", "--limit", "1", "--output", "json");
    expect(JSON.parse(out)).toHaveLength(1);
  });

  test("never more than 300 tokens", async () => {
    for (const [name, all] of Object.entries(apis))
      for (const { intent } of intents.filter((one) => one.api === name).slice(0, 12)) {
        const { out } = await runConnector(connectorOf(all), ["--find", intent]);
        expect(estimateTokens(out), `${name}: ${intent}`).toBeLessThanOrEqual(300);
      }
  });
});

describe("questions", () => {
  const firstOf = (words: string, count: number) => {
    const table = tables.get("github");
    if (table === undefined) throw new Error("no table");
    return findCommands(table, words)
      .slice(0, count)
      .map(({ id }) => table.operation(id));
  };

  test.each([
    "which steps of the run failed?",
    "protected branch settings",
    "protetced branch settings",
    "status of CI for a commit",
    "issues that are not closed",
    "issues which are open",
    "was the milestone closed",
    "has the pull request been merged",
    "show file",
  ])("%s: nothing that changes something is first", (words) => {
    expect(firstOf(words, 1)[0]?.access).toBe("read");
  });

  test("what is asked for is found before what changes it", () => {
    expect(firstOf("protetced branch settings", 5).map((one) => one?.id)).toContain(
      "repos.branches.protection.get",
    );
    expect(firstOf("is there a way to close an issue", 1)[0]?.id).toBe("issues.update");
  });

  test("a command that does it may name in its description alone what it is about", () => {
    expect(firstOf("comment on a pull request", 5).map((one) => one?.id)).toContain("issues.comments.create");
  });
});
