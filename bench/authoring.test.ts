import { describe, expect, test } from "vitest";
import { loadGeneratedCli } from "../packages/compiler/test/support/generated-cli.ts";
import { type Grade, gradeSpec } from "./authoring/grade/grade-spec.ts";
import { readService, serviceNames } from "./authoring/services.ts";

const run = await loadGeneratedCli();

/** What is wrong, as one line each. */
const problems = ({ diagnostics, checks }: Grade): string[] => [
  ...diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code),
  ...checks
    .filter(({ optional }) => !optional)
    .flatMap((one) => one.problems.map((text) => `${one.name}: ${text}`)),
];

test("there are at least fifteen services", () => {
  expect(serviceNames.length).toBeGreaterThanOrEqual(15);
});

test.each(serviceNames)("a spec can be written for %s that sends what it wants", async (name) => {
  const service = readService(name);
  expect(problems(await gradeSpec(service, service.reference, run))).toEqual([]);
});

/** The reference of a service, written in another way. */
async function changed(name: string, ...changes: readonly (readonly [RegExp, string])[]): Promise<string[]> {
  const service = readService(name);
  let spec = service.reference;
  for (const [from, to] of changes) {
    expect(spec).toMatch(from);
    spec = spec.replaceAll(new RegExp(from, "g"), to);
  }
  return problems(await gradeSpec(service, spec, run));
}

