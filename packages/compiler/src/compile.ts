import { type Connector, tokenBudgets } from "@specwire/contract";
import type { ConnectorSource } from "../gen/connector-source.ts";
import { loadCliKit } from "./cli-kit.ts";
import { Collector } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { readOn } from "./diagnostics/read-on.ts";
import { emitCli } from "./emit/cli.ts";
import { emitConfig } from "./emit/config.ts";
import { emitConnectorJson } from "./emit/connector-json.ts";
import { emitInstructions, type InstructionPart } from "./emit/instructions.ts";
import { emitLock, type LockInput } from "./emit/lock.ts";
import { emitPermissions } from "./emit/permissions.ts";
import type { EmittedFile } from "./emit/shared/emitted-file.ts";
import { digestOf } from "./emit/shared/json-text.ts";
import { emitSkill } from "./emit/skill.ts";
import type { CompilerHost } from "./host.ts";
import { overlayHost } from "./overlay-host.ts";
import { type ParsedSpec, parse } from "./phases/1-parse/parse.ts";
import { type ReadDocument, readDocument } from "./phases/2-resolve/document/read-document.ts";
import { resolve } from "./phases/2-resolve/resolve.ts";
import type { ResolvedConnector } from "./phases/2-resolve/resolved-connector.ts";
import { check } from "./phases/3-check/check.ts";
import { lower } from "./phases/4-lower/lower.ts";
import { sortedDeep } from "./phases/4-lower/order.ts";
import { compilerVersion } from "./version.ts";

export interface CompileOptions {
  /** Tokens that instructions.md may take. Default: 600. */
  readonly tokenBudget?: number;
}

export interface CompileResult {
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where a diagnostic is an error: then nothing may be written. */
  readonly output?: CompileOutput;
}

export interface CompileOutput {
  readonly connector: Connector;
  readonly files: readonly EmittedFile[];
  /** What is no fault of the spec and yet good to know: what the instructions have no room for, what config.json can't say. */
  readonly notes: readonly string[];
  /** Estimated tokens of instructions.md. */
  readonly instructionTokens: number;
  /** The same of each of its parts. */
  readonly instructionParts: readonly InstructionPart[];
}

/** The compiler: parse → resolve → check → lower → emit. Reads the spec and its document, writes nothing. */
export function compile(path: string, host: CompilerHost, options: CompileOptions = {}): CompileResult {
  const report = new Collector();
  const parsed = parse(host, path, report);
  const { source } = parsed;
  if (source === undefined) {
    if (parsed.text === undefined) findBeyond(parsed, host, report);
    return { diagnostics: report.diagnostics() };
  }
  const { read, resolved } = examine({ ...parsed, source }, host, report);
  if (report.hasErrors) return { diagnostics: report.diagnostics() };

  const connector = lower(resolved);
  const connectorJson = emitConnectorJson(connector);
  const digest = digestOf(connectorJson.text);
  const budget = options.tokenBudget ?? tokenBudgets.instructions;
  const instructions = emitInstructions(connector, budget);
  if (instructions === undefined) {
    report.add("emit/instructions-too-long", { budget }, parsed.locate("/description"));
    return { diagnostics: report.diagnostics() };
  }
  const config = emitConfig(connector);
  const files = [
    connectorJson,
    ...emitCli(connector, digest, loadCliKit()),
    instructions.file,
    emitPermissions(connector, digest),
    config.file,
    ...emitSkill(connector, instructions.file),
  ];
  const lock = emitLock(
    {
      slug: connector.slug,
      version: connector.version,
      compiler: compilerVersion,
      spec: digestOf(JSON.stringify(sortedDeep(source))),
      ...(read && { document: documentInput(read) }),
    },
    files,
  );
  const unnamed = instructions.leftOut;
  const notes = [
    ...(unnamed.length > 0
      ? [`instructions.md: no room for ${unnamed.length} of the highlights: ${unnamed.join(", ")}`]
      : []),
    ...config.omitted.map((one) => `config.json: ${one}`),
  ];
  return {
    diagnostics: report.diagnostics(),
    output: {
      connector,
      files: [...files, lock],
      notes,
      instructionTokens: instructions.tokens,
      instructionParts: instructions.parts,
    },
  };
}

/** A repair may bring the next one to light; each costs reading the text again. */
const mostRounds = 8;

/** What else is wrong with a spec that is no YAML, as far as that can be repaired. */
function findBeyond({ path, file }: ParsedSpec, host: CompilerHost, report: Collector, round = 1): void {
  const beyond = readOn(file, report.diagnostics(), (text) => {
    const repaired = overlayHost(host, path, text);
    const inner = new Collector();
    const parsed = parse(repaired, path, inner);
    const { source } = parsed;
    if (source !== undefined) examine({ ...parsed, source }, repaired, inner);
    else if (parsed.text === undefined && round < mostRounds) findBeyond(parsed, repaired, inner, round + 1);
    return inner.diagnostics();
  });
  report.take(beyond);
}

/** What stands behind parsing and before lowering. */
function examine(
  parsed: ParsedSpec & { readonly source: ConnectorSource },
  host: CompilerHost,
  report: Collector,
): { readonly read: ReadDocument | undefined; readonly resolved: ResolvedConnector } {
  const read = readDocument(parsed, host, report);
  const resolved = resolve(parsed, read?.document, report);
  check(parsed, resolved, report);
  return { read, resolved };
}

function documentInput({ path, sha256, files }: ReadDocument): NonNullable<LockInput["document"]> {
  return { path, sha256, ...(files.length > 1 && { files }) };
}
