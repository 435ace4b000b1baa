import type { Method } from "@specwire/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type NamedOperation, nameOperations } from "../../src/phases/2-resolve/names/name-operations.ts";

const format = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*$/;
const methods: Method[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"];

const anyOperation: fc.Arbitrary<NamedOperation> = fc.record(
  {
    method: fc.constantFrom(...methods),
    path: fc.oneof(fc.webPath(), fc.string({ unit: "grapheme" }), fc.string()),
    operationId: fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ maxLength: 400 })),
    tags: fc.array(fc.string({ unit: "grapheme" }), { maxLength: 3 }),
  },
  { requiredKeys: ["method", "path", "tags"] },
);

const resource = fc.constantFrom("users", "orders", "items", "boards", "cards", "files", "teams", "invoices");

/** Operations as documents have them: a collection or an item, two levels deep at most. */
const usualOperation: fc.Arbitrary<NamedOperation> = fc
  .record({
    method: fc.constantFrom<Method>("GET", "POST", "PATCH", "DELETE"),
    parent: resource,
    child: fc.option(resource, { nil: undefined }),
    item: fc.boolean(),
    style: fc.constantFrom("none", "flat", "grouped"),
  })
  .filter(({ parent, child }) => parent !== child)
  .map(({ method, parent, child, item: either, style }) => {
    // What is changed is an item; what is made is in a collection.
    const item = method === "GET" ? either : method !== "POST";
    const own = child === undefined ? `/${parent}` : `/${parent}/{parentId}/${child}`;
    const verb = { GET: item ? "get" : "list", POST: "create", PATCH: "update", DELETE: "delete" }[
      method as "GET"
    ];
    const upper = (word: string) => word.replace(/^./, (first) => first.toUpperCase());
    const flat = `${verb}${child === undefined ? "" : upper(parent)}${upper(child ?? parent)}`;
    const operationId = {
      none: {},
      flat: { operationId: flat },
      grouped: { operationId: child === undefined ? `${parent}/${verb}` : `${parent}/${verb}-${child}` },
    }[style];
    return { method, path: item ? `${own}/{id}` : own, tags: [parent], ...operationId };
  });

const usualDocument = fc.uniqueArray(usualOperation, {
  selector: ({ method, path }) => `${method} ${path}`,
  minLength: 1,
  maxLength: 60,
});

describe("names of operations", () => {
  test("are ids of the format, unique, and none is the group of another", () => {
    fc.assert(
      fc.property(fc.array(anyOperation, { maxLength: 40 }), (operations) => {
        const ids = nameOperations(operations);
        expect(ids).toHaveLength(operations.length);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) {
          expect(id).toMatch(format);
          expect(id.length).toBeLessThanOrEqual(100);
          expect(["include", "exclude"]).not.toContain(id);
          expect(ids.some((other) => other.startsWith(`${id}.`))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("don't depend on the order of the document", () => {
    fc.assert(
      fc.property(usualDocument, fc.nat(), (operations, seed) => {
        const turned = [
          ...operations.slice(seed % operations.length),
          ...operations.slice(0, seed % operations.length),
        ];
        const ids = new Map(turned.map((one, index) => [one, nameOperations(turned)[index]]));
        expect(operations.map((one) => ids.get(one))).toEqual(nameOperations(operations));
      }),
      { numRuns: 50 },
    );
  });

  test("stay when the document grows", () => {
    fc.assert(
      fc.property(usualDocument, fc.func(fc.boolean()), (operations, keep) => {
        const before = operations.filter((one) => keep(one.path));
        const names = new Map(operations.map((one, index) => [one, nameOperations(operations)[index]]));
        expect(nameOperations(before)).toEqual(before.map((one) => names.get(one)));
      }),
      { numRuns: 50 },
    );
  });
});
