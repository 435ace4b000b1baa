import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Access } from "../../../packages/contract/src/index.ts";
import { compiled } from "../lib/connectors.ts";

// What each operation does, labelled from the vendor's documentation by someone who had not seen the connector.

interface Label {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  readonly destructive: boolean;
  readonly sensitive: boolean;
  /** The page that says so. */
  readonly source: string;
  readonly why: string;
  /** What a second reader could hold against it. */
  readonly disputed?: string;
}

const folder = join(import.meta.dirname, "labels");
const labelled = readdirSync(folder).map((name) => name.replace(/\.json$/, ""));
const line = ({ method, path }: { readonly method: string; readonly path: string }) =>
  `${method} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`;

test("each connector has labels, or a stand-in with a state", () => {
  const specs = readdirSync(join(import.meta.dirname, "../../../specs"));
  const watched = specs.filter((slug) => existsSync(join(import.meta.dirname, `${slug}.test.ts`)));
  expect([...labelled, ...watched].toSorted()).toEqual(specs.toSorted());
});

describe.each(labelled)("%s", (slug) => {
  const labels = JSON.parse(readFileSync(join(folder, `${slug}.json`), "utf8")) as readonly Label[];
  const operations = Object.values(compiled(`specs/${slug}`).connector.operations);

  test("each operation has a label, and each label an operation", () => {
    expect(operations.map(line).toSorted()).toEqual(labels.map(line).toSorted());
    for (const { source } of labels) expect(source).toMatch(/^https:\/\//);
  });

  test("none is called less than it is", () => {
    const less = operations.flatMap((operation) =>
      labels
        .filter((label) => line(label) === line(operation))
        .flatMap((label) => [
          ...(label.access === "write" && operation.access === "read" ? [`${operation.id} writes`] : []),
          ...(label.destructive && !operation.destructive ? [`${operation.id} is destructive`] : []),
          ...(label.sensitive && !operation.sensitive ? [`${operation.id} reveals secrets`] : []),
        ]),
    );
    expect(less).toEqual([]);
  });

  test("no read is asked for needlessly", () => {
    const reads = new Set(labels.filter(({ access }) => access === "read").map(line));
    expect(operations.filter((one) => one.access === "write" && reads.has(line(one)))).toEqual([]);
  });
});
