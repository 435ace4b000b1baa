import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Arguments } from "../../../packages/contract/src/index.ts";
import { ask, type Caller, exchange, told } from "../lib/caller.ts";
import { mismatches } from "../lib/match-descriptor.ts";
import { escapesOf } from "../lib/path-models.ts";
import { type OpenSession, openSession, planted } from "./session.ts";

// Operations that try to be others, answers that try to lead elsewhere, paths that try to leave their place.

interface OperationCase {
  readonly id: string;
  readonly what: string;
  readonly operation: string;
  readonly arguments?: Arguments;
  /** Default: `token`. */
  readonly account?: string;
  readonly expect: {
    /** Of the refusal; one of several with `|` between them. Then nothing is sent. */
    readonly code?: string;
    /** Of what is sent, byte for byte. */
    readonly target?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

interface AnswerCase extends Omit<OperationCase, "expect"> {
  /** 0: the connection ends within the head. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expect: {
    readonly failed: boolean;
    /** Targets of what is asked for behind the answer, without the credential. */
    readonly then: readonly string[];
    /** All that is passed on. */
    readonly headers?: readonly string[];
  };
}

type PathCase = { readonly id: string } & (
  | { readonly target: string; readonly value?: never }
  /** Of the path parameter of `GET /v1/items/{id}`. */
  | { readonly value: string; readonly target?: never }
);

const read = <T>(name: string): readonly T[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), "utf8")) as T[];
const named = <T extends { readonly id: string; readonly what?: string }>(cases: readonly T[]) =>
  cases.map((one, index) => [`${one.id}: ${one.what ?? index}`, one] as const);

let open: OpenSession;
let trusted: Caller;
beforeAll(async () => {
  open = await openSession();
  // What is asked is not what is looked at here.
  trusted = await open.another([{ policy: 1, rules: [{ verdict: "allow" }] }]);
});
afterAll(() => open.close());
beforeEach(() => {
  open.world.answerWith(undefined);
  open.world.received();
});

function expectDeclared(operationId: string, sent: ReturnType<OpenSession["world"]["received"]>): void {
  const { connector } = open.world;
  const operation = connector.operations[operationId];
  if (operation === undefined) throw new Error(`there is no ${operationId}`);
  for (const request of sent) expect(mismatches(connector, operation, undefined, "/v1", request)).toEqual([]);
}

describe("operations", () => {
  test.each(named(read<OperationCase>("operations")))("%s", async (_, one) => {
    const { operation, arguments: args = {}, account = "token" } = one;
    const { envelope } = await ask(trusted, { operation, arguments: args, account });
    const sent = open.world.received();
    if (one.expect.code !== undefined) {
      expect(one.expect.code.split("|")).toContain(envelope?.error?.code);
      return void expect(sent).toEqual([]);
    }
    expect(envelope).toMatchObject({ from: "upstream", status: 200 });
    expect(sent.map(({ target }) => target)).toEqual([one.expect.target]);
    expectDeclared(operation, sent);
    if (one.expect.body !== undefined) expect(sent[0]?.body.toString()).toBe(one.expect.body);
    expect(sent[0]?.headers).toMatchObject(one.expect.headers ?? {});
    const { target, rawHeaders, body } = sent[0] ?? { target: "", rawHeaders: [], body: "" };
    // The credential is in its declared place alone.
    const places = [target, String(body), ...rawHeaders].filter((text) =>
      planted(open.world).some((secret) => text.includes(secret)),
    );
    expect(places).toEqual([`Bearer ${open.world.secrets.token.api_key}`]);
  });
});

describe("answers", () => {
  test.each(named(read<AnswerCase>("answers")))("%s", async (_, one) => {
    const { uploads, storage } = open.world.servers;
    const filled = Object.entries(one.headers ?? {}).map(([name, value]) => [
      name,
      value
        .replace("{UPLOADS}", uploads.origin)
        .replace("{STORAGE}", storage.origin)
        .replace("{STORAGE_HOST}", storage.host),
    ]);
    let first = true;
    open.world.answerWith((received, response) => {
      const isFirst = first;
      first = false;
      if (!isFirst) return response.end("the file");
      if (one.status === 0) return response.socket?.end("HTTP/1.1 200 OK\r\nX-Secret: ");
      if (one.status === 101)
        return response.socket?.end(
          "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
        );
      response.writeHead(one.status, { "content-type": "application/json", ...Object.fromEntries(filled) });
      return response.end(JSON.stringify({ path: received.target }));
    });
    const { operation, arguments: args = {}, account = "token" } = one;
    const answer = await ask(trusted, { operation, arguments: args, account });
    const [asked, ...then] = open.world.received();
    expect(asked?.headers.authorization).toBe(`Bearer ${open.world.secrets.token.api_key}`);
    const { envelope } = answer;
    const failed = envelope?.error !== undefined || (envelope?.status ?? 0) >= 300;
    expect(failed).toBe(one.expect.failed);
    expect(then.map(({ target }) => target)).toEqual(one.expect.then);
    for (const request of then) {
      expect(request.method).toBe("GET");
      expect(request.headers.authorization).toBeUndefined();
      expect(request.headers["x-version"]).toBeUndefined();
    }
    if (one.expect.headers !== undefined)
      expect(
        Object.keys(envelope?.headers ?? {})
          .filter((name) => name !== "content-length")
          .toSorted(),
      ).toEqual(one.expect.headers);
    for (const secret of planted(open.world)) expect(answer.bytes.includes(secret)).toBe(false);
    expect(answer.bytes.toString("latin1").toLowerCase()).not.toMatch(/authorization|bearer/);
  });
});

describe("paths", () => {
  const cases = read<PathCase>("paths");

  test.each(named(cases.filter(({ target }) => target !== undefined)))(
    "%s as a target",
    async (_, { target }) => {
      const head = `GET ${target} HTTP/1.1\r\nHost: broker\r\nAuthorization: Specwire ${trusted.grant}\r\nConnection: close\r\n\r\n`;
      const answer = await told(await exchange(trusted.socket, [Buffer.from(head)]));
      expect([400, 404]).toContain(answer.status);
      expect(open.world.received()).toEqual([]);
    },
  );

  // What stands behind the prefix of a target is what someone would put in for the id.
  const values = cases.map(
    ({ id, target, value }) => [id, value ?? target?.replace("/v1/items/", "") ?? ""] as const,
  );

  test.each(values)("%s as a value: %j", async (_, value) => {
    const asked = { operation: "items.get", arguments: { path: { id: value } }, account: "token" };
    const { envelope } = await ask(trusted, asked);
    const sent = open.world.received();
    if (envelope?.error !== undefined) {
      expect(envelope.error.code).toBe("INVALID_ARGUMENT");
      return void expect(sent).toEqual([]);
    }
    expect(sent).toHaveLength(1);
    const { target } = sent[0] ?? { target: "" };
    expect(target.split("/")).toHaveLength(4);
    expect(escapesOf(target, "/v1/items/")).toEqual([]);
    expect(decodeURIComponent(target.slice("/v1/items/".length))).toBe(value);
    expectDeclared("items.get", sent);
  });
});
