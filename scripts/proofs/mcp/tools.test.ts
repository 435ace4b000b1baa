import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpretLine, openTable } from "../../../packages/cli-kit/src/index.ts";
import {
  type Arguments,
  checkArguments,
  isObject,
  type Json,
  type JsonObject,
  type Manifest,
  own,
  resolvedArguments,
  withBody,
} from "../../../packages/contract/src/index.ts";
import { InputError, wordsOf } from "../../../packages/gate/src/mcp/command-words.ts";
import { isMeant } from "../../../packages/gate/src/mcp/is-meant.ts";
import { inputOf, type OperationInput } from "../../../packages/gate/src/mcp/operation-input.ts";
import { operationsOf, toolName } from "../../../packages/gate/src/mcp/session-tools.ts";
import { annotationsOf, describedOperation, toolsOf } from "../../../packages/gate/src/mcp/tools.ts";
import type { OpenedGateFile } from "../../../packages/gate/src/session/gate-file.ts";
import { argumentsOf } from "../lib/arguments.ts";
import { compiled, connectorFolders, fileOf } from "../lib/connectors.ts";

// The tools of the MCP server are of the same table: shown of every connector of the repository.

const runs = Number(process.env.SPECWIRE_PROOF_RUNS ?? 12);
const counted = { valid: 0, passed: 0, invalid: 0, stopped: 0 };
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

describe.each(connectorFolders)("%s", (folder) => {
  const output = compiled(folder);
  const { connector } = output;
  const { slug } = connector;
  const text = fileOf(output, "cli.mjs");
  const table = openTable(text);
  const manifest = JSON.parse(fileOf(output, "permissions.json")) as Manifest;
  const session: OpenedGateFile = {
    mode: "environment",
    texts: { [`custom-${slug}`]: text },
    programs: { [`custom-${slug}`]: table },
    manifests: { [slug]: manifest },
    policies: [],
  };
  const operations = operationsOf(session);

  test("each operation has one tool, which every client takes and which hides nothing", () => {
    expect(operations.map(({ id }) => id)).toEqual(Object.keys(manifest.operations));
    const names = operations.map(toolName);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9_-]{1,44}$/);
    for (const one of operations) {
      const { description, inputSchema } = describedOperation(one, session, true);
      expect(unseen.test(strings({ description, inputSchema }).join(""))).toBe(false);
      for (const name of Object.keys(inputSchema.properties ?? {}))
        expect(name).toMatch(/^[a-zA-Z0-9_.-]{1,64}$/);
      expect(ajv.validateSchema(inputSchema)).toBe(true);
      const { access, destructive } = one.entry;
      const hints = annotationsOf(one, session);
      expect(hints.readOnlyHint).toBe(access === "read");
      if (destructive) expect(hints.destructiveHint).toBe(true);
      if (access === "read") expect(hints.destructiveHint).toBe(false);
    }
    expect(JSON.stringify(toolsOf(session, false)).length).toBeLessThan(80_000);
  });

  test.each(Object.values(connector.operations).map((operation) => [operation.id, operation] as const))(
    "an input of %s is called with as it is, or not at all",
    async (id, operation) => {
      const one = operations.find((each) => each.id === id);
      if (one === undefined) throw new Error("there is no tool");
      const { inputSchema } = describedOperation(one, session, true);
      const isValid = ajv.compile(inputSchema);
      await fc.assert(
        fc.asyncProperty(argumentsOf(connector, operation), async (args) => {
          const chosen = withBody(operation, args.contentType);
          const given = inputFor(inputOf(table, chosen), args);
          const problems = checkArguments(operation, connector.types, args);
          const isShown =
            !Object.hasOwn(given, "input") ||
            own(inputSchema.properties as JsonObject, "input") !== undefined;
          if (isShown && args.contentType === undefined && problems.length === 0 && !isValid(given))
            throw new Error(`the schema refuses ${JSON.stringify(given)}: ${ajv.errorsText(isValid.errors)}`);
          counted[problems.length === 0 ? "valid" : "invalid"] += 1;
          try {
            const words = wordsOf(table, id, given, paths);
            const line = await interpretLine(table, words.argv);
            if (line.kind !== "operation" || line.operation.id !== id || line.arguments === undefined)
              return void counted.stopped++;
            // What the server compares before it calls: any difference is refused there.
            if (!isMeant(line.arguments, words, chosen)) return void counted.stopped++;
            expect(withoutEmptyBody(line.arguments)).toEqual(
              withoutEmptyBody(resolvedArguments(chosen, args)),
            );
            expect(problems).toEqual([]);
            counted.passed += 1;
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
            counted.stopped += 1;
          }
        }),
        { numRuns: runs },
      );
    },
  );
});

const anywhere = (path: string) => `/tmp/${path}`;
const paths = { toSend: anywhere, toSave: anywhere };

test("what is valid is mostly passed on", () => {
  expect(counted.passed).toBeGreaterThan(counted.valid * 0.9);
});

/** The input of a tool that means these arguments: fields by their names, what has none as `input`. */
function inputFor({ flags }: OperationInput, args: Arguments): JsonObject {
  const given: Record<string, Json> = {};
  const rest: Record<string, Json> = { ...(isObject(args.body) ? args.body : {}) };
  for (const flag of flags) {
    const place: Json | undefined = args[flag.in];
    const [name = ""] = flag.path;
    const value = isObject(place) ? own(place, name) : undefined;
    if (value === undefined || isReference(place)) continue;
    given[flag.name] = withoutReferences(value);
    if (flag.in === "body") delete rest[name];
  }
  const isWhole = args.body !== undefined && (!isObject(args.body) || isReference(args.body));
  if (isWhole) given.input = withoutReferences(args.body ?? null);
  else if (Object.keys(rest).length > 0) given.input = withoutReferences(rest);
  if (args.contentType !== undefined) given["content-type"] = args.contentType;
  return given;
}

function isReference(value: Json | undefined): boolean {
  return isObject(value) && typeof value.$file === "string";
}

function withoutReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (!isObject(value)) return value;
  if (typeof value.$file === "string") return value.$file;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutReferences(member)]));
}

/** A tool's input has no word for a body without members, which no API tells from none. */
function withoutEmptyBody({ body, ...rest }: Arguments): Arguments {
  return isObject(body) && Object.keys(body).length === 0
    ? rest
    : { ...rest, ...(body !== undefined && { body }) };
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...strings(member)]);
}
