import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

// Every hostile case of what gate, broker and permissions are measured by is shown somewhere; this says where.

interface Elsewhere {
  readonly id: string;
  readonly file: string;
  /** What stands there. */
  readonly text: string;
  /** Where the case can't be as it was meant. */
  readonly why?: string;
}

const root = join(import.meta.dirname, "../..");
const json = <T>(path: string): T => JSON.parse(readFileSync(join(import.meta.dirname, path), "utf8")) as T;
const elsewhere = json<readonly Elsewhere[]>("elsewhere.json");
const here = [
  ...["wire", "operations", "answers", "paths"].flatMap((name) =>
    json<readonly { readonly id: string }[]>(`broker/${name}.json`).map(({ id }) => id),
  ),
  ...readdirSync(join(import.meta.dirname, "permission/cases")).flatMap(
    (name) => json<{ readonly ids: readonly string[] }>(`permission/cases/${name}/expected.json`).ids,
  ),
];

test.each([
  ["shellgate", 52],
  ["broker", 34],
  ["brokerpath", 25],
  ["permission", 12],
])("all of %s", (area, count) => {
  const ids = new Set([...here, ...elsewhere.map(({ id }) => id)].filter((id) => id.startsWith(`${area}-`)));
  expect(ids.size).toBe(count);
});

test.each(elsewhere.map((one) => [one.id, one] as const))(
  "%s is where it is said to be",
  (_, { file, text }) => {
    expect(readFileSync(join(root, file), "utf8")).toContain(text);
  },
);
