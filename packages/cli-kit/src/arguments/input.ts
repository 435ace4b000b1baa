import { type ArgumentType, isObject, type Json, type Operation, resolveType } from "@specwire/contract";
import { CliError } from "../errors.ts";
import { readText } from "../read-stream.ts";
import type { CliWorld } from "../world.ts";
import { type FileTable, fileAdder } from "./files.ts";
import { jsonProblem, roundedNumber } from "./flag-values.ts";

const flag = "--input";

/** The body that `--input` states: JSON, `@file` or `-`; for a raw body the file or the text itself. */
export async function readInput(
  input: string,
  operation: Operation,
  types: Readonly<Record<string, ArgumentType>>,
  files: FileTable,
  world: CliWorld,
): Promise<Json> {
  const { body } = operation;
  if (body === undefined)
    throw new CliError("USAGE", "this command has no request body for --input", { flag });
  const type = resolveType(body.type, types);
  const addFile = fileAdder(files, flag);
  if (type.kind === "file") {
    if (input === "-")
      throw new CliError("USAGE", "--input - can't send a file; name it: --input @file", { flag });
    return addFile(input.startsWith("@") ? input.slice(1) : input);
  }
  const text = await inputText(input, world);
  if (body.encoding === "raw" && type.kind === "string") return text;
  let value: Json;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, "")) as Json;
  } catch {
    const source = input === "-" ? "standard input" : input.startsWith("@") ? input.slice(1) : "its value";
    throw new CliError("INVALID_ARGUMENT", `--input: ${source} is not JSON: ${jsonProblem(text)}`, {
      flag,
      help: "give JSON, @file or - (standard input)",
    });
  }
  const rounded = roundedNumber(text.replace(/^\uFEFF/, ""));
  if (rounded !== undefined)
    throw new CliError("INVALID_ARGUMENT", `--input: ${rounded}`, {
      flag,
      help: "give it as text where the API takes that",
    });
  return type.kind === "object" && isObject(value)
    ? withFiles(value, type.properties, types, addFile)
    : value;
}

/** Members that are files are named by their path, like the flags for them. */
function withFiles(
  value: { readonly [key: string]: Json },
  fields: readonly { readonly name: string; readonly type: ArgumentType }[],
  types: Readonly<Record<string, ArgumentType>>,
  addFile: (path: string) => Json,
): Json {
  const isFile = new Set(
    fields.filter((field) => resolveType(field.type, types).kind === "file").map((field) => field.name),
  );
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isFile.has(key) && typeof member === "string" ? addFile(member.replace(/^@/, "")) : member,
    ]),
  );
}

async function inputText(input: string, world: CliWorld): Promise<string> {
  if (input === "-") {
    if (world.stdin.terminal)
      throw new CliError("USAGE", "--input - reads standard input, and nothing is piped into it", { flag });
    return readText(
      world.stdin.read(),
      (limit) =>
        new CliError("INVALID_ARGUMENT", `--input: standard input is larger than ${limit}`, { flag }),
    );
  }
  if (!input.startsWith("@")) return input;
  const { readFileSync } = process.getBuiltinModule("node:fs");
  try {
    return readFileSync(input.slice(1), "utf8");
  } catch {
    throw new CliError("INVALID_ARGUMENT", `--input: can't read the file ${JSON.stringify(input.slice(1))}`, {
      flag,
    });
  }
}
