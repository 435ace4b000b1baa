import { isArray, type Json, nearest, plainName } from "@specwire/contract";
import { CliError } from "../errors.ts";
import { typedLine } from "../next-command.ts";
import type { Session } from "../session.ts";
import type { Call } from "../transport.ts";
import { valuesAt } from "./fields.ts";
import { fieldPaths, sameAs, tellingBelow } from "./telling.ts";

const mostNamed = 15;

/** What `--fields` or `--count-by` name and no item has. */
export interface UnknownFields {
  readonly message: string;
  /** What was asked for, with what was meant in place of what is unknown; without that where nothing is near. */
  readonly corrected: readonly string[];
  /** All that were asked for are unknown. */
  readonly all: boolean;
}

/**
 * Fields that neither any of the items has nor the API is known to give, in words with those that there are. Undefined
 * where each is found, or where there is nothing to look at.
 */
export function unknownFields(
  { operation }: Pick<Session, "operation">,
  items: readonly Json[],
  fields: readonly string[],
  isList: boolean,
): UnknownFields | undefined {
  const known = new Set(operation.response.known.map(plainName));
  const unknown = fields.filter((field) => {
    const path = field.split(".");
    return !known.has(plainName(path[0] ?? "")) && items.every((item) => valuesAt(item, path).length === 0);
  });
  if (items.length === 0 || unknown.length === 0) return undefined;
  const paths = fieldPaths(items);
  const meant = unknown.map((field) => nearField(field, paths));
  const near = [...new Set(meant.filter((one) => one !== undefined))];
  // Where each is near to one that there is, the others need not be named.
  const isSure = meant.every((one) => one !== undefined);
  const names = isSure ? "" : ` Fields: ${otherFields(items, [], mostNamed).join(", ")}`;
  const hint = near.length > 0 ? `; did you mean ${near.join(", ")}?` : ".";
  const what = isList ? "No item has" : "The answer has no";
  const corrected = fields.flatMap((field) => {
    const at = unknown.indexOf(field);
    return at === -1 ? field : (meant[at] ?? []);
  });
  return {
    message: `${what} ${unknown.join(", ")}${hint}${names}`,
    corrected: [...new Set(corrected)],
    all: unknown.length === fields.length,
  };
}

/**
 * Says which of the fields that were asked for are not there, and gives those that were meant. A read that could show none of them is a mistake; what a
 * write has done is done.
 */
export async function tellUnknown(
  session: Session,
  asked: Call,
  items: readonly Json[],
  isList: boolean,
): Promise<readonly string[]> {
  const { operation, printer } = session;
  const fields = session.options.fields ?? [];
  const unknown = unknownFields(session, items, fields, isList);
  if (unknown === undefined) return fields;
  if (!unknown.all || operation.access === "write") {
    await printer.note(unknown.message);
    return unknown.corrected;
  }
  const near = unknown.corrected.join(",");
  const line = near === "" ? undefined : typedLine(session, asked, ["--fields", near]);
  const help = line === undefined ? "--fields all shows everything" : `try: ${line}`;
  throw new CliError("USAGE", unknown.message, { flag: "--fields", help, operation: operation.id });
}

/** The field that was meant: of that name in a thing inside, of another name for the same, or spelt nearly so. */
function nearField(field: string, paths: readonly string[]): string | undefined {
  const last = (path: string) => path.slice(path.lastIndexOf(".") + 1);
  const things = paths.flatMap((path) => (path.includes(".") ? path.split(".").slice(0, 1) : []));
  return (
    paths.find((path) => last(path) === last(field)) ??
    sameAs(last(field), paths) ??
    nearest(field, [...paths, ...things], 1)[0] ??
    paths.find((path) => last(path) === nearest(last(field), paths.map(last), 1)[0])
  );
}

/** Fields that items have besides those that are shown, the most telling first; at most `most` of them. */
export function otherFields(items: readonly Json[], shown: readonly string[], most: number): string[] {
  const isShown = (path: string) => shown.some((one) => path === one || path.startsWith(`${one}.`));
  const isSaid = (path: string) => !isShown(path) && !/node_?id$/i.test(path) && !isUrl(items, path);
  const paths = fieldPaths(items).filter(isSaid);
  const ofThing = paths.filter((path) => !path.includes("."));
  const saying = ofThing.filter((path) => !/.id$/i.test(path) && !isConstant(items, path));
  const top = [...new Set([...saying, ...ofThing])];
  // Of a thing inside, what it is called by.
  const below = tellingBelow(paths).filter((path) => !shown.some((one) => isSibling(one, path)));
  const half = Math.max(most - below.length, Math.ceil(most / 2));
  return [...top.slice(0, half), ...below].slice(0, most);
}

function isSibling(one: string, other: string): boolean {
  return one.includes(".") && one.split(".")[0] === other.split(".")[0];
}

/** What is the same in all items says little of one. */
function isConstant(items: readonly Json[], path: string): boolean {
  const texts = items.slice(0, 20).map((item) => JSON.stringify(valuesAt(item, [path])));
  return texts.length > 2 && new Set(texts).size === 1;
}

function isUrl(items: readonly Json[], path: string): boolean {
  const [value] = items.flatMap((item) => valuesAt(item, path.split("."))).filter((one) => one !== null);
  return typeof value === "string" ? /^https?:\/\//.test(value) : isArray(value) && value.length === 0;
}
