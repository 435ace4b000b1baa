import { describe, expect, test } from "vitest";
import { compile } from "../../compile.ts";
import { applyFixes } from "../../diagnostics/apply-fixes.ts";
import { memoryHost } from "../../memory-host.ts";

const file = "connector.yaml";
const top = "connector: 1\nversion: 1.0.0\nslug: acme\nname: Acme\ndescription: Things and their owners.\n";
const base = "baseUrl: https://api.acme.example\n";
const bearer = "auth: { type: bearer_token }\n";
const oauth = `auth:
  type: oauth2
  authorizationUrl: https://acme.example/authorize
  tokenUrl: https://acme.example/token
`;
const list = "operations:\n  things.list:\n    request: GET /things\n    summary: List things\n";
const search =
  "operations:\n  things.search:\n    request: POST /things/search\n    summary: Search things\n";
const query = "    body: { type: object, properties: { q: { type: string } } }\n";

/** As `check --fix` does; the last findings' codes and places beside the text. */
function fixed(wrong: string) {
  let text = wrong;
  let found = compile(file, memoryHost({ [file]: text })).diagnostics;
  let rounds = 0;
  for (; rounds < 8; rounds++) {
    const next = applyFixes(file, text, found);
    if (next.applied === 0) break;
    text = next.text;
    found = compile(file, memoryHost({ [file]: text })).diagnostics;
  }
  return { text, rounds, codes: found.map(({ code, location }) => `${code} ${location.pointer}`) };
}

describe("named, and left to its author", () => {
  const inHost = `${top}baseUrl: https://{shop}.acme.example\nvariables:\n`;
  const twoServers = "servers:\n  uploads: https://upload.acme.example\n";
  test.each([
    [
      "a kind for a value",
      `${inHost}  shop: subdomain\n${bearer}${list}`,
      "schema/other-shape /variables/shop",
    ],
    ["a placeholder", `${inHost}  shop: your-shop\n${bearer}${list}`, "schema/other-shape /variables/shop"],
    ["a value in a host", `${inHost}  shop: demo\n${bearer}${list}`, "schema/other-shape /variables/shop"],
    [
      "a default of OpenAPI in a host",
      `${inHost}  shop: { default: demo, description: Your shop }\n${bearer}${list}`,
      "schema/other-shape /variables/shop",
    ],
    ["an `auth` that is not written yet", `${top}${base}auth:\n${list}`, "schema/other-shape /auth"],
    [
      "a hint that contradicts what is said",
      `${top}${base}${bearer}${search}    destructive: false\n    annotations: { destructiveHint: true }\n${query}`,
      "schema/other-shape /operations/things.search/annotations",
    ],
    [
      "a switch that contradicts `access`",
      `${top}${base}${bearer}${search}    access: read\n    reason: It is a search.\n    readOnly: false\n${query}`,
      "schema/other-shape /operations/things.search/readOnly",
    ],
    [
      "what is not allowed",
      `${top}${base}${bearer}permissions: { things.list: deny }\n${list}`,
      "schema/other-shape /permissions",
    ],
    [
      "an answer that is no JSON",
      `${top}${base}${bearer}${list}    responses: { "200": { content: { application/pdf: {} } } }\n`,
      "schema/other-shape /operations/things.list/responses",
    ],
    [
      "the size of a page",
      `${top}${base}${bearer}${list}    query: { properties: { page: { type: integer }, limit: { type: integer } } }\n    pagination: { kind: page, into: page, pageSize: 20 }\n`,
      "schema/other-shape /operations/things.list/pagination/pageSize",
    ],
    [
      "`params` of a POST",
      `${top}${base}${bearer}${search}    params: { type: object, properties: { dry_run: { type: boolean } } }\n`,
      "schema/other-shape /operations/things.search/params",
    ],
    [
      "a key in the place of what it is called",
      `${top}${base}auth:\n  type: basic\n  username: { label: User }\n  password: sk_live_4eC39HqLyjWDarjtT1zdp7dc\n${list}`,
      "schema/other-shape /auth/password",
    ],
    [
      "a declared parameter that is misspelt",
      `${top}${base}${bearer}${list}    query: { properties: { crsor: { type: string } } }\n    items: /things\n    pagination: { kind: cursor, into: cursor, next: { pointer: /next_cursor } }\n`,
      "pagination/unknown-parameter /operations/things.list/pagination/into",
    ],
    [
      "a scope that two are near",
      `${top}${base}${oauth}  scopes: { "user:read": A, "users:read": B, "user:write": C }\n${list}    scopes: ["users:write"]\n`,
      "oauth/unknown-scope /operations/things.list/scopes/0",
    ],
    [
      "a default server that is not there",
      `${top}${twoServers}${bearer}${list}  things.upload:\n    request: POST /things\n    summary: Upload a thing\n    server: uploads\n`,
      "server/no-default /servers",
    ],
    [
      "a keyword among members",
      `${top}${base}${bearer}${search}    body:\n      type: object\n      properties:\n        type: array\n        q: { type: string }\n`,
      "schema/other-shape /operations/things.search/body/properties/type",
    ],
    [
      "statuses with codes",
      `${top}${base}${bearer}errors:\n  "401": AUTH_REQUIRED\n  "403": RATE_LIMITED\n${list}`,
      "schema/other-shape /errors",
    ],
  ])("%s", (_, wrong, code) => {
    const { text, codes } = fixed(wrong);
    expect(text).toBe(wrong);
    expect(codes).toContain(code);
  });

  test("two lines that changed places", () => {
    const wrong = `${top}${base}${bearer}${search}    body:\n    access: write\n      type: object\n`;
    const { text, codes } = fixed(wrong);
    expect(text).toContain("\n    body:\n    access: ");
    expect(codes).toContain("yaml/syntax ");
  });

  test("a POST that speaks of tokens in an API that asks for none", () => {
    const said =
      "    description: Tells whether an OAuth access token is still valid. Nothing has to be sent but the token itself.\n";
    expect(fixed(`${top}${base}auth: { type: none }\n${search}${said}${query}`)).toMatchObject({
      rounds: 0,
      codes: [],
    });
  });
});

