import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type {
  AnswerEnvelope,
  ApprovalEnvelope,
  Connector,
  OperationEnvelope,
  Pagination,
  SessionEnvelope,
} from "@specwire/contract";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { sampleConnector } from "./sample-connector.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const files = (...patterns: string[]) => globSync(patterns, { cwd: root }).toSorted();

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
const compiled = ajv.compile(
  readJson(`${root}packages/compiler/schema/compiled-connector.schema.json`) as object,
);
const envelopes = ajv.compile(readJson(`${root}packages/compiler/schema/envelope.schema.json`) as object);
const envelope = (name: string): ValidateFunction => {
  const found = ajv.getSchema(`https://specwire.dev/schema/envelope-1.schema.json#/$defs/${name}`);
  if (found === undefined) throw new Error(`no definition ${name}`);
  return found;
};

/** What a schema has against a value, as places. */
function complaints(validate: ValidateFunction, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
}

/** A copy of a value with one place changed; undefined takes the member away. */
function changed(value: unknown, path: string, to: unknown): unknown {
  const copy = structuredClone(value);
  const names = path.split("/");
  const last = names.pop() ?? "";
  const holder = names.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], copy);
  if (to === undefined) delete (holder as Record<string, unknown>)[last];
  else (holder as Record<string, unknown>)[last] = to;
  return copy;
}

describe("compiled-connector.schema.json", () => {
  test("takes a connector with everything in it", () => {
    expect(complaints(compiled, sampleConnector)).toEqual([]);
  });

  test("takes the least that a connector can be", () => {
    const least: Connector = {
      compiled: 1,
      slug: "abc",
      name: "",
      description: "",
      version: "1.0.0",
      servers: { default: { url: "https://abc.test", env: "ABC_BASE_URL", hosts: [] } },
      variables: {},
      headers: {},
      auth: [],
      security: [],
      errors: [],
      highlights: [],
      operations: {},
      types: {},
    };
    expect(complaints(compiled, least)).toEqual([]);
  });

  const into = { in: "query", name: "page" } as const;
  test.each<Pagination>([
    { kind: "cursor", next: { header: "X-Next" }, into },
    { kind: "cursor", next: { lastItem: "/id" }, into: { in: "body", name: "after" } },
    { kind: "page", into, start: 1 },
    { kind: "offset", into, start: 0, total: "" },
    { kind: "link", next: { header: "link" }, pageSize: into },
    { kind: "link", next: { pointer: "/next" }, via: "cards.list" },
  ])("takes pagination %j", (pagination) => {
    expect(
      complaints(compiled, changed(sampleConnector, "operations/cards.list/pagination", pagination)),
    ).toEqual([]);
  });

  test.each<[what: string, path: string, to: unknown]>([
    ["another version", "compiled", 2],
    ["an unknown member", "token", "planted"],
    ["no operations", "operations", undefined],
    ["no default server", "servers/default", undefined],
    ["a slug in upper case", "slug", "Acme"],
    ["a slash at a server's end", "servers/default/url", "https://acme.test/"],
    ["a value in a slot", "auth/0/slots/0/value", "planted"],
    ["a variable's name that no shell takes", "auth/0/slots/0/env", "acme-token"],
    ["a placement without a slot", "auth/0/placements/0/slots", []],
    ["another way of client authentication", "auth/0/oauth2/authStyle", "heder"],
    ["an id that is no command", "operations/Cards List", sampleConnector.operations["cards.list"]],
    ["a method that does not exist", "operations/cards.list/method", "get"],
    ["a path without its slash", "operations/cards.list/path", "cards"],
    ["a parameter of unknown place", "operations/cards.list/parameters/0/in", "body"],
    [
      "required: false, which is said by leaving it out",
      "operations/cards.list/parameters/0/required",
      false,
    ],
    ["an unknown style", "operations/cards.list/parameters/2/style", "csv"],
    ["a code that is not ours", "errors/0/map/invalid_auth", "OOPS"],
    ["a pointer without its slash", "operations/cards.list/response/items", "items"],
    ["paging of unknown kind", "operations/cards.list/pagination/kind", "token"],
    ["a cursor in two places", "operations/cards.list/pagination/next/header", "X-Next"],
    ["a redirect by another method", "operations/cards.list/follow/method", "POST"],
    ["a type of unknown kind", "types/Import/kind", "date"],
    ["a limit on the wrong type", "types/Import/minLength", 1],
  ])("refuses %s", (_, path, to) => {
    expect(complaints(compiled, changed(sampleConnector, path, to))).not.toEqual([]);
  });

  test("takes every compiled connector among the goldens", () => {
    const goldens = files(
      "specs/*/_expected/**/connector.json",
      "packages/*/test/**/_expected/**/connector.json",
    );
    expect(
      goldens.flatMap((path) => complaints(compiled, readJson(root + path)).map((one) => `${path} ${one}`)),
    ).toEqual([]);
  });
});

