import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/spec.md"), "utf8");
const examples = [...page.matchAll(/(?:Example|Default): ((?:`[^`]+`(?:, )?)+)/g)].flatMap(([, list = ""]) =>
  [...list.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code.replaceAll("\\|", "|")),
);

describe("the reference page", () => {
  test("shows examples that can be copied: each is YAML, wherever it stands", () => {
    expect(examples.length).toBeGreaterThan(100);
    const wrong = examples.filter((code) =>
      [`a: ${code}`, `{ a: ${code} }`, `[${code}]`].some((text) => parseDocument(text).errors.length > 0),
    );
    expect(wrong).toEqual([]);
  });

  test("says of each value more than its kind", () => {
    const rows = page.split("\n").filter((line) => /^\| [`*]/.test(line));
    expect(rows.filter((line) => / \| {2}\|$| \| (Example|Default)[^|]*\|$/.test(line))).toEqual([]);
  });
});
