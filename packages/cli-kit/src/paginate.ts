import {
  type Answer,
  type Arguments,
  argumentOf,
  checkArguments,
  isArray,
  isObject,
  itemsOf,
  type Json,
  type JsonObject,
  type Operation,
  type PagingArgument,
  toPointer,
  valueAt,
  withArgument,
} from "@specwire/contract";
import type { GlobalOptions } from "./arguments/global-options.ts";
import { CliError } from "./errors.ts";
import { hasIdentity } from "./output/telling.ts";
import { notJson, readAnswer } from "./read-answer.ts";
import type { Session } from "./session.ts";
import { oneLine } from "./text.ts";
import type { Call } from "./transport.ts";

export interface ListPage {
  readonly call: Call;
  readonly answer: Answer;
  /** Undefined where one object stands in place of the whole list, as a file does for a folder. */
  readonly items: readonly Json[] | undefined;
  readonly text: string;
  /** The call for the page behind it. */
  readonly next: Call | undefined;
  /** Why the list ends here although the API names a next page. */
  readonly stopped: string | undefined;
}

/** The pages of a list, each asked for when it is wanted. Ends with the last one, or where it would go round. */
export async function* readPages(session: Session, first: Call): AsyncGenerator<ListPage> {
  const seen = new Set([keyOf(first)]);
  const contents = new Set<string>();
  const most = Math.max(mostPages, session.options.limit ?? 0);
  let [before, pages, empty] = ["", 0, 0];
  let call: Call | undefined = first;
  while (call) {
    const current: Call = call;
    const read = await readAnswer(session, current);
    const { answer, text, unredacted } = read;
    if (answer.body === undefined && text !== "") throw notJson(read, current.operation.id);
    const items = itemsOf(current.operation, answer.body) ?? emptyList(current.operation, answer);
    const content = items?.length ? JSON.stringify(items) : "";
    // Read on, such a list has no end: every page is the first one, or the same few come again and again.
    if (content !== "" && (content === before || (contents.size > 0 && contents.has(digestOf(content)))))
      return yield { call: current, answer, items: [], text: "", next: undefined, stopped: samePage };
    before = content;
    pages++;
    empty = items?.length === 0 ? empty + 1 : 0;
    const next = session.transport.next(current, unredacted);
    const stopped = next && (reasonToStop(session, next, seen) ?? tooMany(pages, empty, most));
    if (next) seen.add(keyOf(next));
    yield { call: current, answer, items, text, next: stopped ? undefined : next, stopped };
    call = stopped ? undefined : next;
    // Things without an identity may well be the same on two pages. Most lists end here, and need no digest.
    if (call && items?.every((item) => isObject(item) && hasIdentity(item))) contents.add(digestOf(content));
  }
}

/** Unless `--limit` is more than that. */
const mostPages = 1_000;
const mostEmptyPages = 10;

function tooMany(pages: number, empty: number, most: number): string | undefined {
  if (empty >= mostEmptyPages) return `${empty} pages one after another were empty`;
  return pages >= most ? `${pages} pages were read` : undefined;
}

function digestOf(text: string): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("base64");
}

const samePage = "the API gave the same page again, so what asks for the next one has no effect there";

function reasonToStop(session: Session, next: Call, seen: ReadonlySet<string>): string | undefined {
  if (seen.has(keyOf(next))) return "the API names a page as next that was read already";
  if (!isAllowed(session.operation, next.operation))
    return "the API names a next page that another command would have to ask for";
  const problems = checkArguments(next.operation, session.typesOf(next.operation), next.arguments);
  return problems.length > 0 ? "the API names a next page that this command can't ask for" : undefined;
}

/** What the transport's side refuses as well: no answer may make this a write, a secret or another server's. */
function isAllowed(
  asked: Operation,
  { id, access, destructive, sensitive, server, token }: Operation,
): boolean {
  if (id === asked.id) return true;
  return access === "read" && !destructive && !sensitive && server === asked.server && token === asked.token;
}

