import {
  type ArgumentType,
  type Flag,
  isObject,
  type Json,
  type Operation,
  parseExact,
  resolveType,
} from "@specwire/contract";
import { CliError } from "../errors.ts";
import { readText } from "../read-stream.ts";
import type { CliWorld } from "../world.ts";
import type { NamedFiles } from "./files.ts";
import { jsonProblem } from "./flag-values.ts";

const flag = "--input";

/** The body that `--input` states: JSON, `@file` or `-`; for a raw body the bytes of a file, what is piped in, or text. */
export async function readInput(
  input: string,
  operation: Operation,
  types: Readonly<Record<string, ArgumentType>>,
  files: NamedFiles,
  world: CliWorld,
  /** The flag of a body field that is called input itself. */
  own?: Flag,
): Promise<Json> {
  const { body } = operation;
  if (body === undefined)
    throw new CliError("USAGE", "this command has no request body for --input", { flag });
  const type = resolveType(body.type, types);
  const addFile = (path: string) => files.add(path, flag);
  if (body.encoding === "raw") {
    if (input === "-") return files.addStream(pipedIn(world));
    const isPath = input.startsWith("@") || type.kind === "file";
    return isPath ? addFile(input.replace(/^@/, "")) : input;
  }
  const text = (await inputText(input, files, world)).replace(/^\uFEFF/, "");
  let value: Json;
  try {
    value = parseExact(text);
  } catch {
    // What is wrong is said in words of the text itself, and a file may hold what nobody is to read here.
    const problem = input.startsWith("@")
      ? `${input.slice(1)} is not JSON`
      : `${input === "-" ? "standard input" : "its value"} is not JSON: ${jsonProblem(text)}`;
    throw new CliError("INVALID_ARGUMENT", `--input: ${problem}`, {
      flag,
      help: own
        ? `--input is the whole body; the field ${own.path.join(".")} is --${own.name}`
        : "give JSON, @file or - (standard input)",
    });
  }
  return body.encoding === "multipart" ? withFiles(value, type, types, addFile) : value;
}

/** Members that are files are named by their path, like the flags for them; lists of files as well. */
function withFiles(
  value: Json,
  declared: ArgumentType,
  types: Readonly<Record<string, ArgumentType>>,
  addFile: (path: string) => Json,
  depth = 0,
): Json {
  const type = resolveType(declared, types);
  if (type.kind === "file" && typeof value === "string") return addFile(value.replace(/^@/, ""));
  if (depth > 2) return value;
  if (type.kind === "array" && Array.isArray(value))
    return value.map((one: Json) => withFiles(one, type.items, types, addFile, depth + 1));
  if (type.kind !== "object" || !isObject(value)) return value;
  const fields = new Map(type.properties.map((field) => [field.name, field.type]));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      withFiles(member, fields.get(key) ?? { kind: "any" }, types, addFile, depth + 1),
    ]),
  );
}

function pipedIn({ stdin }: CliWorld): CliWorld["stdin"] {
  if (stdin.terminal)
    throw new CliError("USAGE", "--input - reads standard input, and nothing is piped into it", { flag });
  return stdin;
}

async function inputText(input: string, files: NamedFiles, world: CliWorld): Promise<string> {
  if (input === "-")
    return readText(
      pipedIn(world).read(),
      (limit) =>
        new CliError("INVALID_ARGUMENT", `--input: standard input is larger than ${limit}`, { flag }),
    );
  return input.startsWith("@") ? files.json(input.slice(1), flag) : input;
}
