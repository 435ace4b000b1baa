import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { frame, framingType } from "../../../packages/contract/src/index.ts";
import { envelopeOf, exchange, told } from "../lib/caller.ts";
import { mismatches } from "../lib/match-descriptor.ts";
import { type OpenSession, openSession, planted } from "./session.ts";

// Bytes that try to make the broker do something else than an operation; nothing but the plain request may leave.

interface WireCase {
  readonly id: string;
  readonly what: string;
  /** The whole request, in place of a list of items. */
  readonly raw?: string;
  readonly target?: string;
  /** Put in front of the usual ones. */
  readonly headers?: readonly string[];
  readonly withoutHost?: true;
  readonly withoutGrant?: true;
  readonly withoutLength?: true;
  /** Bytes of another header. */
  readonly longHeader?: number;
  /** In place of the framed envelope, as Latin-1. */
  readonly content?: string;
  /** In the JSON of the envelope. */
  readonly replace?: readonly [string, string];
  readonly expect: {
    /** Of the broker's answer; 0: the connection ends without one. */
    readonly status: readonly number[];
    /** How many requests reach the API. */
    readonly sent: number | readonly number[];
  };
}

const cases = JSON.parse(readFileSync(join(import.meta.dirname, "wire.json"), "utf8")) as readonly WireCase[];

let open: OpenSession;
beforeAll(async () => {
  open = await openSession();
});
afterAll(() => open.close());

function bytesOf(one: WireCase): Buffer {
  const { grant } = open.caller;
  if (one.raw !== undefined) return Buffer.from(one.raw.replaceAll("{GRANT}", grant));
  const json = JSON.stringify(envelopeOf(open.caller, { operation: "items.list", account: "token" }));
  const changed = one.replace === undefined ? json : json.replace(...one.replace);
  if (one.replace !== undefined) expect(changed).not.toBe(json);
  const framed = Buffer.from(frame({}));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(changed));
  expect(framed.readUInt32BE(0)).toBe(2);
  const content =
    one.content === undefined
      ? Buffer.concat([length, Buffer.from(changed)])
      : Buffer.from(one.content, "latin1");
  const lines = [
    `POST ${one.target ?? "/v1/operations"} HTTP/1.1`,
    ...(one.headers ?? []),
    ...(one.longHeader === undefined ? [] : [`X-Long: ${"x".repeat(one.longHeader)}`]),
    ...(one.withoutHost ? [] : ["Host: broker"]),
    ...(one.withoutGrant ? [] : [`Authorization: Specwire ${grant}`]),
    `Content-Type: ${framingType}`,
    ...(one.withoutLength ? [] : [`Content-Length: ${content.length}`]),
    ...(one.headers?.some((line) => line.startsWith("Connection:")) ? [] : ["Connection: close"]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), content]);
}

describe("whatever is written to the broker", () => {
  test.each(cases.map((one) => [`${one.id}: ${one.what}`, one] as const))("%s", async (_, one) => {
    open.world.received();
    const answer = await told(await exchange(open.caller.socket, [bytesOf(one)]));
    expect(one.expect.status).toContain(answer.status);
    expect(answer.status).not.toBe(101);
    expect(planted(open.world).flatMap((secret) => (answer.bytes.includes(secret) ? [secret] : []))).toEqual(
      [],
    );
    const sent = open.world.received();
    expect([one.expect.sent].flat()).toContain(sent.length);
    for (const request of sent) {
      const { connector } = open.world;
      const operation = connector.operations["items.list"];
      if (operation === undefined) throw new Error("there is no list");
      expect(request.target).toBe("/v1/items");
      expect(request.headers.host).toBe(open.world.servers.api.host);
      expect(mismatches(connector, operation, undefined, "/v1", request)).toEqual([]);
      // The account's credential, once.
      expect(request.rawHeaders.filter((name) => name.toLowerCase() === "authorization")).toHaveLength(1);
      expect(request.headers.authorization).toBe(`Bearer ${open.world.secrets.token.api_key}`);
    }
  });
});

test("broker-039: whoever sends a head byte by byte is not waited for", async () => {
  const pieces = [..."POST /v1/operations HTTP/1.1\r\nX: ".padEnd(80, "x")].map((one) => Buffer.from(one));
  const started = Date.now();
  const answer = await told(await exchange(open.caller.socket, pieces, 500));
  expect([0, 408]).toContain(answer.status);
  expect(Date.now() - started).toBeLessThan(40_000);
});
