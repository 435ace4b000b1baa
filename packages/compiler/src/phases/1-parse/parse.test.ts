import { readFileSync } from "node:fs";
import { errorCodes } from "@specwire/contract";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validate } from "../../../gen/validate-connector.js";
import { applyFixes } from "../../diagnostics/apply-fixes.ts";
import { Collector } from "../../diagnostics/collector.ts";
import { memoryHost } from "../../memory-host.ts";
import { textFormats } from "./formats.ts";
import { parse, parseText } from "./parse.ts";

const head = `connector: 1
version: 1.0.0
slug: acme
name: Acme
description: Things and their owners.
baseUrl: https://api.acme.test
`;
const auth = "auth: { type: none }\n";
const operations = "operations:\n  things.list: { request: GET /things }\n";

function codes(text: string): string[] {
  const report = new Collector();
  parseText("connector.yaml", text, report);
  return report.diagnostics().map((one) => one.code);
}

/** As `check --fix` does: apply what is certain, look again, until nothing changes. */
function fixed(text: string): { text: string; codes: string[] } {
  for (let current = text; ; ) {
    const report = new Collector();
    parseText("connector.yaml", current, report);
    const next = applyFixes("connector.yaml", current, report.diagnostics());
    if (next.applied === 0) return { text: current, codes: report.diagnostics().map((one) => one.code) };
    current = next.text;
  }
}

describe("what people and models write is repaired", () => {
  const oauth =
    "auth:\n  type: oauth2\n  authorizationUrl: https://acme.test/a\n  tokenUrl: https://acme.test/t\n";
  const repairs: [wrong: string, right: string][] = [
    [head.replace("baseUrl", "baseURL") + auth + operations, head + auth + operations],
    [head.replace("baseUrl", "base_url") + auth + operations, head + auth + operations],
    [head.replace("baseUrl", "url") + auth + operations, head + auth + operations],
    [head.replace("name", "title") + auth + operations, head + auth + operations],
    [head.replace("connector: 1\n", "") + auth + operations, head + auth + operations],
    [head.replace("connector: 1", 'connector: "1"') + auth + operations, head + auth + operations],
    [head.replace("1.0.0", "v1.0.0") + auth + operations, head + auth + operations],
    [head.replace("1.0.0", "1.0") + auth + operations, head.replace("1.0.0", '"1.0.0"') + auth + operations],
    [head.replace("1.0.0", "v1") + auth + operations, head + auth + operations],
    [head.replace("https://api", "api") + auth + operations, head + auth + operations],
    [
      `${head}auth: { type: api-key, in: header, headerName: X-Key }\n${operations}`,
      `${head}auth: { type: api_key, in: header, name: X-Key }\n${operations}`,
    ],
    [
      `${head}auth: { type: apiKey, in: query, queryParam: key }\n${operations}`,
      `${head}auth: { type: api_key, in: query, name: key }\n${operations}`,
    ],
    [
      `${head}${auth}security: [{ key: [], appId: [] }, { token: [] }, {}]\n${operations}`,
      `${head}${auth}security: [[key, app-id], [token], []]\n${operations}`,
    ],
    [
      `${head}${auth}security:\n  - key: []\n${operations}`,
      `${head}${auth}security:\n  - [key]\n${operations}`,
    ],
    [
      `${head}${auth}security: { key: [], app: [] }\n${operations}`,
      `${head}${auth}security: [[key, app]]\n${operations}`,
    ],
    [`${head}${auth}security: key\n${operations}`, `${head}${auth}security: [key]\n${operations}`],
    [
      `${head}auth: { type: oidc, discoveryUrl: https://acme.test/x }\n${operations}`,
      `${head}auth: { type: oauth2, openIdConnectUrl: https://acme.test/x }\n${operations}`,
    ],
    [`${head}auth: { type: mtls }\n${operations}`, `${head}auth: { type: mutual_tls }\n${operations}`],
    [`${head}auth: { type: bearer }\n${operations}`, `${head}auth: { type: bearer_token }\n${operations}`],
    [
      head +
        oauth
          .replace("oauth2", "oauth")
          .replace("authorizationUrl", "authUrl")
          .replace("tokenUrl", "token_url") +
        operations,
      head + oauth + operations,
    ],
    [`${head}${oauth}  pkce: no\n${operations}`, `${head}${oauth}  pkce: false\n${operations}`],
    [
      `${head}${oauth}  authStyle: client_secret_post\n${operations}`,
      `${head}${oauth}  authStyle: body\n${operations}`,
    ],
    [head + auth + operations.replace("operations", "endpoints"), head + auth + operations],
    [head + auth + operations.replace("{ request: GET /things }", "GET /things"), head + auth + operations],
    [head + auth + operations.replace("request: GET /things", "get: /things"), head + auth + operations],
    [head + auth + operations.replace("request: GET", "request: get"), head + auth + operations],
    [
      `${head}${auth}operations:\n  things.list:\n    method: get\n    path: /things\n`,
      `${head}${auth}operations:\n  things.list:\n    request: GET /things\n`,
    ],
    [
      `${head}${auth}operations:\n  things.list:\n    operationId: listThings\n`,
      `${head}${auth}operations:\n  things.list:\n    use: listThings\n`,
    ],
    [
      `${head}${auth}operations:\n  things.list: { request: GET /things, fields: id }\n`,
      `${head}${auth}operations:\n  things.list: { request: GET /things, fields: [id] }\n`,
    ],
    [
      `${head}${auth}operations:\n  things.list: { request: GET /things, items: $.data.items }\n`,
      `${head}${auth}operations:\n  things.list: { request: GET /things, items: /data/items }\n`,
    ],
    [
      `${head}${auth}operations:\n  things.list: { request: GET /things, query: { properties: { n: { type: int } } } }\n`,
      `${head}${auth}operations:\n  things.list: { request: GET /things, query: { properties: { n: { type: integer } } } }\n`,
    ],
    [
      `${head}${auth}errors: [{ when: { pointer: /e }, map: { 404: NOT_FOUND } }]\n${operations}`,
      `${head}${auth}errors: [{ when: { pointer: /e }, map: { "404": NOT_FOUND } }]\n${operations}`,
    ],
  ];

  test.each(repairs)("%#", (wrong, right) => {
    expect(codes(wrong)).not.toEqual([]);
    expect(fixed(wrong)).toEqual({ text: right, codes: [] });
  });

  test("but nothing that is not certain", () => {
    const text = `${head}auth: { type: heder }\nparams: {}\n${operations.replace("GET /things", "GET /things?sort=name")}`;
    expect(fixed(text).text).toBe(text);
    expect(fixed(text).codes.length).toBeGreaterThan(0);
  });
});

