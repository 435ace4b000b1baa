import type { JsonObject } from "@specwire/contract";
import { expect, test, vi } from "vitest";
import { resolveServers } from "./resolve-servers.ts";

const root = [{ url: "https://api.acme.com" }];

/** Each operation of `count` has a server of its own; all would have one name, and one variable's name. */
function servers(count: number) {
  const operations = Array.from({ length: count }, (_, index) => ({
    pathItem: {},
    operation: {
      servers: [
        {
          url: `https://{region}.files.acme.com/v${index}`,
          variables: { region: { default: `r${index}`, enum: [`r${index}`, "x"] } },
        },
      ],
    },
  }));
  const resolved = resolveServers({}, { servers: root, operations });
  const names = operations.map(({ operation, pathItem }) => resolved.of(operation, pathItem));
  return { ...resolved, names };
}

/** How often a name was looked for, or a value written out to be compared. */
function work(count: number): number {
  const looked = vi.spyOn(Object, "hasOwn");
  const written = vi.spyOn(JSON, "stringify");
  const listed = vi.spyOn(Object, "entries");
  const { names, isForeign } = servers(count);
  const foreign = names.filter((name) => isForeign(name ?? "default"));
  const steps = [looked, written, listed].reduce((sum, { mock }) => sum + mock.calls.length, 0);
  const members = listed.mock.calls.reduce((sum, [value]) => sum + Object.keys(value).length, 0);
  vi.restoreAllMocks();
  expect(foreign).toEqual([]);
  return steps + members;
}

test("work grows with the servers that operations have for themselves", () => {
  expect(work(400)).toBeLessThanOrEqual(4.4 * work(100));
});

test("each has a name and a variable of its own", () => {
  const { names, servers: urls, variables } = servers(3);
  expect(names).toEqual(["files", "files-2", "files-3"]);
  expect(urls["files-3"]).toBe("https://{region3}.files.acme.com/v2");
  expect(variables.region3).toMatchObject({ default: "r2" });
});

test("a document's name never takes the place of another, whatever the spec calls its own", () => {
  const own = (url: string) => ({ pathItem: {}, operation: { servers: [{ url }] } as JsonObject });
  const operations = [own("https://files.acme.com/a"), own("https://files.acme.com/b")];
  const stated = { default: "https://api.acme.com", files: "https://other.acme.com" };
  const resolved = resolveServers({ servers: stated }, { servers: root, operations });
  const names = operations.map(({ operation, pathItem }) => resolved.of(operation, pathItem) ?? "");
  expect(names.map((name) => resolved.servers[name])).toEqual([
    "https://files.acme.com/a",
    "https://files.acme.com/b",
  ]);
});

test("hosts of more values than anybody lists are judged as they are written", () => {
  const values = Array.from({ length: 100 }, (_, index) => `a${index}`);
  const variables = Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, { enum: values }]));
  const of = (url: string) => {
    const operation = { servers: [{ url, variables }] } as JsonObject;
    const resolved = resolveServers(
      { baseUrl: "https://api.acme.com" },
      { servers: root, operations: [{ operation, pathItem: {} }] },
    );
    return resolved.isForeign(resolved.of(operation, {}) ?? "default");
  };
  expect(of("https://{a}{b}{c}{d}.acme.com")).toBe(false);
  expect(of("https://{a}{b}{c}{d}.evil.com")).toBe(true);
});
