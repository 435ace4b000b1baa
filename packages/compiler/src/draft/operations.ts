import type { Json, JsonObject } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import type { DocumentOperation, OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";
import { resolveObject } from "../phases/2-resolve/document/resolve-object.ts";
import { documentAnswer, documentParameters } from "../phases/2-resolve/document-operation.ts";
import { wordsOf } from "../phases/2-resolve/names/words.ts";
import { findOperations, methodAndPath } from "../phases/2-resolve/select.ts";
import { accessOfMethod, namesSecrets } from "../phases/3-check/access.ts";
import { changingVerb } from "../phases/3-check/changing-verb.ts";
import type { PaginationSource } from "../phases/4-lower/pagination.ts";
import { firstSentence } from "../phases/4-lower/text.ts";
import { listIn } from "./lists.ts";
import { guessPagination } from "./pagination.ts";
import { membersOf } from "./schemas.ts";

/** An operation of the document with what we guess of it. */
export interface DraftOperation {
  readonly id: string;
  readonly one: DocumentOperation;
  /** What names it in the document, and it alone. */
  readonly use: string;
  readonly summary?: string;
  readonly items?: string;
  readonly pagination?: PaginationSource;
  /** `write` where a GET says that it changes something. */
  readonly access?: "write";
  readonly destructive?: true;
  readonly sensitive?: true;
  /** A write by its method that may be a read. */
  readonly mayRead: boolean;
  /** Whether it needs no argument. */
  readonly needsNothing: boolean;
  /** Members of its answer. */
  readonly members: ReadonlyMap<string, JsonObject>;
}

const listing = /^(list|search|find|query|browse)\b/;
const removing =
  /^(delete|remove|destroy|purge|erase|wipe|truncate|terminate|revoke|clear|reset|drop|cancel)\b/;
const reading =
  /^(search|query|list|get|find|lookup|count|filter|validate|check|preview|estimate|describe|batch-get)\b/;

/** Undefined where nothing names it alone. */
export function draftOperation(
  one: DocumentOperation,
  id: string,
  document: OpenApiDocument,
): DraftOperation | undefined {
  const use = nameOf(one, document);
  if (use === undefined) return undefined;
  const { lookup } = document;
  const parameters = documentParameters(one, lookup);
  const answer = documentAnswer(one, lookup)?.schema as Json | undefined;
  const verb = id.split(".").at(-1) ?? "";
  const fixed = one.path.split("/").filter((part) => part !== "" && !part.startsWith("{"));
  const isRead = accessOfMethod(one.method) === "read";
  const changes = isRead && changingVerb({ ...one, id, ...summaryOf(one.operation) }) !== undefined;
  const mayList = isRead || listing.test(verb);
  const items = mayList
    ? listIn(answer, lookup, [...fixed.slice(-1), ...id.split(".").slice(0, -1)])
    : undefined;
  const pagination =
    items === undefined
      ? undefined
      : guessPagination(parameters, { schema: answer, headers: headersOf(one, document) }, items, lookup);
  const isList = items === "" || pagination !== undefined || listing.test(verb);
  return {
    id,
    one,
    use,
    ...summaryOf(one.operation),
    ...(items !== undefined && isList && { items }),
    ...(pagination && { pagination }),
    ...(changes && { access: "write" as const }),
    ...(one.method !== "DELETE" &&
      (changes || !isRead) &&
      removing.test(verb) && { destructive: true as const }),
    ...(isRead && !changes && namesSecrets({ id, path: one.path }) && { sensitive: true as const }),
    mayRead: one.method === "POST" && reading.test(verb),
    needsNothing: isRead && !changes && parameters.every((parameter) => !parameter.required),
    members: membersOf(answer, lookup),
  };
}

function nameOf(one: DocumentOperation, document: OpenApiDocument): string | undefined {
  const names = [one.operationId, methodAndPath(one)];
  return names.find(
    (name) =>
      name !== undefined &&
      name.trim() === name &&
      name.length <= 500 &&
      isPlain(name) &&
      findOperations(document, name).length === 1,
  );
}

/** Seen as it is written. */
function isPlain(text: string): boolean {
  return text !== "" && !/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

function summaryOf({ summary, description }: JsonObject): { summary?: string } {
  const text = [summary, description].find((one) => typeof one === "string" && one.trim() !== "");
  const short = typeof text === "string" ? firstSentence(text, 100) : "";
  return wordsOf(short).length > 0 || /\p{L}/u.test(short) ? { summary: short } : {};
}

function headersOf({ operation }: DocumentOperation, { lookup }: OpenApiDocument): string[] {
  const responses = isObject(operation.responses) ? operation.responses : {};
  return Object.entries(responses).flatMap(([status, response]) => {
    const headers = /^2/.test(status) ? resolveObject(response, lookup)?.headers : undefined;
    return Object.keys(isObject(headers) ? headers : {}).map((name) => name.toLowerCase());
  });
}
