import type { ArgumentTypes } from "./argument-type.ts";
import type { Access, Operation } from "./connector.ts";
import { flagsOf } from "./flags.ts";
import { neededFlags, needsInput } from "./needed-flags.ts";

/** Version of the catalogue's format. Members may be added; readers refuse a version that they don't know. */
export const catalogueVersion = 1;

/** The commands of a connector as data: what `--commands` and `specwire commands --json` print. */
export interface Catalogue {
  readonly catalogue: typeof catalogueVersion;
  readonly connector: string;
  /** The connector's own version. */
  readonly version: string;
  /** `sha256:` and the hex digest of connector.json. */
  readonly digest: string;
  /** Sorted by id. */
  readonly commands: readonly CatalogueCommand[];
}

export interface CatalogueCommand {
  /** The words behind the tool's name: `issues create`. */
  readonly command: string;
  /** Of the operation, as the manifest and policies name it: `issues.create`. */
  readonly id: string;
  readonly summary: string;
  readonly access: Access;
  readonly destructive?: true;
  readonly sensitive?: true;
  readonly deprecated?: true;
  /** Names of the flags that it needs, without dashes; `input` where only that states the body. */
  readonly flags: readonly string[];
  /** How many more flags it has. */
  readonly optional: number;
  /** `list`: it takes `--limit`, `--count` and the like. */
  readonly answer: "list" | Operation["response"]["kind"];
}

/** One command; `types` are those that the operation reaches. */
export function catalogueCommand(operation: Operation, types: ArgumentTypes): CatalogueCommand {
  const { id, summary, access, destructive, sensitive, deprecated, response } = operation;
  const flags = flagsOf(operation, types);
  const needed = neededFlags(operation, flags).map((flag) => flag.name);
  return {
    command: id.replaceAll(".", " "),
    id,
    summary,
    access,
    ...(destructive && { destructive }),
    ...(sensitive && { sensitive }),
    ...(deprecated && { deprecated }),
    flags: needsInput(operation, flags) ? [...needed, "input"] : needed,
    optional: flags.length - needed.length,
    answer: response.items === undefined ? response.kind : "list",
  };
}

/** JSON with one command a line, so that a filter for lines can read it as well. */
export function catalogueText({ commands, ...head }: Omit<Catalogue, "catalogue">): string {
  const about = JSON.stringify({ catalogue: catalogueVersion, ...head }).slice(0, -1);
  const lines = commands.map((command) => JSON.stringify(command));
  return `${about},"commands":[\n${lines.join(",\n")}\n]}\n`;
}
