import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Ran, runConnector } from "../../../cli-kit/test/support/run-in-process.ts";
import { readCompiledFiles } from "../../src/connectors/compiled-files.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { type BrokerWorld, brokerWorld } from "./broker-world.ts";
import type { Caller } from "./caller.ts";
import type { Seen } from "./upstream.ts";

// What a tool sends by itself, and what the broker sends for it, reach the API as the same request.

const folder = mkdtempSync(join(tmpdir(), "specwire-same-"));
const photo = join(folder, 'ph"oto é.png');
writeFileSync(photo, Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 256)));

const written = {
  headers: "headers: { X-Api-Version: '2026-01' }",
  operations: `operations:
  things.list:
    request: GET /things
    summary: List things
    query:
      properties:
        tag: { type: array, items: { type: string } }
        filter: { type: object, properties: { color: { type: string } } }
        since: { type: string, default: '2020-01-01' }
        size: { type: integer }
        kind: { type: string }
    header: { properties: { X-Trace: { type: string } } }
    fixed: { query: { kind: all } }
  things.get: { request: "GET /things/{id}/parts/{part}", summary: Get one }
  things.remove: { request: "DELETE /things/{id}", summary: Remove one }
  things.add:
    request: POST /things
    summary: Add one
    body: { type: object, properties: { name: { type: string }, size: { type: integer }, tags: { type: array, items: { type: string } } }, required: [name] }
  things.form:
    request: POST /form
    summary: Send a form
    contentType: application/x-www-form-urlencoded
    body: { type: object, properties: { name: { type: string }, tags: { type: array, items: { type: string } } } }
  things.attach:
    request: POST /attach
    summary: Attach a file
    contentType: multipart/form-data
    body: { type: object, properties: { file: { type: string, format: binary }, note: { type: string }, meta: { type: object, properties: { a: { type: integer } } } }, required: [file] }
  things.upload:
    request: PUT /file
    summary: Store the file
    contentType: application/octet-stream
    body: { type: string, format: binary }
  things.check: { request: HEAD /things, summary: Check }`,
};

let world: BrokerWorld;
let caller: Caller;
let run: (
  argv: readonly string[],
  env: Record<string, string>,
  stdin?: string,
) => ReturnType<typeof runConnector>;

beforeAll(async () => {
  world = await brokerWorld();
  const things = await world.connector("things", written);
  await things.account("work", { api_key: "key-1" });
  const allow = { policy: 1, rules: [{ verdict: "allow" }] };
  caller = await world.session({ connectors: [things], policies: [allow] });
  const { files } = compileConnector("things", {
    servers: `baseUrl: ${world.upstream.origin}/v1`,
    ...written,
  });
  const { connector } = readCompiledFiles(files);
  const table = files.find(({ path }) => path === "cli.mjs")?.text ?? "";
  run = (argv, env, stdin) =>
    runConnector(connector, argv, { env, table, ...(stdin !== undefined && { stdin }) });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.seen.length = 0;
});

test.each<[argv: readonly string[], stdin?: string]>([
  [["things", "list"]],
  [["things", "list", "--tag", "a b", "--tag", "c&d=é", "--filter", '{"color":"red"}', "--size", "7"]],
  [["things", "list", "--size", "12345678901234567891", "--since", "", "--x-trace", "t 1"]],
  [["things", "get", "--id", "a/b?c#d", "--part", "ü%2F x"]],
  [["things", "remove", "x"]],
  [["things", "check"]],
  [["things", "add", "--name", 'é"\\ \u2028', "--size", "12345678901234567891", "--tags", "a"]],
  [["things", "add", "--input", "-"], '{"name":"x","more":{"deep":[1.5,null,true]}}'],
  [["things", "form", "--name", "a+b &c", "--tags", "1", "--tags", "é"]],
  [["things", "attach", "--file", photo, "--note", "a\r\nb", "--meta", '{"a":1}']],
  [["things", "upload", "--input", `@${photo}`]],
  [["things", "upload", "--input", "-"], "piped in"],
])("%j", async (argv, stdin) => {
  const alone = await run(argv, { THINGS_API_KEY: "key-1" }, stdin);
  const brokered = await run(argv, { SPECWIRE_BROKER_URL: caller.url, SPECWIRE_GRANT: caller.grant }, stdin);
  // Of the headers of an answer only some are passed on.
  const shown = ({ out, err, exit }: Ran) => ({ out: argv.includes("check") ? "" : out, err, exit });
  expect(shown(brokered)).toEqual(shown(alone));
  // A member that nobody declared is pointed out, and sent.
  const unknown = stdin?.includes("more") ? "--input: no member more is known" : "";
  expect([alone.err.split(";")[0], alone.exit]).toEqual([unknown, 0]);
  const [first, second, ...more] = world.upstream.seen.map(comparable);
  expect([first, more]).toEqual([expect.anything(), []]);
  expect(second).toEqual(first);
});

/** Without what belongs to the connection, and without the multipart boundary, which is new each time. */
function comparable({ method, target, headers, body, complete }: Seen) {
  const boundary = /boundary=(\S+)/.exec(headers.find(([name]) => name === "content-type")?.[1] ?? "")?.[1];
  const plain = (text: string) => (boundary === undefined ? text : text.replaceAll(boundary, "boundary"));
  const connection = ["host", "connection", "content-length", "transfer-encoding", "accept-encoding"];
  return {
    ...{ method, target, complete },
    headers: headers
      .filter(([name]) => !connection.includes(name))
      .map(([name, value]) => `${name}: ${plain(value)}`)
      .toSorted(),
    body: plain(body.toString("latin1")),
  };
}
