import { describe, expect, test } from "vitest";
import { type Api, good, item, type Spec, secret, tryIt, unauthorized } from "./support/try-it.ts";

describe("what is wrong", () => {
  const key = "{ type: api_key, in: header, name: X-Key }";
  test.each<[string, Api, Spec, object]>([
    [
      "a web site",
      () => [200, "<!DOCTYPE html><p>Hi", { "content-type": "text/html" }],
      {},
      { code: "wrong-base-url" },
    ],
    [
      "a page that is not there",
      () => [404, "<html>no", { "content-type": "text/html" }],
      {},
      { code: "wrong-base-url" },
    ],
    [
      "a route that is not there",
      () => [404, { message: "Cannot GET /items" }],
      {},
      { code: "wrong-base-url" },
    ],
    ["a thing that is not there", () => [404, { message: "No such item" }], {}, { code: "not-found" }],
    [
      "a part of the path twice",
      (_, url) => (url === "/v1/v1/items" ? [404, {}] : good),
      { base: "/v1", request: "GET /v1/items" },
      { code: "wrong-base-url", patch: { path: "/baseUrl", value: "URL", line: 6 } },
    ],
    [
      "a redirect elsewhere",
      () => [301, "", { location: "https://api.acme.example/v2/items" }],
      {},
      { code: "redirected", help: expect.stringContaining("only if the API's documentation names") },
    ],
    [
      "a redirect to another path",
      () => [301, "", { location: "/v2/items" }],
      {},
      { code: "redirected", patch: { path: "/baseUrl", value: "URL/v2", line: 6 } },
    ],
    [
      "a redirect to a login",
      () => [302, "", { location: "/login?next=/items" }],
      {},
      { code: "redirected", help: expect.stringContaining("login for people") },
    ],
    [
      "a redirect to a slash",
      () => [308, "", { location: "/items/" }],
      {},
      { code: "redirected", help: expect.stringContaining("/items/") },
    ],
    [
      "Basic wanted",
      () => unauthorized("no", { "www-authenticate": 'Basic realm="acme"' }),
      {},
      { code: "wrong-credential-place", patch: { path: "/auth/type", value: "basic" } },
    ],
    [
      "Bearer wanted",
      () => unauthorized("no", { "www-authenticate": "Bearer" }),
      { auth: "{ type: basic }" },
      { code: "wrong-credential-place", patch: { path: "/auth/type", value: "bearer_token" } },
    ],
    [
      "another prefix wanted",
      () => unauthorized("no", { "www-authenticate": "Token" }),
      {},
      { code: "wrong-credential-place", patch: { path: "/auth/prefix", value: "Token ", line: 7 } },
    ],
    [
      "a prefix said in words",
      () => unauthorized("Use the header 'Authorization: Token your-api-token'."),
      {},
      { code: "wrong-credential-place", patch: { path: "/auth/prefix", value: "Token " } },
    ],
    [
      "another header said in words",
      () => unauthorized("Missing API key. Send it in the X-Api-Key header."),
      { auth: key },
      { code: "wrong-credential-place", patch: { path: "/auth/name", value: "X-Api-Key" } },
    ],
    [
      "a header instead of a bearer token",
      () => unauthorized("API key missing (header: X-Auth-Token)"),
      {},
      { code: "wrong-credential-place", help: expect.stringContaining("name: X-Auth-Token") },
    ],
    [
      "a query parameter said in words",
      () => unauthorized("Pass your key as the query parameter `api_key`."),
      {},
      { code: "wrong-credential-place", help: expect.stringContaining("in: query, name: api_key") },
    ],
    [
      "a credential that is not good",
      () => unauthorized(`Token ${secret} has expired`),
      {},
      { code: "wrong-credential" },
    ],
    [
      "a right that is missing",
      () => [403, { message: "You may not list items" }],
      {},
      { code: "forbidden" },
    ],
    [
      "a missing key behind 403",
      () => [403, { message: "Missing authentication token" }],
      {},
      { code: "wrong-credential" },
    ],
    [
      "a missing version header",
      () => [400, { message: "Acme-Version header is required" }],
      {},
      { code: "missing-header", help: expect.stringContaining("Acme-Version") },
    ],
    [
      "a version header that is there",
      () => [400, { message: "Acme-Version 1 is too old" }],
      { top: 'headers: { Acme-Version: "1" }\n' },
      { code: "refused-request" },
    ],
    [
      "200 for an error",
      () => [200, { ok: false, error: "invalid_auth" }],
      {},
      {
        code: "error-in-success",
        patch: { path: "/errors", value: [{ when: { pointer: "/ok", equals: false }, message: "/error" }] },
      },
    ],
    [
      "the same, declared",
      () => [200, { ok: false, error: "invalid_auth" }],
      { top: "errors: [{ when: { pointer: /ok, equals: false }, message: /error }]\n" },
      { code: "refused-request" },
    ],
    [
      "a list elsewhere",
      () => [200, { data: { rows: [item] }, total: 1 }],
      {},
      { code: "wrong-items", patch: { path: "/operations/items.list/items", value: "/data/rows", line: 9 } },
    ],
    [
      "a list that nobody declared",
      () => [200, { data: [item] }],
      { list: "response: json" },
      { code: "list-not-declared", patch: { value: "/data" } },
    ],
    [
      "pages that are all the same",
      () => [200, { items: [item, item] }],
      {
        list: "items: /items, query: { properties: { p: { type: integer } } }, pagination: { kind: page, into: p }",
      },
      { code: "wrong-pagination", says: expect.stringContaining("second page") },
    ],
    [
      "a cursor elsewhere",
      () => [200, { items: [item], meta: { next_cursor: "abc" } }],
      {
        list: "items: /items, query: { properties: { c: { type: string } } }, pagination: { kind: cursor, into: c, next: { pointer: /cursor } }",
      },
      { code: "wrong-pagination", says: expect.stringContaining("/meta/next_cursor") },
    ],
    [
      "a cursor elsewhere that leads on",
      (_, url) =>
        url.includes("c=5")
          ? [200, { items: [{ id: 6 }], paging: {} }]
          : [200, { items: [item], paging: { after: "5", token: "x" } }],
      {
        list: "items: /items, query: { properties: { c: { type: string } } }, pagination: { kind: cursor, into: c, next: { pointer: /meta/after } }",
      },
      {
        code: "wrong-pagination",
        says: expect.stringContaining("it has /paging/after"),
        patch: { path: "/operations/items.list/pagination/next/pointer", value: "/paging/after" },
      },
    ],
    [
      "the number of all elsewhere",
      () => [200, { items: [item], meta: { total: 23, total_pages: 3 } }],
      {
        list: "items: /items, query: { properties: { p: { type: integer } } }, pagination: { kind: page, into: p, total: /total }",
      },
      {
        code: "wrong-pagination",
        says: expect.stringContaining("second page"),
      },
    ],
    [
      "a link to more elsewhere",
      (_, url) =>
        url.includes("p=2") ? [200, { items: [{ id: 2 }] }] : [200, { items: [item], next: "/items?p=2" }],
      {
        top: "pagination: { kind: link, next: { pointer: /links/next } }\n",
        list: "items: /items, query: { properties: { p: { type: integer } } }",
      },
      { code: "wrong-pagination", patch: { path: "/pagination/next/pointer", value: "/next", line: 8 } },
    ],
    [
      "an error in words of its own",
      () => [200, { ok: false, problem: { kind: "no_such_ticket", text: "There is no ticket 99" } }],
      {},
      {
        code: "error-in-success",
        says: expect.stringContaining("There is no ticket 99"),
        patch: {
          path: "/errors",
          value: [
            { when: { pointer: "/ok", equals: false }, code: "/problem/kind", message: "/problem/text" },
          ],
        },
      },
    ],
    [
      "a missing header, in words that a rule finds",
      () => [400, { problem: { text: "Send X-Desk-Version" } }],
      { top: "errors: [{ when: { pointer: /problem }, message: /problem/text }]\n" },
      { code: "missing-header", says: 'the API asks for the header X-Desk-Version: "Send X-Desk-Version"' },
    ],
    [
      "a verify that is not there",
      () => [200, { items: [item] }],
      { auth: "{ type: bearer_token, verify: { operation: items.list, label: /login } }" },
      { code: "wrong-verify" },
    ],
    ["too many", () => [429, { message: "slow down" }], {}, { code: "rate-limited" }],
    ["an error of the API", () => [500, { message: "oops" }], {}, { code: "server-error" }],
    ["no JSON", () => [200, "id,name\n1,a", { "content-type": "text/csv" }], {}, { code: "not-json" }],
  ])("%s", async (_, api, spec, expected) => {
    const { findings, code, url, told, seen, asked } = await tryIt(api, spec);
    const text = JSON.stringify(findings).replaceAll(url, "URL");
    expect(JSON.parse(text)[0]).toMatchObject(expected);
    expect([code, told.code]).toEqual([1, 1]);
    expect(told.out).toContain("problem: ");
    expect(asked).toBeLessThanOrEqual(2);
    for (const request of seen) expect(request.method).toBe("GET");
  });
});
