import { join } from "node:path";
import { expect, test } from "vitest";
import { snippetsIn, snippetsOf } from "./snippets.ts";

const root = join(import.meta.dirname, "..", "..");

test("blocks of TypeScript are found, with their line in the page", () => {
  const page = "# A\n\n```ts\nconst a = 1;\n```\n\n```sh\nls\n```\n\n```ts title\nconst b = 2;\n```\n";
  expect(snippetsIn("a.md", page)).toEqual([
    { page: "a.md", line: 4, text: "const a = 1;\n" },
    { page: "a.md", line: 12, text: "const b = 2;\n" },
  ]);
  expect(new Set(snippetsOf(root).map((one) => one.page))).toContain("docs/runtime.md");
});
