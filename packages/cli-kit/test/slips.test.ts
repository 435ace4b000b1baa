import { encodeTable, flagsOf, nearest } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { unknownCommand } from "../src/correct/unknown-command.ts";
import { openTable, type Table } from "../src/table.ts";
import { connectorOf } from "./support/connector.ts";
import { apis } from "./support/find-set.ts";

const tableOf = (operations: Parameters<typeof connectorOf>[0]): Table =>
  openTable(encodeTable(connectorOf(operations), `sha256:${"0".repeat(64)}`));

const tables = new Map(Object.entries(apis).map(([name, operations]) => [name, tableOf(operations)]));

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
