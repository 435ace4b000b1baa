import {
  type ArgumentType,
  type Flag,
  type Json,
  type Operation,
  resolveType,
  toKebab,
} from "@specwire/contract";
import { cutText, oneLine } from "../text.ts";
import { alignColumns } from "./layout.ts";

export type NamedTypes = Readonly<Record<string, ArgumentType>>;

/** How much is said of each flag. */
export interface FlagDetail {
  /** What a description is cut to, in characters; 0: none. */
  readonly note: number;
  /** How many values of an enumeration are named. */
  readonly values: number;
  /** What stands in angle brackets is cut to this, in characters. */
  readonly type: number;
}

/** In an example of one's own. */
const placeholderValues = 12;

/** One flag a line: its name, what it takes, what it is for. */
export function flagRows(
  flags: readonly Flag[],
  operation: Operation,
  types: NamedTypes,
  detail: FlagDetail,
): string {
  return alignColumns(
    flags.map((flag) => {
      const placeholder =
        flag.type.kind === "boolean"
          ? ""
          : ` <${cutText(typeName(flag.type, types, detail.values), detail.type)}>`;
      const often = flag.multiple ? ", repeatable" : "";
      return [`--${flag.name}${placeholder}${often}`, noteOf(flag, operation, detail.note)];
    }),
    "  ",
    24,
  );
}

/** What stands in angle brackets: `text`, `integer`, `open|closed`, `text...`. */
export function typeName(
  declared: ArgumentType,
  types: NamedTypes,
  values: number = placeholderValues,
  depth = 0,
): string {
  const type = depth > 3 ? { kind: "any" as const } : resolveType(declared, types);
  switch (type.kind) {
    case "string":
      return type.enum
        ? enumName(type.enum, values)
        : /^[\w.+-]{1,20}$/.test(type.format ?? "")
          ? (type.format ?? "text")
          : "text";
    case "integer":
    case "number":
      return type.enum ? enumName(type.enum, values) : type.kind;
    case "array":
      return depth === 0
        ? typeName(type.items, types, values, 1)
        : `${typeName(type.items, types, values, depth + 1)}...`;
    case "boolean":
      return "true|false";
    case "union":
      return [...new Set(type.variants.map((variant) => typeName(variant, types, values, depth + 1)))].join(
        "|",
      );
    case "file":
      return "file";
    default:
      return "json";
  }
}

/** What stands for a value in a command line that is shown: words of the document could be a shell's there. */
export function placeholderOf(type: ArgumentType, types: NamedTypes): string {
  if (type.kind === "object" && type.nullable) return "<null|json>";
  const name = typeName(type, types);
  return /^[\w.|-]+$/.test(name) ? `<${name}>` : "<value>";
}

function enumName(values: readonly (string | number)[], most: number): string {
  const shown = values
    .slice(0, most)
    .map((value) => oneLine(String(value), 40) || '""')
    .join("|");
  return values.length > most ? `${shown}|… ${values.length} in all` : shown;
}

function noteOf(flag: Flag, operation: Operation, length: number): string {
  const parameter = operation.parameters.find((one) => one.in === flag.in && one.name === flag.path[0]);
  const sent = flag.in === "body" ? undefined : parameter?.default;
  const notes = [
    sent === undefined ? "" : `default ${shortValue(sent)}`,
    sent === undefined && flag.field.apiDefault !== undefined
      ? `API default ${shortValue(flag.field.apiDefault)}`
      : "",
    flag.type.kind !== "any" && flag.type.nullable ? "or null" : "",
    flag.type.kind === "string" && flag.type.encoding
      ? `${flag.type.encoding}, or @file: a file, encoded for you`
      : "",
    flag.field.deprecated ? "deprecated" : "",
  ].filter(Boolean);
  // Where nothing of a name can be typed on every keyboard, the flag has a number, and this says whose it is.
  const name = flag.path.some((one) => toKebab(one) === "") ? `${oneLine(flag.path.join("."), 40)} ` : "";
  const text = `${name}${length === 0 ? "" : firstWords(flag.field.description ?? "", length)}`.trim();
  return notes.length === 0 ? text : `${text} [${notes.join(", ")}]`.trim();
}

/** A description that is too long is cut behind its first sentence, or between two words. */
function firstWords(description: string, length: number): string {
  const text = oneLine(description, length * 4);
  if (text.length <= length) return text;
  const [sentence = ""] = /^.{8,}?[.!?](?=\s)/.exec(text) ?? [];
  if (sentence !== "" && sentence.length <= length) return sentence;
  const cut = cutText(text, length);
  const blank = cut.lastIndexOf(" ");
  return blank > length / 2 ? `${cut.slice(0, blank).replace(/[\s,;:(]+$/, "")}…` : cut;
}

function shortValue(value: Json): string {
  return oneLine(typeof value === "string" ? value : JSON.stringify(value), 40) || '""';
}