describe("messages", () => {
  test("all problems at once, one for each, in the file's order", () => {
    const text = `connector: 1
version: 1.0
slug: Acme
title: Acme
description: Things.
auth:
  type: oauth
  authUrl: https://acme.test/a
  authStyle: heder
operations:
  things.list: { request: GET /things?x=1, access: none }
`;
    expect(codes(text)).toEqual([
      "schema/unquoted-text",
      "schema/bad-format",
      "schema/unknown-key",
      "schema/unknown-value",
      "schema/unknown-key",
      "oauth/unknown-auth-style",
      "schema/bad-format",
      "schema/unknown-value",
    ]);
  });

  test("a name that objects inherit is an unknown key like any other", () => {
    expect(codes(`${head + auth + operations}"__proto__": { polluted: 1 }\nconstructor: 1\n`)).toEqual([
      "schema/unknown-key",
      "schema/unknown-key",
    ]);
  });
});

describe("places", () => {
  const parsed = parseText("connector.yaml", head + auth + operations, new Collector());
  const shown = (pointer: string, on: "key" | "value") => {
    const { range, source } = parsed.locate(pointer, on);
    return source.text.slice(range?.start, range?.end);
  };

  test("are a key or a value", () => {
    expect(shown("/slug", "key")).toBe("slug");
    expect(shown("/slug", "value")).toBe("acme");
    expect(shown("/operations/things.list/request", "value")).toBe("GET /things");
  });

  test("are a block's key rather than its first line", () => {
    expect(shown("/operations", "value")).toBe("operations");
  });

  test("are the nearest thing that there is", () => {
    expect(shown("/operations/things.list/query/properties/id", "value")).toBe("things.list");
    expect(shown("/nowhere", "value")).toBe("connector: 1");
  });
});

describe("files", () => {
  const read = (files: Record<string, string | Uint8Array>, path = "acme") => {
    const report = new Collector();
    const parsed = parse(memoryHost(files), path, report);
    return { parsed, codes: report.diagnostics().map((one) => one.code) };
  };

  test.each(["connector.yaml", "connector.yml", "connector.json"])("a folder with %s", (name) => {
    const text = name.endsWith("json")
      ? JSON.stringify({
          connector: 1,
          version: "1.0.0",
          slug: "acme",
          name: "A",
          description: "B",
          baseUrl: "https://a.test",
          auth: { type: "none" },
          operations: { list: { request: "GET /a" } },
        })
      : head + auth + operations;
    const { parsed, codes: found } = read({ [`acme/${name}`]: text });
    expect(found).toEqual([]);
    expect(parsed.source?.slug).toBe("acme");
    expect(parsed.path).toBe(`acme/${name}`);
  });

  test("a byte order mark is no part of the text", () => {
    const { parsed, codes: found } = read({ "acme/connector.yaml": `\ufeff${head}${auth}${operations}` });
    expect(found).toEqual([]);
    expect(parsed.source?.connector).toBe(1);
  });

  test("300 MB are refused before they are read", () => {
    const host = memoryHost({});
    const report = new Collector();
    const refusing = {
      ...host,
      stat: () => ({ kind: "file", size: 300_000_000 }) as const,
      read: () => expect.fail("the file was read"),
    };
    parse(refusing, "connector.yaml", report);
    expect(report.diagnostics().map((one) => one.code)).toEqual(["file/too-large"]);
  });

  test("the byte that is not UTF-8 is named", () => {
    const bytes = Uint8Array.from([...Buffer.from("connector: 1\nname: Caf"), 0xe9, 0x0a]);
    const report = new Collector();
    parse(memoryHost({ "connector.yaml": bytes }), "connector.yaml", report);
    expect(report.diagnostics().map((one) => one.message)).toEqual([
      "The file is not UTF-8: byte 22 is 0xe9.",
    ]);
  });
});

