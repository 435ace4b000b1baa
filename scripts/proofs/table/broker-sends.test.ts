import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, memoryHost } from "../../../packages/compiler/src/index.ts";
import type { Connector } from "../../../packages/contract/src/index.ts";
import { generateKey, keyring, openRuntime, type Runtime } from "../../../packages/runtime/src/index.ts";
import { argumentsOf } from "../lib/arguments.ts";
import { ask, type Caller } from "../lib/caller.ts";
import { mismatches } from "../lib/match-descriptor.ts";
import { startUpstream, type Upstream } from "../lib/upstream.ts";

// The same of the real broker: what reaches an API is of the descriptor, whatever the arguments are.

const specs = join(import.meta.dirname, "../../../specs");
const folder = mkdtempSync(join(tmpdir(), "specwire-sends-"));
const socket = join(folder, "broker.sock");
const runs = Number(process.env.SPECWIRE_PROOF_RUNS ?? 4);
/** Those that take a key, which a test can have; the others are called with OAuth 2.0 alone. */
const taken = { github: "bearer_token", notion: "bearer_token", slack: "bearer_token", trello: "api_key" };

let upstream: Upstream;
let runtime: Runtime;
beforeAll(async () => {
  // Enough for whatever proves a credential.
  const anyone = JSON.stringify({ ok: true, id: "1", login: "ada", user_id: "1", bot: {}, fullName: "Ada" });
  upstream = await startUpstream((_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(anyone),
  );
  runtime = await openRuntime({
    database: { memory: true },
    keys: keyring({ primary: "k1", keys: { k1: generateKey() } }),
    publicUrl: "https://host.example",
    allowHosts: [upstream.host],
  });
  await runtime.broker({ listen: [{ socket }] });
});
afterAll(async () => {
  await runtime.close();
  upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The connector with its servers on this machine, an account, and who calls in a session with both. */
async function open(slug: string): Promise<{ readonly connector: Connector; readonly caller: Caller }> {
  const text = readFileSync(join(specs, slug, "connector.yaml"), "utf8");
  const spec = text.replace(/^baseUrl: https:\/\/[^/\s]+|^ {2}\w+: https:\/\/[^/\s]+$/gm, (line) =>
    line.replace(/https:\/\/[^/\s]+/, upstream.origin),
  );
  expect(spec).toContain(upstream.origin);
  const document = /^ +document: \.\/(.+)$/m.exec(text)?.[1];
  const files = {
    "connector.yaml": spec,
    ...(document &&
      existsSync(join(specs, slug, document)) && {
        [document]: readFileSync(join(specs, slug, document), "utf8"),
      }),
  };
  const { output, diagnostics } = compile("connector.yaml", memoryHost(files));
  if (output === undefined) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  const { id: connectorId } = await runtime.connectors.add({ userId: null, spec, files: output.files });
  const schemeId = taken[slug as keyof typeof taken];
  const scheme = output.connector.auth.find(({ id }) => id === schemeId);
  const secrets = Object.fromEntries((scheme?.slots ?? []).map(({ id }) => [id, `${slug}-secret-${id}`]));
  await runtime.accounts.connectWithKeys({ userId: "ada", connectorId, schemeId, label: "main", secrets });
  const bundle = await runtime.session({
    ...{ userId: "ada", allowed: [`custom:${slug}`], mode: "broker" },
    broker: { url: `unix:${socket}`, grant: "variable" },
    policies: [{ policy: 1, rules: [{ verdict: "allow" }] }],
    onMissing: (_, error) => {
      throw error;
    },
  });
  const caller = {
    ...{ socket, slug, grant: bundle.env.SPECWIRE_GRANT ?? "" },
    digest: bundle.gate.connectors[slug]?.manifest.digest ?? "",
  };
  return { connector: output.connector, caller };
}

describe.each(Object.keys(taken))("%s", (slug) => {
  test("each of its operations", { timeout: 300_000 }, async () => {
    const { connector, caller } = await open(slug);
    upstream.received.splice(0);
    const counted = { sent: 0, refused: 0 };
    for (const operation of Object.values(connector.operations)) {
      // What reveals secrets is asked for, whatever a policy says.
      if (operation.sensitive) continue;
      const basePath = new URL(connector.servers[operation.server]?.url ?? "").pathname.replace(/\/$/, "");
      const property = fc.asyncProperty(argumentsOf(connector, operation), async (args) => {
        // Files are another test's: here they would only be slow.
        if (JSON.stringify(args).includes("$file")) return;
        const { envelope, status } = await ask(caller, { operation: operation.id, arguments: args });
        const sent = upstream.received.splice(0);
        if (envelope?.from !== "upstream") {
          counted.refused += 1;
          expect({ status, code: envelope?.error?.code }).toEqual({ status: 200, code: "INVALID_ARGUMENT" });
          return void expect(sent).toEqual([]);
        }
        counted.sent += 1;
        expect(sent).toHaveLength(1);
        for (const one of sent)
          expect(mismatches(connector, operation, args.contentType, basePath, one)).toEqual([]);
      });
      await fc.assert(property, { numRuns: runs });
    }
    expect(counted.sent).toBeGreaterThan(Object.keys(connector.operations).length);
  });
});