describe("repaired to what is written", () => {
  test.each([
    [
      "PKCE that is switched off",
      `${top}${base}${oauth}  scopes: { read: Read }\n  disablePkce: true\n${list}`,
      `${top}${base}${oauth}  scopes: { read: Read }\n  pkce: false\n${list}`,
    ],
    [
      "where a variable comes from",
      `${top}baseUrl: https://{shop}.acme.example\nvariables:\n  shop: user\n${bearer}${list}`,
      `${top}baseUrl: https://{shop}.acme.example\nvariables:\n  shop: { from: user }\n${bearer}${list}`,
    ],
    [
      "a header line without `Bearer`",
      `${top}${base}auth:\n  type: bearer_token\n  name: "X-Api-Token: {token}"\n${list}`,
      `${top}${base}auth:\n  type: bearer_token\n  name: X-Api-Token\n  prefix: ""\n${list}`,
    ],
    [
      "the operation that proves a credential",
      `${top}${base}${bearer}test: { operation: things.list }\n${list}`,
      `${top}${base}auth: { type: bearer_token, verify: { operation: things.list } }\n${list}`,
    ],
    [
      "a header for a credential, with its value",
      `${top}${base}${bearer}${search}    header: { properties: { X-Mode: { type: string }, Authorization: { type: string } } }\n    fixed: { header: { X-Mode: fast, Authorization: Bearer abcdefgh } }\n${query}`,
      `${top}${base}${bearer}${search}    header: { properties: { X-Mode: { type: string } } }\n    fixed: { header: { X-Mode: fast } }\n${query}`,
    ],
    [
      "commas at the ends of lines, all of them",
      `${top}${base}${bearer}operations:\n  things.list:\n    request: GET /things,\n    summary: List things,\n    query:\n      properties:\n        sort: { type: string },\n        size: { type: integer }\n`,
      `${top}${base}${bearer}operations:\n  things.list:\n    request: GET /things\n    summary: List things\n    query:\n      properties:\n        sort: { type: string }\n        size: { type: integer }\n`,
    ],
    [
      "an equals sign for a colon",
      `${top}${base}${bearer}operations:\n  things.list:\n    request = GET /things\n    summary: List things\n`,
      `${top}${base}${bearer}operations:\n  things.list:\n    request: GET /things\n    summary: List things\n`,
    ],
  ])("%s", (_, wrong, right) => expect(fixed(wrong).text).toBe(right));
});

test("a key among the words of a scheme is found", () => {
  const label = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";
  const auth = `auth: { type: basic, username: { label: User }, password: { label: ${label} } }\n`;
  expect(fixed(`${top}${base}${auth}${list}`).codes).toContain(
    "connector/secret-in-spec /auth/password/label",
  );
});