describe("the schema", () => {
  const file = new URL("../../../schema/connector.schema.json", import.meta.url);
  const schema = JSON.parse(readFileSync(file, "utf8"));

  test("each form of text has words for people", () => {
    const withPattern = Object.entries<{ pattern?: string }>(schema.$defs).filter(
      ([, one]) => one.pattern !== undefined,
    );
    expect(withPattern.map(([name]) => name).toSorted()).toEqual(Object.keys(textFormats).toSorted());
  });

  test("maps to error codes that the contract has", () => {
    expect(Object.keys(errorCodes)).toEqual(expect.arrayContaining(schema.$defs.errorCode.enum));
  });

  test("each key is documented", () => {
    const undocumented: string[] = [];
    const visit = (one: Record<string, unknown>, path: string) => {
      for (const [key, member] of Object.entries(
        (one.properties ?? {}) as Record<string, Record<string, unknown>>,
      )) {
        const target =
          typeof member.$ref === "string" ? schema.$defs[member.$ref.split("/").at(-1) ?? ""] : {};
        if (!member.description && !target.description) undocumented.push(`${path}.${key}`);
        visit(member, `${path}.${key}`);
      }
    };
    visit(schema, "");
    for (const [name, one] of Object.entries<Record<string, unknown>>(schema.$defs)) visit(one, name);
    expect(undocumented).toEqual([]);
  });

  // The compiled validator is made from a rewritten schema; both must accept the same specs.
  test("as published accepts what the compiled validator accepts", () => {
    const published = new Ajv2020({ strict: false }).compile(schema);
    const value = fc.oneof(
      fc.constantFrom<unknown>(
        "oauth2",
        "api_key",
        "none",
        "cursor",
        "link",
        "user",
        "redirect",
        "GET /a",
        "/a",
        "a",
        "A b",
        "",
        1,
        0,
        true,
        false,
        null,
      ),
      fc.constantFrom<unknown>(
        [],
        {},
        ["a"],
        [{}],
        { type: "none" },
        { kind: "page", into: "p" },
        { pointer: "/a" },
        { properties: {} },
      ),
    );
    const places = [
      ["auth"],
      ["auth", "type"],
      ["auth", "keys"],
      ["auth", "in"],
      ["auth", "tokenUrl"],
      ["pagination"],
      ["pagination", "kind"],
      ["pagination", "next"],
      ["pagination", "into"],
      ["variables"],
      ["variables", "x"],
      ["variables", "x", "from"],
      ["variables", "x", "pointer"],
      ["operations"],
      ["operations", "a.b"],
      ["operations", "a.b", "pagination"],
      ["operations", "a.b", "follow"],
      ["operations", "a.b", "query"],
      ["operations", "a.b", "body"],
      ["operations", "a.b", "body", "items"],
      ["operations", "a.b", "scopes"],
      ["operations", "include"],
      ["errors"],
      ["highlights"],
      ["headers"],
      ["slug"],
      ["extra"],
    ];
    const change = fc.record({ place: fc.constantFrom(...places), value });
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        const spec = JSON.parse(
          `{"connector":1,"version":"1.0.0","slug":"acme","name":"A","description":"B","auth":{"type":"none"},"pagination":{"kind":"page","into":"p"},"variables":{"x":{"from":"user"}},"operations":{"a.b":{"request":"GET /a","body":{}}}}`,
        );
        for (const { place, value: changed } of changes) {
          let holder = spec;
          for (const key of place.slice(0, -1))
            holder = typeof holder?.[key] === "object" && holder[key] !== null ? holder[key] : {};
          holder[place.at(-1) ?? ""] = changed;
        }
        const copy = structuredClone(spec);
        const verdict = validate(spec);
        if (verdict) accepted++;
        expect(verdict).toBe(published(copy));
      }),
      { numRuns: 2_000, seed: 1 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});
