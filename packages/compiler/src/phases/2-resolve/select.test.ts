import type { Method } from "@specwire/contract";
import { expect, test } from "vitest";
import type { OpenApiDocument } from "./document/openapi-document.ts";
import { findOperations, selectOperations } from "./select.ts";

const requests: readonly (readonly [Method, string, string | undefined, readonly string[]])[] = [
  ["GET", "/issues", "issues/list", ["issues"]],
  ["GET", "/issues/{id}", "issues/get", ["issues", "items"]],
  ["GET", "/issues/{id}/comments", undefined, ["issues"]],
  ["GET", "/issue-types", "issue-types", []],
  ["GET", "/v1/files/list.json", undefined, []],
];

const document = {
  operations: requests.map(([method, path, operationId, tags]) => ({ method, path, operationId, tags })),
} as unknown as OpenApiDocument;

test.each([
  ["tag:issues", "/issues /issues/{id} /issues/{id}/comments"],
  ["tag:items", "/issues/{id}"],
  ["/issues/**", "/issues /issues/{id} /issues/{id}/comments"],
  ["/issues/*", "/issues/{id}"],
  ["/issue*", "/issues /issue-types"],
  ["/**/comments", "/issues/{id}/comments"],
  ["/v1/*/l*t.json", "/v1/files/list.json"],
  ["/v*/**", "/v1/files/list.json"],
  ["/issues", "/issues"],
  ["GET /issues/{id}", "/issues/{id}"],
  ["issues/get", "/issues/{id}"],
  ["/nothing/**", ""],
  ["tag:toString", ""],
])("%s selects", (selector, paths) => {
  const found = selectOperations(document, selector).map(({ path }) => path);
  expect(found.join(" ")).toBe(paths);
});

test("an operation is found by operationId, or by method and path", () => {
  expect(findOperations(document, "issues/list")).toEqual(findOperations(document, "GET /issues"));
  expect(findOperations(document, "constructor")).toEqual([]);
});
