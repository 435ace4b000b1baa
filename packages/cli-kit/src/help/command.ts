import {
  type ArgumentType,
  commandLine,
  commandName,
  commandWords,
  contentTypesOf,
  type Flag,
  flagsOf,
  isNeeded,
  type Json,
  neededFlags,
  type Operation,
  quoteWord,
  resolveType,
  toKebab,
} from "@specwire/contract";
import { hasControls, oneLine } from "../text.ts";
import { alignColumns, wrapWords } from "./layout.ts";

type NamedTypes = Readonly<Record<string, ArgumentType>>;

/** More optional flags than this are listed by name only. */
const detailedFlags = 16;
const shownEnumValues = 12;

/** What a command does, its flags with the required ones first, what it shows, and an example. */
export function commandHelp(slug: string, operation: Operation, types: NamedTypes): string {
  const flags = flagsOf(operation, types);
  const required = flags.filter((flag) => isNeeded(operation, flags, flag));
  const optional = flags.filter((flag) => !required.includes(flag)).sort((a, b) => rank(a) - rank(b));
  const shown = optional.slice(0, optional.length > detailedFlags + 2 ? detailedFlags : undefined);
  const rest = optional.slice(shown.length);
  const kind = operation.destructive
    ? "removes or can't be undone"
    : operation.access === "write"
      ? "changes something"
      : "read only";
  const more = oneLine(operation.description ?? "", 200);
  return [
    `${commandName(slug, operation.id)}: ${oneLine(operation.summary, 120)} (${kind}${operation.deprecated ? ", deprecated" : ""})\n`,
    more !== "" && more !== oneLine(operation.summary, 120) ? `${more}\n` : "",
    required.length > 0 ? `Required:\n${flagRows(required, operation, types)}` : "",
    shown.length > 0 ? `Optional:\n${flagRows(shown, operation, types)}` : "",
    rest.length > 0 ? `Also:\n${wrapWords(rest.map((flag) => `--${flag.name}`))}` : "",
    bodyLine(operation, flags, types),
    kindsLine(operation, types),
    answerLine(operation),
    `Example: ${exampleOf(slug, operation, types, flags)}\n`,
  ].join("");
}

/** Top-level flags before nested ones, deprecated ones last; the order stays otherwise. */
function rank(flag: Flag): number {
  return (flag.path.length > 1 ? 1 : 0) + (flag.field.deprecated ? 2 : 0);
}

function flagRows(flags: readonly Flag[], operation: Operation, types: NamedTypes): string {
  return alignColumns(
    flags.map((flag) => {
      const placeholder = flag.type.kind === "boolean" ? "" : ` <${typeName(flag.type, types)}>`;
      const often = flag.multiple ? ", repeatable" : "";
      return [`--${flag.name}${placeholder}${often}`, noteOf(flag, operation)];
    }),
    "  ",
    24,
  );
}

/** What stands in angle brackets: `text`, `integer`, `open|closed`, `text...`. */
export function typeName(declared: ArgumentType, types: NamedTypes, depth = 0): string {
  const type = depth > 3 ? { kind: "any" as const } : resolveType(declared, types);
  switch (type.kind) {
    case "string":
      return type.enum
        ? enumName(type.enum)
        : /^[\w.+-]{1,20}$/.test(type.format ?? "")
          ? (type.format ?? "text")
          : "text";
    case "integer":
    case "number":
      return type.enum ? enumName(type.enum) : type.kind;
    case "array":
      return depth === 0 ? typeName(type.items, types, 1) : `${typeName(type.items, types, depth + 1)}...`;
    case "boolean":
      return "true|false";
    case "union":
      return [...new Set(type.variants.map((variant) => typeName(variant, types, depth + 1)))].join("|");
    case "file":
      return "file";
    default:
      return "json";
  }
}

/** What stands for a value in a command line that is shown: words of the document could be a shell's there. */
export function placeholderOf(type: ArgumentType, types: NamedTypes): string {
  const name = typeName(type, types);
  return /^[\w.|-]+$/.test(name) ? `<${name}>` : "<value>";
}

function enumName(values: readonly (string | number)[]): string {
  const shown = values
    .slice(0, shownEnumValues)
    .map((value) => oneLine(String(value), 40))
    .join("|");
  return values.length > shownEnumValues ? `${shown}|… ${values.length} in all` : shown;
}

