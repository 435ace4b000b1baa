import {
  type Access,
  type ArgumentTypes,
  type FileReference,
  fileIds,
  flagsOf,
  isArray,
  isExactNumber,
  isFileReference,
  isObject,
  type Json,
  type JsonObject,
  type Method,
  own,
  partValues,
  requestUrl,
  withBody,
} from "@specwire/contract";
import type { ApprovalAsked } from "./approval-asked.ts";
import { quoted, type ShownText, shownJson } from "./shown-text.ts";

/**
 * A request as a person sees it before agreeing. No text in it has a character that is invisible, ends a line or turns
 * text around. What others chose stands between quotation marks, values as JSON on one line; only the slug, the
 * operation's id, the accounts' labels and the URL, which are plain ASCII words, stand as they are.
 */
export interface ShownRequest {
  /** `name` is quoted. */
  readonly connector: { readonly name: string; readonly slug: string };
  /** `summary` is quoted. */
  readonly operation: {
    readonly id: string;
    readonly summary: string;
    readonly access: Access;
    readonly destructive: boolean;
    readonly sensitive: boolean;
  };
  /** Labels of the accounts whose credentials are sent; none: without a credential. */
  readonly accounts: readonly string[];
  readonly method: Method;
  readonly url: ShownText;
  /** What the operation is told, defaults and fixed values included. */
  readonly arguments: readonly ShownArgument[];
  readonly files: readonly ShownFile[];
  /** Files beyond those that are shown. */
  readonly moreFiles: number;
}

export interface ShownArgument {
  /** Place and name: `query.idList`, `body.message.to`. A name that is no plain word is quoted. */
  readonly name: string;
  /** What the connector says of it, quoted. */
  readonly about?: string;
  /** JSON, but for files, which are `file 1` by their place in `files`. */
  readonly value: ShownText;
}

export interface ShownFile {
  /** Quoted. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** Characters of one value and of all of them, values, and files: what a person could still look at. */
const longestValue = 20_000;
const longestInAll = 200_000;
const mostRows = 200;
const mostFiles = 100;

export function shownRequest(
  asked: ApprovalAsked,
  connector: { readonly name: string; readonly types: ArgumentTypes },
): ShownRequest {
  const { operation, account, beside, request, files } = asked;
  const { id, summary, access, destructive, sensitive } = operation;
  return {
    connector: { name: quoted(connector.name, 200), slug: asked.slug },
    operation: { id, summary: quoted(summary, 300), access, destructive, sensitive },
    accounts: [...(account === null ? [] : [account]), ...beside].map(({ label }) => label),
    method: request.method,
    url: shownJson(requestUrl(asked.baseUrl, request), 4000),
    arguments: shownArguments(asked, connector.types),
    files: files.slice(0, mostFiles).map(({ name, size, sha256 }) => ({
      name: quoted(name, 300),
      size,
      sha256,
    })),
    moreFiles: Math.max(0, files.length - mostFiles),
  };
}

interface Row {
  readonly path: readonly string[];
  readonly value: Json;
}

function shownArguments(asked: ApprovalAsked, types: ArgumentTypes): ShownArgument[] {
  const { arguments: args, request, files } = asked;
  const places = (["path", "query", "header", "cookie"] as const).flatMap((place) =>
    Object.entries(args[place] ?? {}).map(([name, value]): Row => ({ path: [place, name], value })),
  );
  const rows = [
    ...places,
    ...(args.contentType === undefined ? [] : [{ path: ["contentType"], value: args.contentType }]),
    ...(args.body === undefined ? [] : bodyRows(args.body)),
  ];
  const flags = flagsOf(withBody(asked.operation, args.contentType), types);
  const about = new Map(
    flags.map(({ in: place, path, field }) => [JSON.stringify([place, ...path]), field.description]),
  );
  const sent = new Set(fileIds(request.body));
  const numbers = new Map(files.flatMap(({ id }, index) => (sent.has(id) ? [[id, index + 1]] : [])));
  const isPart = filesOf(asked);
  let left = longestInAll;
  return rows.map((row) => {
    const { path, value } = row;
    const parts = isPart(row);
    const shown = shownJson(
      written(value, (one) => (parts.has(one) ? numbers.get(one.$file) : undefined)),
      Math.max(200, Math.min(longestValue, left)),
    );
    left -= shown.text.length;
    const says = about.get(JSON.stringify(path))?.replace(/\s+/g, " ").trim();
    return { name: path.map(plainName).join("."), ...(says && { about: quoted(says, 200) }), value: shown };
  });
}

/** The references of an argument in whose place a file is sent: one anywhere else is JSON, and sent as it stands. */
function filesOf({ operation, arguments: args }: ApprovalAsked): (row: Row) => ReadonlySet<FileReference> {
  const { body } = withBody(operation, args.contentType);
  return ({ path: [place, name, ...deeper], value }) => {
    if (place !== "body" || deeper.length > 0) return new Set();
    const values = partValues(name === undefined ? undefined : own(body?.fields, name), value);
    return new Set(values.filter((one) => isFileReference(one)));
  };
}

/** The members of a body as far as they are objects, or the body as one where they would be too many to read. */
function bodyRows(body: Json): readonly Row[] {
  const deep = membersOf(["body"], body, 5);
  if (deep.length <= mostRows) return deep;
  const top = membersOf(["body"], body, 1);
  return top.length <= mostRows ? top : [{ path: ["body"], value: body }];
}

function membersOf(path: readonly string[], value: Json, levels: number): readonly Row[] {
  if (levels === 0 || !isPlainObject(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, member]) => membersOf([...path, name], member, levels - 1));
}

function isPlainObject(value: Json): value is JsonObject {
  const isValue = isFileReference(value) || isExactNumber(value);
  return isObject(value) && !isValue && Object.keys(value).length > 0;
}

/** JSON as it is sent, with a blank where a person wants one, numbers by their digits and files by their numbers. */
function written(value: Json, numberOf: (file: FileReference) => number | undefined): string {
  if (isArray(value)) return `[${value.map((item) => written(item, numberOf)).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  if (isExactNumber(value)) return value.$number;
  const number = isFileReference(value) ? numberOf(value) : undefined;
  if (number !== undefined) return `file ${number}`;
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${written(member, numberOf)}`,
  );
  return `{${members.join(", ")}}`;
}

/** As it stands where it is a word of letters and digits; a dot in it would look like a member. */
function plainName(name: string): string {
  return /^[A-Za-z0-9_$-]{1,100}$/.test(name) ? name : quoted(name, 100);
}
