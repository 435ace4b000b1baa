import type { Json } from "@specwire/contract";
import { expect, test } from "vitest";
import { fieldsNote } from "./list-notes.ts";

test.each<[Json, string[], string | undefined]>([
  [{ id: 1, name: "n" }, ["id", "name"], undefined],
  [{ id: 1, name: "n", "Due Date": 2026 }, ["id", "name"], "Also: 1 more (--fields all)"],
  [{ id: 1, "a.b": 1, html_url: "https://x.example" }, ["id"], "Also: 2 more (--fields all)"],
  [{ id: 1, name: "n", "x[y]": 2 }, ["id"], "Also: name, 1 more (--fields id,name or all)"],
  [{ id: 1, name: "n" }, [], undefined],
])("of %j, shown by %j: %s", (item, shown, note) => {
  expect(fieldsNote([item, item], shown)).toBe(note);
});
