import { encodeTable, estimateTokens, flagsOf, nearest } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { unknownCommand } from "../src/correct/unknown-command.ts";
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

describe("slips", () => {
  /** A letter that is missing, too much, wrong, or changed its place with the next; the same every time. */
  const slips = (word: string, seed: number): string => {
    const at = seed % word.length;
    const letter = "etaoinshrd"[seed % 10] ?? "";
    const [before, here, after] = [word.slice(0, at), word.slice(at, at + 1), word.slice(at + 1)];
    const swapped = after === "" ? before : `${before}${after.slice(0, 1)}${here}${after.slice(1)}`;
    return (
      [`${before}${after}`, `${before}${letter}${here}${after}`, `${before}${letter}${after}`, swapped][
        seed % 4
      ] ?? ""
    );
  };
  const leading = (words: readonly string[]) => words.map((text, index) => ({ text, index }));

  test.each(Object.entries(apis))(
    "in a command of %s: the line is corrected, and no other offered",
    (name, all) => {
      const table = tables.get(name);
      if (table === undefined) throw new Error("no table");
      const ids = new Set(all.map(({ id }) => id));
      let [right, wrong, count] = [0, 0, 0];
      for (let seed = 1; seed < all.length; seed += Math.ceil(all.length / 70)) {
        const id = all[seed]?.id ?? "";
        const words = id.split(".");
        const place = seed % words.length;
        const typed = words.with(place, slips(words[place] ?? "", seed));
        if (typed.includes("") || ids.has(typed.join("."))) continue;
        const help = unknownCommand(table, [...typed, "--x", "a b"], leading(typed), "").details.help ?? "";
        count++;
        if (help === `try: custom-acme ${words.join(" ")} --x 'a b'`) right++;
        else if (help.startsWith("try: ")) wrong++;
      }
      expect(count).toBeGreaterThan(50);
      expect(right / count).toBeGreaterThanOrEqual(0.95);
      expect(wrong / count).toBeLessThanOrEqual(0.02);
    },
  );

  test("in a flag of any command: the nearest is the one that was meant", () => {
    let [right, count] = [0, 0];
    for (const operation of Object.values(apis).flat()) {
      const names = flagsOf(operation, {}).map((flag) => flag.name);
      for (const [seed, name] of names.slice(0, 6).entries()) {
        const typed = slips(name, seed * 7 + name.length + count);
        if (typed === "" || names.includes(typed)) continue;
        count++;
        if (nearest(typed, names)[0] === name) right++;
      }
    }
    expect(count).toBeGreaterThan(5000);
    expect(right / count).toBeGreaterThanOrEqual(0.95);
  });

  test.each([
    ["list issues", "issues list"],
    ["issues show", "issues get"],
    ["issue get", "issues get"],
    ["show issue", "issues get"],
    ["pull list", "pulls list"],
    ["pulls ls", "pulls list"],
    ["issues comment list", "issues comments list"],
    ["issues-comments list", "issues comments list"],
    ["issues listForRepo", "issues list-for-repo"],
    ["issues list_for_repo", "issues list-for-repo"],
    ["create gist", "gists create"],
    ["gists creat --public", "gists create --public"],
    ["gist create", "gists create"],
    ["repos branches ls octocat hello-world", "repos branches list octocat hello-world"],
  ])("%s is %s", (line, right) => {
    const table = tables.get("github");
    const argv = line.split(" ");
    const words = argv.filter((word) => !word.startsWith("-"));
    const error = table && unknownCommand(table, argv, leading(words), "");
    expect(error?.details.help).toBe(`try: custom-acme ${right}`);
  });

  test.each([
    "gists new",
    "gists add",
    "gists deleted",
    "gists deletes",
    "deleted gists",
    "gists created",
    "gists updated",
    "gists starred status",
    "gists delete-history",
    "actions caches deleted",
    "issues locked",
    "actions artifacts deleted status",
  ])("%s is no order to change something", (line) => {
    const table = tables.get("github");
    const words = line.split(" ");
    const error = table && unknownCommand(table, words, leading(words), "");
    const [, offered] = /^try: custom-acme (.*)$/.exec(error?.details.help ?? "") ?? [];
    const access = offered && table?.operation(offered.replaceAll(" ", "."))?.access;
    expect(access ?? "read").toBe("read");
  });

  test("states, plurals and questions behind any group: no change is offered", () => {
    const asked = [
      "deleted",
      "created",
      "updated",
      "settings",
      "search",
      "status",
      "history",
      "sent",
      "removed",
    ];
    const offered: string[] = [];
    for (const [name, all] of Object.entries(apis)) {
      const table = tables.get(name);
      if (table === undefined) throw new Error("no table");
      const groups = [...new Set(all.map(({ id }) => id.split(".").slice(0, -1).join(".")))].filter(Boolean);
      for (const [index, group] of groups.entries()) {
        if (index % 12 !== 0) continue;
        const word = asked[(index / 12) % asked.length] ?? "";
        const words = [...group.split("."), word];
        if (table.operation(words.join("."))) continue;
        const { help = "" } = unknownCommand(table, words, leading(words), "").details;
        const id = /^try: custom-acme (.*)$/.exec(help)?.[1]?.replaceAll(" ", ".");
        if (id !== undefined && table.operation(id)?.access === "write")
          offered.push(`${words.join(" ")}: ${id}`);
      }
    }
    expect(offered).toEqual([]);
  });

  test.each([
    [
      "issues close --issue-number 3",
      "issues update --issue-number 3 --owner <owner> --repo <repo> --state closed",
    ],
    [
      "milestones close",
      "issues milestones update --owner <owner> --repo <repo> --milestone-number <milestone-number> --state closed",
    ],
    [
      "pulls reopen --owner a --repo b --pull-number 3",
      "pulls update --owner a --repo b --pull-number 3 --state open",
    ],
    [
      "issues comment --owner a --repo b --issue-number 3 --body hi",
      "issues comments create --owner a --repo b --issue-number 3 --body hi",
    ],
    [
      "issues assign --owner a --repo b --issue-number 3",
      "issues assignees add --owner a --repo b --issue-number 3 --assignees <assignees>",
    ],
    ["pr list", "pulls list --owner <owner> --repo <repo>"],
    ["prs merge --owner a --repo b --pull-number 3", "pulls merge --owner a --repo b --pull-number 3"],
    [
      "releases create --owner a --repo b --tag-name v1",
      "repos releases create --owner a --repo b --tag-name v1",
    ],
  ])("%s describes %s", (line, right) => {
    const table = tables.get("github");
    const argv = line.split(" ");
    const words = argv.slice(0, argv.findIndex((word) => word.startsWith("-")) >>> 0);
    const error = table && unknownCommand(table, argv, leading(words), "");
    expect(error?.details.help).toBe(`try: custom-acme ${right}`);
  });

  test.each([
    // It removes something, which nobody typed by its name.
    "gists erase",
    // Neither a noun nor a value of it says so.
    "issues transfer",
    "issues close --zzz 1",
    "issues closed",
    "issues close status",
    // Nothing is to be done.
    "pulls dont merge",
    "issues not lock",
    "pulls merged",
    "pulls undo merge",
  ])("%s describes no change", (line) => {
    const table = tables.get("github");
    const argv = line.split(" ");
    const words = argv.slice(0, argv.findIndex((word) => word.startsWith("-")) >>> 0);
    const error = table && unknownCommand(table, argv, leading(words), "");
    const [, offered = ""] = /^(?:try:|perhaps) custom-acme ([a-z -]*)/.exec(error?.details.help ?? "") ?? [];
    expect(
      table?.operation(offered.trim().split(" --")[0]?.replaceAll(" ", ".") ?? "")?.access ?? "read",
    ).toBe("read");
  });

  test("words that destroy nothing, behind any group: nothing that does is offered", () => {
    const typed = ["close", "archive", "comment", "approve", "show", "update", "open", "mark"];
    const offered: string[] = [];
    for (const [name, all] of Object.entries(apis)) {
      const table = tables.get(name);
      const groups = [...new Set(all.map(({ id }) => id.split(".").slice(0, -1).join(".")))].filter(Boolean);
      for (const [index, group] of groups.entries()) {
        if (index % 10 !== 0) continue;
        const words = [...group.split("."), typed[(index / 10) % typed.length] ?? ""];
        if (table === undefined || table.operation(words.join("."))) continue;
        const { help = "" } = unknownCommand(table, words, leading(words), "").details;
        const id = /^try: custom-acme ([a-z0-9 -]*?)(?: --|$)/.exec(help)?.[1]?.replaceAll(" ", ".");
        if (id !== undefined && table.operation(id)?.method === "DELETE")
          offered.push(`${words.join(" ")}: ${id}`);
      }
    }
    expect(offered).toEqual([]);
  });

  test("what is not beyond doubt is what a search finds", () => {
    const table = tables.get("stripe");
    const error =
      table && unknownCommand(table, ["subscriptions", "cancel"], leading(["subscriptions", "cancel"]), "");
    expect(error?.message).toContain("near: subscriptions ");
    expect(error?.details.help).toContain("--find 'subscriptions cancel' searches");
  });
});
