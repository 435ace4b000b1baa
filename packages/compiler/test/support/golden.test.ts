import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { expectGoldens } from "./golden.ts";

let folder = "";

beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), "specwire-golden-"));
  onTestFinished(() => rmSync(base, { recursive: true }));
  folder = join(base, "_expected");
  mkdirSync(join(folder, "deep"), { recursive: true });
  writeFileSync(join(folder, "a.txt"), "one\r\ntwo\r\n");
  writeFileSync(join(folder, "deep/b.txt"), "b");
});

const same = { "a.txt": "one\ntwo\n", "deep/b.txt": "b" };
const compare = (files: Record<string, string>, env: Record<string, string> = {}, others: string[] = []) =>
  expectGoldens({ folder, files, suite: "some suite", others }, env);

describe("goldens", () => {
  test("are fine when nothing differs, whatever the line ends of the checkout", () => {
    compare(same);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ["a missing one", { ...same, "c.txt": "" }, /missing: .*c\.txt/],
    ["a changed one", { ...same, "a.txt": "one\n2\n" }, /changed: .*a\.txt\n {2}line 2\n {2}- two\n {2}\+ 2/],
    ["a longer one", { ...same, "deep/b.txt": "b\nc" }, /line 2\n {2}- \(end of file\)\n {2}\+ c/],
    ["one that is left over", { "a.txt": same["a.txt"] }, /left over: .*deep\/b\.txt/],
  ])("%s fails and names the command", (_, files, message) => {
    expect(() => compare(files)).toThrow(message);
    expect(() => compare(files)).toThrow("UPDATE=1 npm test -- some suite");
  });

  test("leave the files of another suite alone", () => {
    compare({ "a.txt": same["a.txt"] }, {}, ["deep/b.txt"]);
    compare({ "a.txt": "new" }, { UPDATE: "1" }, ["deep/b.txt"]);
    expect(readFileSync(join(folder, "deep/b.txt"), "utf8")).toBe("b");
  });

  test("are recorded on demand, without what is left over", () => {
    compare({ "new/c.txt": "c" }, { UPDATE: "1" });
    expect(readFileSync(join(folder, "new/c.txt"), "utf8")).toBe("c");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.map(({ name }) => name)).toEqual(["c.txt"]);
  });

  test("are never recorded in CI", () => {
    expect(() => compare({ "a.txt": "new" }, { UPDATE: "1", CI: "true" })).toThrow("refused in CI");
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("one\r\ntwo\r\n");
  });
});