describe("the hidden check finds", () => {
  test.each<[string, string, RegExp, string, RegExp]>([
    ["another host", "notewren", /app\.notewren\.com/, "api.notewren.com", /host: expected/],
    ["a prefix left out", "notewren", /com\/api\/v2/, "com", /path: expected/],
    ["another header for the key", "notewren", /X-Notewren-Key/, "X-Api-Key", /X-Notewren-Key: expected/],
    ["another word before the token", "stackwick", /"Token "/, '"Bearer "', /Authorization: expected/],
    ["a blank left out before the key", "voxlarch", /"ApiKey "/, '"ApiKey:"', /Authorization: expected/],
    [
      "a user name that nobody is told",
      "bellhoppe",
      /followed by \/token|with \/token [^.]*|token\./,
      "",
      /\/token belongs/,
    ],
    ["a list that is repeated", "brisomet", /stations: \{ explode: false \}/, "units: {}", /query stations/],
    [
      "a list that is not",
      "trundleway",
      /vehicleIds: \{ type: array, items: \{ type: integer \} \}/,
      "vehicleIds: { type: string }",
      /query vehicleIds/,
    ],
    ["a slash at the end left out", "stackwick", /GET \/titles\/\n/, "GET /titles\n", /path: expected/],
    ["slashes that are encoded", "stowbarn", /allowReserved: true/, "allowReserved: false", /%2F/],
    [
      "a header of every request left out",
      "stowbarn",
      /headers: \{ Stow[^\n]*/,
      "",
      /Stow-Version: expected/,
    ],
    [
      "JSON in place of a form",
      "tallyfern",
      /contentType: application\/x-www-form-urlencoded/,
      "contentType: application/json",
      /Content-Type/,
    ],
    [
      "another media type",
      "trundleway",
      /contentType: application\/merge-patch\+json/,
      "contentType: application/json",
      /Content-Type/,
    ],
    ["pages that start elsewhere", "pingfold", /start: 0/, "start: 1", /page 2, query page/],
    [
      "a list that is somewhere else",
      "trundleway",
      /items: \/data\/results/,
      "items: /data/rows",
      /requests were sent|items are shown/,
    ],
    ["a failure that looks like success", "brisomet", /errors:\n[^\n]*/, "errors: []", /says that it worked/],
    [
      "words of an error that get lost",
      "trundleway",
      /message: \/fault\/description/,
      "message: /fault/nothing",
      /does not say/,
    ],
    [
      "a write that claims to read",
      "pingfold",
      /access: write\n {4}destructive: true/,
      "access: read\n    reason: It is a GET.",
      /access: expected write/,
    ],
    [
      "what is not marked as destructive",
      "mailmarrow",
      /destructive: true/,
      "destructive: false",
      /destructive: expected/,
    ],
    [
      "an id that a number can't hold",
      "stocktarn",
      /product_id: \{ type: integer \}/,
      "product_id: { type: string }",
      /lines\/0\/product_id|INVALID/,
    ],
    [
      "bytes that are read as JSON",
      "parcelgrove",
      /response: binary/,
      "response: json",
      /bytes are not|tool failed/,
    ],
    [
      "client credentials in another place",
      "trundleway",
      /authStyle: header/,
      "authStyle: body",
      /authStyle/,
    ],
    ["a parameter of the authorization left out", "gatewillow", /extraAuthParams: [^\n]*/, "", /audience/],
    [
      "a parameter left out",
      "notewren",
      / {8}notebook_id: \{ type: string, description[^\n]*\n/,
      "",
      /nothing takes query notebook_id/,
    ],
    [
      "a parameter left out that no call needs",
      "tallyfern",
      / {8}"created\[lt\]"[^\n]*\n/,
      "",
      /query created\[lt\]: is not declared/,
    ],
    [
      "the size of a page left out",
      "notewren",
      / {8}per_page: [^\n]*\n|, pageSize: per_page/,
      "",
      /query per_page: is not declared/,
    ],
    [
      "a member of a form left out",
      "tallyfern",
      / {8}days_until_due: [^\n]*\n/,
      "",
      /body days_until_due: is not declared/,
    ],
    ["a member of JSON left out", "corkwall", / {8}position: [^\n]*\n/, "", /body position: is not declared/],
    [
      "a member further down left out",
      "corkwall",
      /, y: \{ type: number \}/,
      "",
      /position\.y: is not declared/,
    ],
    [
      "a member of items left out",
      "tallyfern",
      /quantity: \{ type: integer \}, /,
      "",
      /lines\[\]\.quantity: is not declared/,
    ],
    [
      "a body of which nothing is said",
      "tallyfern",
      /required: \[customer, currency, lines\]\n {6}properties:\n(?: {8}[^\n]*\n)+/,
      "additionalProperties: true\n",
      /invoices\.create: body customer: is not declared/,
    ],
    [
      "a required member that need not be given",
      "tallyfern",
      /required: \[customer, currency, lines\]/,
      "required: [customer, currency]",
      /body lines: is required, the spec says optional/,
    ],
    [
      "a holder of a required member that need not be given",
      "notewren",
      /required: \[note\]/,
      "required: []",
      /body note: is required, the spec says optional/,
    ],
    [
      "a member that has to be given for nothing",
      "tallyfern",
      /required: \[email\]/,
      "required: [email, metadata]",
      /body metadata: is optional, the spec says required/,
    ],
    [
      "a parameter that has to be given for nothing",
      "notewren",
      /query:\n {6}properties:\n {8}notebook_id/,
      "query:\n      required: [notebook_id]\n      properties:\n        notebook_id",
      /query notebook_id: is optional, the spec says required/,
    ],
    [
      "a value that can't be given",
      "notewren",
      /enum: \[active, archived\]/,
      "enum: [active]",
      /query state: archived can't be given/,
    ],
    [
      "a thing made that may be made twice",
      "tallyfern",
      /summary: Create an invoice/,
      "summary: Create an invoice\n    idempotent: true",
      /a second time is not the same/,
    ],
    ["scopes left out", "corkwall", / {4}scopes: \["pins:write"\]\n/, "", /pins\.post: scopes: expected/],
    ["an operation of another name", "notewren", /notes\.replace/, "notes.update", /no such operation/],
  ])("%s", async (_, name, from, to, problem) => {
    expect(await changed(name, [from, to])).toContainEqual(expect.stringMatching(problem));
  });
});

describe("the hidden check takes another right way", () => {
  test.each<[string, string, ...(readonly [RegExp, string])[]]>([
    ["another name in the path", "notewren", [/\{id\}/, "{note}"], [/\{ id: \{/, "{ note: {"]],
    [
      "the prefix in the paths",
      "notewren",
      [/com\/api\/v2/, "com"],
      [/(GET|POST|PUT|DELETE) \/notes/, "$1 /api/v2/notes"],
    ],
    [
      "two values of a path as one",
      "placewright",
      [/\{lat\},\{lon\}/, "{point}"],
      [
        /(?<=properties: )\{ lat: \{ type: number, [^\n]*/,
        '{ point: { type: string, description: "As in 48.2,16.3" } } }',
      ],
    ],
    [
      "a list as text with commas",
      "brisomet",
      [/stations: \{ type: array, items: \{ type: string \}, maxItems: 20,/, "stations: { type: string,"],
      [/stations: \{ explode: false \}/, "units: {}"],
    ],
    [
      "brackets as an object",
      "tallyfern",
      [
        /"created\[gte\]": \{ type: integer[^\n]*/,
        "created: { type: object, properties: { gte: { type: integer }, lt: { type: integer } } }",
      ],
      [/ {8}"created\[lt\]"[^\n]*\n/, ""],
      [
        /items: \/data\n {4}fields: \[id, customer/,
        "parameters: { created: { style: deepObject } }\n    items: /data\n    fields: [id, customer",
      ],
    ],
    [
      "brackets in names of a form",
      "tallyfern",
      [
        / {8}address:\n {10}type: object\n {10}properties: [^\n]*/,
        ["line1", "city", "postal_code", "country"]
          .map((name) => `        "address[${name}]": { type: string }`)
          .join("\n"),
      ],
    ],
    [
      "an operation that may be repeated, as it changes what it changed",
      "tallyfern",
      [/summary: Change a customer/, "summary: Change a customer\n    idempotent: true"],
    ],
    [
      "a free object further down",
      "corkwall",
      [/position: \{[^\n]*/, "position: { type: object, additionalProperties: true, description: x and y }"],
    ],
    [
      "a member required in what need not be given",
      "corkwall",
      [/position: \{ type: object, /, "position: { type: object, required: [x, y], "],
    ],
    [
      "a token as a key",
      "parcelgrove",
      [/type: bearer_token/, 'type: api_key\n  in: header\n  name: Authorization\n  prefix: "Bearer "'],
    ],
    [
      "the word before a key that a person is told to enter",
      "voxlarch",
      [/ {2}prefix: "ApiKey "\n/, ""],
      [/Enter the ID/, "Enter ApiKey and a blank, then the ID"],
      [/as in id:secret/, "as in ApiKey id:secret"],
    ],
    [
      "another name of a variable",
      "bellhoppe",
      [/\{subdomain\}/, "{site}"],
      [/ {2}subdomain: \{/, "  site: {"],
    ],
    [
      "a variable for the whole host",
      "mailmarrow",
      [/https:\/\/\{dc\}\.api/, "https://{host}/4.0 #"],
      [
        /dc: \{ from: user, enum: [^\]]*\]/,
        'host: { from: user, kind: domain, hosts: ["*.api.mailmarrow.com"]',
      ],
    ],
    [
      "a part as text",
      "voxlarch",
      [/config:\n {10}type: object\n {10}properties:\n(?: {12}[^\n]*\n)*/, "config: { type: string }\n"],
    ],
    [
      "a value that it refuses by itself",
      "notewren",
      [/title: \{ type: string, maxLength: 200 \}/, "title: { type: string, minLength: 1 }"],
    ],
    [
      "a default that the documentation names",
      "placewright",
      [
        / {4}items: \/features\n {4}fields/,
        "    defaults: { query: { lang: en } }\n    items: /features\n    fields",
      ],
    ],
    ["the media type with its charset", "corkwall", [/; charset=utf-8/, ""]],
    ["pages by their number", "runlark", [/kind: cursor, next: \{ header: X-Next-Page \}/, "kind: page"]],
    [
      "a link of the body in place of numbers",
      "pollkestrel",
      [/kind: page, into: "page\[number\]"/, "kind: link, next: { pointer: /links/next }"],
    ],
  ])("%s", async (_, name, ...changes) => {
    expect(await changed(name, ...changes)).toEqual([]);
  });
});
