import { expect, test } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { tailoredPage } from "./tailored-page.ts";

const { files } = compileConnector("acme", {
  operations: `highlights: [things.list, things.add, things.remove]
operations:
  things.list: { request: GET /things, summary: List things }
  things.add: { request: POST /things, summary: Add one }
  things.remove: { request: "DELETE /things/{id}", summary: Remove one }`,
});
const page = files.find((file) => file.path === "instructions.md")?.text ?? "";
const highlights = ["things.list", "things.add", "things.remove"];
const tailored = (banned: readonly string[], isBroker = false) =>
  tailoredPage(page, { slug: "acme", highlights, banned, isBroker });
const examples = (text: string) => text.split("\n").filter((line) => line.startsWith("- `"));

test("a page is as it was compiled where nothing is denied", () => {
  expect(examples(page)).toHaveLength(3);
  expect(tailored([])).toBe(page);
});

test("what is denied is no example, and is named", () => {
  const text = tailored(["things.add", "things.remove"]);
  expect(examples(text)).toEqual(examples(page).slice(0, 1));
  expect(text).toContain("\nNot permitted here: things add, things remove.\nMore: `custom-acme --find");
  expect(tailored(highlights)).not.toMatch(/^- `|\n\n\n/m);
  const many = Array.from({ length: 30 }, (_, index) => `a.b${index}`);
  expect(tailored(many)).toContain("a b7, and 22 more.");
});

test("with a broker it says who has the credential, and that a person may be asked", () => {
  const text = tailored([], true);
  expect(text).toContain(
    "it calls through a broker that has the credential and never prompts. A write may wait",
  );
  expect(text).not.toContain("already");
  expect(text.length - page.length).toBeLessThan(100);
});