describe("envelope.schema.json", () => {
  const request: OperationEnvelope = {
    envelope: 1,
    requestId: "6f1c4f0e-3b1a-4d52-9d53-0a4b8b1f2c11",
    connector: { slug: "acme-crm", digest: `sha256:${"0".repeat(64)}` },
    operation: "cards.import",
    arguments: {
      path: { id: "1" },
      query: { q: null },
      header: {},
      cookie: {},
      body: { file: { $file: "f1" } },
    },
    account: "work",
    files: [{ id: "f1", name: "a.csv", size: 3, sha256: "f".repeat(64) }],
  };
  const answer: AnswerEnvelope = {
    envelope: 1,
    requestId: "6f1c4f0e-3b1a-4d52-9d53-0a4b8b1f2c11",
    from: "broker",
    status: 403,
    headers: { "content-type": "application/json" },
    followed: { host: "files.acme.test" },
    credential: "live",
    error: {
      code: "A_CODE_OF_TOMORROW",
      connector: "acme-crm",
      message: "no",
      help: "custom-acme-crm --help",
      retryable: false,
      operation: "cards.import",
      flag: "--id",
      status: 403,
      apiCode: "forbidden",
      retryAfter: 1,
      approvalId: "a1",
      accounts: ["work"],
    },
  };

  test("takes a request and an answer, and no mixture", () => {
    expect(complaints(envelopes, request)).toEqual([]);
    expect(complaints(envelopes, answer)).toEqual([]);
    expect(envelopes({ ...request, ...answer })).toBe(false);
    expect(envelope("OperationEnvelope")(answer)).toBe(false);
    expect(envelope("AnswerEnvelope")(request)).toBe(false);
  });

  test.each<[what: string, path: string, to: unknown]>([
    ["HTTP where an operation belongs", "url", "https://evil.test"],
    ["a method", "method", "DELETE"],
    ["a header of its own", "headers", { host: "evil.test" }],
    ["an argument in an unknown place", "arguments/fragment", {}],
    ["arguments that are a list", "arguments/query", []],
    ["an id that is a path", "operation", "../admin"],
    ["a digest of another kind", "connector/digest", "md5:0"],
    ["a negative size", "files/0/size", -1],
    ["no request id", "requestId", ""],
    ["another version", "envelope", 2],
    ["no file list", "files", undefined],
  ])("refuses a request with %s", (_, path, to) => {
    expect(envelopes(changed(request, path, to))).toBe(false);
  });

  test.each<[what: string, path: string, to: unknown]>([
    ["an unknown sender", "from", "proxy"],
    ["more than the host that was followed", "followed/url", "https://files.acme.test/?signature=planted"],
    ["a header name in upper case", "headers/Set-Cookie", "x"],
    ["a status that is none", "status", 0],
    ["an error without a message", "error/message", undefined],
    ["an error with a cause", "error/cause", {}],
  ])("refuses an answer with %s", (_, path, to) => {
    expect(envelopes(changed(answer, path, to))).toBe(false);
  });

  const approval: ApprovalEnvelope = {
    envelope: 1,
    approvalId: "a1",
    status: "pending",
    expiresAt: "2026-11-25T22:00:00.000Z",
  };
  const session: SessionEnvelope = {
    envelope: 1,
    expiresAt: "2026-11-25T22:00:00Z",
    connectors: { "acme-crm": { digest: `sha256:${"0".repeat(64)}`, accounts: ["work"] } },
  };

  test.each<[what: string, value: object, path: string, to: unknown]>([
    ["an approval that stands in no known way", approval, "status", "perhaps"],
    ["an approval with what was asked", approval, "arguments", {}],
    ["an approval whose time is none", approval, "expiresAt", "soon"],
    ["a session with its user", session, "userId", "u1"],
    ["a connector's account with more than its label", session, "connectors/acme-crm/accounts/0", {}],
    ["a connector without a version", session, "connectors/acme-crm/digest", undefined],
  ])("refuses %s", (_, value, path, to) => {
    expect(complaints(envelopes, value)).toEqual([]);
    expect(envelopes(changed(value, path, to))).toBe(false);
  });

  const goldens = files("packages/contract/test/envelopes/*.json");
  test.each(goldens)("takes the golden %s", (path) => {
    const golden = readJson(root + path) as { request: unknown; answer: unknown };
    expect(complaints(envelope("OperationEnvelope"), golden.request)).toEqual([]);
    expect(complaints(envelope("AnswerEnvelope"), golden.answer)).toEqual([]);
  });
});
