import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import type { AuthScheme, Connector, Operation } from "@specwire/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { type VerifyInput, verifyCredential } from "./verify.ts";

const secret = "sk_MARKER_9f8e7d6c5b";
const connectorId = "00000000-0000-4000-8000-000000000001";

let server: Server;
let origin: string;
let requests: { url: string; headers: IncomingMessage["headers"] }[] = [];
let answer: (response: ServerResponse, attempt: number) => void;

beforeAll(async () => {
  server = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    answer(response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  requests = [];
});

const context = {
  http: { fetch: (url, init) => fetch(url, { ...init, redirect: "manual" }) },
  now: Date.now,
} as Pick<Context, "http" | "now"> as Context;

const scheme: AuthScheme = {
  id: "key",
  type: "api_key",
  slots: [{ id: "api_key", env: "ACME_API_KEY", label: "API key" }],
  placements: [{ in: "header", name: "X-Api-Key", slots: ["api_key"] }],
  verify: { operation: "me.get", accountId: "/id", label: "/name" },
};

const operation: Operation = {
  id: "me.get",
  summary: "Who am I",
  access: "read",
  destructive: false,
  sensitive: false,
  idempotent: true,
  method: "GET",
  path: "/me",
  server: "default",
  scopes: [],
  parameters: [],
  response: { kind: "json", fields: [], known: [] },
  examples: [],
};

const input = (over: { scheme?: Partial<AuthScheme>; connector?: Partial<Connector> } = {}): VerifyInput => {
  const stated = { ...scheme, ...over.scheme };
  return {
    connectorId,
    connector: {
      compiled: 1,
      slug: "acme",
      name: "Acme",
      description: "",
      version: "1.0.0",
      servers: { default: { url: `${origin}/v1`, env: "ACME_BASE_URL", hosts: ["127.0.0.1"] } },
      variables: {},
      headers: { "X-Version": "7" },
      auth: [stated],
      security: [["key"]],
      errors: [],
      highlights: [],
      operations: { "me.get": operation },
      types: {},
      ...over.connector,
    },
    credential: { scheme: stated, secrets: { api_key: secret } },
    variables: {},
  };
};

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(body));

describe("a credential that the API takes", () => {
  test("is proven, and the account has its name", async () => {
    answer = json(200, { id: 17, name: "Ada\u0007\n Lovelace\u202e" });
    expect(await verifyCredential(context, input())).toEqual({
      proven: true,
      externalId: "17",
      displayName: "Ada Lovelace",
    });
    expect(requests).toEqual([
      { url: "/v1/me", headers: expect.objectContaining({ "x-api-key": secret, "x-version": "7" }) },
    ]);
  });

  test("keeps an id that JavaScript would round", async () => {
    answer = (response) => void response.end('{"id":12345678901234567890123,"name":"x"}');
    expect(await verifyCredential(context, input())).toMatchObject({ externalId: "12345678901234567890123" });
  });

  test("is asked again while the API is busy", async () => {
    answer = (response, attempt) =>
      json(attempt === 1 ? 503 : 200, { id: "a" }, { "retry-after": "0" })(response);
    expect(await verifyCredential(context, input())).toMatchObject({ externalId: "a" });
    expect(requests).toHaveLength(2);
  });

  test("is not repeated as the account's name", async () => {
    answer = json(200, { id: "a", name: `key ${Buffer.from(secret).toString("base64")}` });
    expect(await verifyCredential(context, input())).toEqual({ proven: true, externalId: "a" });
  });

  test("may be longer than any pattern that looks for it", async () => {
    const long = secret.repeat(5000);
    answer = json(200, { id: "a", name: "Ada" });
    const given = input({ scheme: { placements: [{ in: "query", name: "key", slots: ["api_key"] }] } });
    const credential = { ...given.credential, secrets: { api_key: long } };
    const work = verifyCredential(context, { ...given, credential });
    await expect(work).resolves.toMatchObject({ displayName: "Ada" });
  });

  test("has no name where the API gives an endless text", async () => {
    answer = json(200, { id: "a", name: "x".repeat(900_000) });
    expect(await verifyCredential(context, input())).toEqual({ proven: true, externalId: "a" });
  });

  test.each([
    ["no verify operation", { scheme: { verify: undefined } as unknown as Partial<AuthScheme> }],
    ["an operation that needs more than it", { connector: { security: [["key", "key"]] } }],
  ])("is not proven with %s, and nothing is sent", async (_, over) => {
    expect(await verifyCredential(context, input(over))).toEqual({ proven: false });
    expect(requests).toEqual([]);
  });
});

describe("a credential that the API does not take", () => {
  const refusal = async (over?: Parameters<typeof input>[0]): Promise<RuntimeError> => {
    const error: unknown = await verifyCredential(context, input(over)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof RuntimeError)) throw new Error(`not refused: ${inspect(error)}`);
    expect(
      inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
    ).not.toContain(secret);
    expect(error.cause).toBeUndefined();
    return error;
  };
  // Everything that an API says is made to hold the secret.
  const echo = { id: secret, name: secret, error: secret, message: secret };

  test.each([400, 401, 403, 404, 422])("is rejected with %i", async (status) => {
    answer = json(status, echo, { "x-echo": secret });
    expect(await refusal()).toMatchObject({ code: "CREDENTIAL_REJECTED", details: { connectorId, status } });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ["an error in a success", json(200, { ok: false, ...echo })],
    [
      "a redirect to a page",
      (response: ServerResponse) => void response.writeHead(302, { location: "/login" }).end(),
    ],
    ["a page", (response: ServerResponse) => void response.end("<h1>Log in</h1>")],
    ["an account without an id", json(200, { name: "Ada" })],
    ["itself as the id", json(200, echo)],
  ])("is rejected with %s", async (_, say) => {
    answer = say;
    const errors = [{ when: { pointer: "/ok", equals: false }, map: {} }];
    expect((await refusal({ connector: { errors } })).code).toBe("CREDENTIAL_REJECTED");
    expect(requests).toHaveLength(1);
  });

  test("lacks a scope", async () => {
    answer = json(403, echo, { "www-authenticate": 'Bearer error="insufficient_scope"' });
    expect((await refusal()).code).toBe("SCOPE_REQUIRED");
  });

  test("can't be told while the API is busy", async () => {
    answer = json(503, echo, { "retry-after": "0" });
    expect(await refusal()).toMatchObject({
      code: "NETWORK_ERROR",
      retryable: true,
      details: { status: 503, retryAfter: 0 },
    });
    expect(requests).toHaveLength(3);
  });

  test("can't be told where a limit is spent", async () => {
    answer = json(403, echo, { "x-ratelimit-remaining": "0" });
    expect((await refusal()).code).toBe("NETWORK_ERROR");
  });

  test("is not sent to a server whose URL is not known", async () => {
    const servers = { default: { url: "https://{region}.example.com", env: "E", hosts: [] } };
    expect((await refusal({ connector: { servers } })).code).toBe("INVALID_VARIABLE");
    expect(requests).toEqual([]);
  });
});
