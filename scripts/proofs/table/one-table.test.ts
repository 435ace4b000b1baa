import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openTable } from "../../../packages/cli-kit/src/index.ts";
import {
  ArgumentError,
  alternativesOf,
  checkArguments,
  decide,
  type HttpRequest,
  type Manifest,
  manifestOf,
  outgoingRequest,
  placeCredential,
  requestUrl,
} from "../../../packages/contract/src/index.ts";
import { argumentsOf } from "../lib/arguments.ts";
import { compiled, connectorFolders, fileOf } from "../lib/connectors.ts";
import { mismatches } from "../lib/match-descriptor.ts";

// One table of operations serves CLI, instructions, gate and broker: shown of every connector of the repository.

const runs = Number(process.env.SPECWIRE_PROOF_RUNS ?? 12);
const marker = "credential-marker";
const counted = { operations: 0, built: 0, refused: 0 };
test("there are connectors to show it of", () => {
  expect(connectorFolders.length).toBeGreaterThan(90);
});

describe.each(connectorFolders)("%s", (folder) => {
  const output = compiled(folder);
  const { connector } = output;
  const operations = Object.values(connector.operations);
  const manifest = JSON.parse(fileOf(output, "permissions.json")) as Manifest;
  const rules = { manifests: { [connector.slug]: manifest }, policies: [] };

  test("all of its outputs have the same operations", () => {
    const text = fileOf(output, "connector.json");
    const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
    expect(manifestOf(JSON.parse(text), digest)).toEqual(manifest);
    const ids = operations.map(({ id }) => id);
    expect(Object.keys(connector.operations)).toEqual(ids);
    expect([...manifest.readOps, ...manifest.writeOps].toSorted()).toEqual(ids.toSorted());
    for (const program of ["cli.mjs", "cli.ts"]) {
      const table = openTable(fileOf(output, program));
      expect(table.connector().digest).toBe(digest);
      expect([...table.operations()]).toEqual(operations);
    }
    const words = new Set(ids.map((id) => `custom-${connector.slug} ${id.replaceAll(".", " ")}`));
    const told = fileOf(output, "instructions.md").matchAll(/`(custom-[^`<]+?)(?: --[^`]*| <[^`]*)?`/g);
    const commands = [...told].map(([, command = ""]) => command).filter((one) => one.split(" ").length > 2);
    for (const command of commands)
      expect(
        [...words].some(
          (one) => command === one || command.startsWith(`${one} `) || one.startsWith(`${command} `),
        ),
        command,
      ).toBe(true);
  });

  test("whatever a credential can be placed in has exactly one rule", () => {
    for (const operation of operations) {
      const { id, method, path, server, access, sensitive } = operation;
      const rule = manifest.operations[id];
      expect(rule).toMatchObject({ method, path, access, sensitive });
      expect([...manifest.readOps, ...manifest.writeOps].filter((one) => one === id)).toHaveLength(1);
      // Where the credential goes is a host of the rule.
      for (const host of connector.servers[server]?.hosts ?? []) expect(rule?.hosts).toContain(host);
      const asked = { connector: connector.slug, operation: id };
      expect(decide(asked, rules).verdict).toBe(access === "read" && !sensitive ? "allow" : "ask");
      expect(decide({ ...asked, operation: `${id}.x` }, rules).verdict).toBe("deny");
    }
    for (const { verify } of connector.auth)
      if (verify !== undefined) expect(manifest.readOps).toContain(verify.operation);
  });

  test("no request line that is asked for can be had under another id that is allowed", () => {
    const lines = Map.groupBy(
      operations,
      ({ method, server, path }) => `${method} ${server} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`,
    );
    for (const same of lines.values()) {
      for (const read of same.filter(({ access }) => access === "read"))
        for (const write of same.filter(({ access }) => access === "write")) {
          const fixed = read.body?.fixed ?? read.parameters.find((one) => one.fixed !== undefined);
          expect(fixed, `${read.id} reads with the request of ${write.id}`).toBeDefined();
        }
    }
  });

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    "requests of %s are of its descriptor",
    (_, operation) => {
      counted.operations += 1;
      const ways = alternativesOf(connector, operation);
      const check = (args: Parameters<typeof checkArguments>[2]) => {
        if (checkArguments(operation, connector.types, args).length > 0) return void counted.refused++;
        let bare: HttpRequest;
        try {
          bare = outgoingRequest(connector, operation, args);
        } catch (error) {
          if (!(error instanceof ArgumentError)) throw error;
          return void counted.refused++;
        }
        counted.built += 1;
        for (const schemes of ways.length > 0 ? ways : [[]]) {
          const request = schemes.reduce((sent, scheme) => {
            const secrets = Object.fromEntries(scheme.slots.map(({ id }) => [id, marker]));
            return placeCredential(sent, scheme, secrets, operation.token);
          }, bare);
          const url = requestUrl("https://api.test/base", request);
          const target = url.slice("https://api.test".length);
          const { method, headers } = request;
          const wire = { method, target, headers };
          expect(mismatches(connector, operation, args.contentType, "/base", wire)).toEqual([]);
          expect(new URL(url).host).toBe("api.test");
          // In its places and in no other: what is left without them is what there was without a credential.
          const places = schemes.flatMap(({ placements }) => placements);
          expect(placesOf(marker, request)).toEqual(
            new Set(
              places
                .filter(({ basic }) => !basic)
                .map(({ in: place, name }) =>
                  place === "cookie"
                    ? "header cookie"
                    : `${place} ${place === "header" ? name.toLowerCase() : name}`,
                ),
            ),
          );
        }
      };
      fc.assert(fc.property(argumentsOf(connector, operation), check), { numRuns: runs });
    },
  );
});

test("enough could be sent for that to say something", () => {
  expect(counted.built).toBeGreaterThan(counted.operations * 4);
  expect(counted.refused).toBeGreaterThan(counted.operations);
});

function placesOf(secret: string, { path, query, headers, body }: HttpRequest): Set<string> {
  const found = new Set<string>();
  for (const [name, value] of query)
    if (value?.includes(secret)) found.add(`query ${decodeURIComponent(name)}`);
  for (const [name, value] of Object.entries(headers))
    if (value.includes(secret)) found.add(`header ${name}`);
  if (path.includes(secret)) found.add("path");
  if (JSON.stringify(body).includes(secret)) found.add("body");
  return found;
}