function noteOf(flag: Flag, operation: Operation): string {
  const parameter = operation.parameters.find((one) => one.in === flag.in && one.name === flag.path[0]);
  const sent = flag.in === "body" ? undefined : parameter?.default;
  const notes = [
    sent === undefined ? "" : `default ${shortValue(sent)}`,
    sent === undefined && flag.field.apiDefault !== undefined
      ? `API default ${shortValue(flag.field.apiDefault)}`
      : "",
    flag.type.kind !== "any" && flag.type.nullable ? "or null" : "",
    flag.type.kind === "string" && flag.type.encoding ? `${flag.type.encoding}, or @file` : "",
    flag.field.deprecated ? "deprecated" : "",
  ].filter(Boolean);
  // Where nothing of a name can be typed on every keyboard, the flag has a number, and this says whose it is.
  const name = flag.path.some((one) => toKebab(one) === "") ? `${oneLine(flag.path.join("."), 40)} ` : "";
  const text = `${name}${oneLine(flag.field.description ?? "", 100)}`.trim();
  return notes.length === 0 ? text : `${text} [${notes.join(", ")}]`.trim();
}

function shortValue(value: Json): string {
  return oneLine(typeof value === "string" ? value : JSON.stringify(value), 40) || '""';
}

/** A body that flags can't state, or not wholly. */
function bodyLine(operation: Operation, flags: readonly Flag[], types: NamedTypes): string {
  const { body } = operation;
  if (body === undefined) return "";
  const [, ...others] = contentTypesOf(operation);
  const more =
    others.length === 0 ? "" : `Other media types: --content-type ${oneLine(others.join(", "), 300)}\n`;
  return `${bodyWords(body, flags, types)}${more}`;
}

function bodyWords(body: NonNullable<Operation["body"]>, flags: readonly Flag[], types: NamedTypes): string {
  if (flags.some((flag) => flag.in === "body"))
    return "Body: flags, or --input <json|@file|-> with flags over it\n";
  const type = resolveType(body.type, types);
  if (body.encoding === "raw") {
    const given = type.kind === "file" ? "@file|-" : "text|@file|-";
    return `Body: --input <${given}> (${oneLine(body.contentType, 60)})${body.required ? ", required" : ""}\n`;
  }
  return `Body: --input <json|@file|-> (${typeName(type, types, 1)})${body.required ? ", required" : ""}; see --schema\n`;
}

/** What a body of several kinds is told apart by. */
function kindsLine({ body }: Operation, types: NamedTypes): string {
  const type = body && resolveType(body.type, types);
  if (type?.kind !== "union" || type.discriminator === undefined) return "";
  const { property, mapping } = type.discriminator;
  return `Kinds: ${oneLine(property, 40)} is ${oneLine(Object.keys(mapping).join(", "), 300)}; the fields of each: --schema\n`;
}

function answerLine(operation: Operation): string {
  const { response } = operation;
  if (response.kind === "binary") return "Answer: bytes; --save <file>\n";
  if (response.kind === "stream") return "Answer: values as they arrive, one a line; --limit n\n";
  if (response.redirect) return "Answer: where it leads (a redirect, not followed)\n";
  if (response.items === undefined) return "";
  const shown = response.fields.length > 0 ? `shows ${oneLine(response.fields.join(","), 300)}; ` : "";
  const pages = operation.pagination ? "--limit n, --all, " : "";
  return `List: ${shown}${pages}--fields a,b|all\n`;
}

function exampleOf(slug: string, operation: Operation, types: NamedTypes, flags: readonly Flag[]): string {
  // One that moves a terminal's cursor shows nobody what it does.
  const example = operation.examples.find(
    (one) => !commandWords(slug, operation, types, one.arguments).some(hasControls),
  );
  if (example) return commandLine(slug, operation, types, example.arguments);
  const words = neededFlags(operation, flags).map((flag) => {
    const type = flag.type.kind === "array" ? resolveType(flag.type.items, types) : flag.type;
    const value =
      type.kind === "string" || type.kind === "integer" || type.kind === "number"
        ? type.enum?.[0]
        : undefined;
    const shown =
      value === undefined || hasControls(String(value))
        ? placeholderOf(type, types)
        : quoteWord(String(value));
    return flag.type.kind === "boolean" ? `--${flag.name}` : `--${flag.name} ${shown}`;
  });
  return [commandName(slug, operation.id), ...words].join(" ");
}