/** APIs leave an empty list out, or say null; where there is something else, the list is not where it should be. */
function emptyList(operation: Operation, { status, body }: Answer): readonly Json[] | undefined {
  const pointer = operation.response.items ?? "";
  const list = valueAt(body, pointer);
  const around = valueAt(body, pointer.slice(0, Math.max(0, pointer.lastIndexOf("/"))));
  const lists = [body, around].flatMap((one) => (isObject(one) ? listNames(one) : []));
  const isAbsent = list === undefined || list === null;
  const place = around ?? body ?? null;
  const isOther = place !== null && !isObject(place) && !(isArray(place) && place.length === 0);
  if (isAbsent && (list === null || (lists.length === 0 && !isOther))) return [];
  // An answer that is a list or one thing, as the folder or file of a path: printed as the thing it is.
  if (pointer === "" && isObject(body) && (lists.length === 0 || hasIdentity(body))) return undefined;
  const names = [...new Set(isAbsent ? lists : isObject(body) ? Object.keys(body) : [])].slice(0, 12);
  const has =
    names.length > 0
      ? `; the answer has: ${oneLine(names.join(", "), 200)}`
      : isArray(body)
        ? "; the answer is a list itself"
        : "";
  throw new CliError("UNEXPECTED_ANSWER", `there is no list at ${pointer || "the top of the answer"}${has}`, {
    status,
    operation: operation.id,
    help: "--save <file> keeps the answer as it came",
  });
}

function listNames(value: JsonObject): string[] {
  return Object.entries(value).flatMap(([name, member]) =>
    isArray(member) && member.length > 0 ? [name] : [],
  );
}

function keyOf({ operation, arguments: args }: Call): string {
  return JSON.stringify([operation.id, args]);
}

/** The arguments with a page size that fits how many items are wanted, unless the caller set the paging himself. */
export function withPageSize(operation: Operation, args: Arguments, options: GlobalOptions): Arguments {
  const paging = operation.pagination;
  const name = paging?.pageSize;
  if (paging === undefined || name === undefined) return args;
  if (options.limit === undefined && !options.all) return args;
  if (isGiven(args, name) || ("into" in paging && isGiven(args, paging.into))) return args;
  const parameter = operation.parameters.find((one) => one.in === name.in && one.name === name.name);
  if (parameter?.fixed !== undefined) return args;
  const type = parameter?.type;
  const bounds = type?.kind === "integer" || type?.kind === "number" ? type : undefined;
  const most = paging.maxPageSize ?? bounds?.maximum ?? mostInWords(parameter?.description);
  const usual = Number(argumentOf(operation, args, name) ?? parameter?.apiDefault ?? Number.NaN);
  const wanted = options.limit ?? most;
  if (wanted === undefined) return args;
  const size = most === undefined ? wanted : Math.min(wanted, most);
  // A larger page than usual is only asked for where the API is known to give it; a small one is given everywhere.
  if (most === undefined && !(size < usual) && size > smallPage) return args;
  const fitting = Math.max(size, bounds?.minimum ?? 1);
  return withArgument(args, name, type?.kind === "string" ? String(fitting) : fitting);
}

const smallPage = 10;

/** Many documents give the largest page in words alone: `between 1 and 100`, `(max 100)`. */
function mostInWords(description = ""): number | undefined {
  const found =
    /\bbetween (?:0|1) and (\d{1,4})\b|\bmax(?:imum)?(?: value)?(?: is|:)? (\d{1,4})(?![\d,.]*\d)\b/i.exec(
      description,
    );
  const most = Number(found?.[1] ?? found?.[2] ?? 0);
  return most > 0 ? most : undefined;
}

/** Whether the caller gave an argument himself. */
export function isGiven(args: Arguments, { in: place, name, below = "" }: PagingArgument): boolean {
  return valueAt(args[place], `${toPointer([name])}${below}`) !== undefined;
}
