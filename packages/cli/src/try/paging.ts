import {
  isArray,
  isObject,
  itemsOf,
  type Json,
  nextPage,
  type Pagination,
  valueAt,
} from "@specwire/contract";
import type { Finding } from "./finding.ts";
import { declaredPlaces, likelyPlaces, memberOf, type PagingPlace } from "./paging-places.ts";
import type { Answered, Outcome } from "./send.ts";
import type { Tried } from "./tried.ts";

type Read = (args: Tried["arguments"]) => Promise<Outcome>;

/** So many members that look like a cursor are followed. */
const mostFollowed = 2;

/** Whether the answer has what paging needs where it is declared, and the second page is another one. */
export async function aboutPaging(tried: Tried, answer: Answered, read: Read): Promise<Finding[]> {
  const { operation, places } = tried;
  const { pagination } = operation;
  if (pagination === undefined || answer.body === undefined) return [];
  const first = itemsOf(operation, answer.body);
  if (!isArray(first) || first.length === 0) return [];
  const next = nextOf(tried, answer, pagination);
  if (next === undefined) return await aboutPlaces(tried, answer, pagination, read);
  if (next.operation !== operation.id) return [];
  const line = places.lineOf(places.pagination(operation.id));
  if ((await pageAt(tried, next.arguments, read, first)) === "the same")
    return [
      {
        code: "wrong-pagination",
        says: "the second page begins with the item that the first begins with",
        help: `\`pagination\` of ${operation.id} (line ${line} of connector.yaml) says another parameter than the API reads, or counts from another number`,
      },
    ];
  return await aboutPlaces(tried, answer, pagination, read);
}

function nextOf(
  { operation, connector, baseUrl, ...tried }: Tried,
  answer: Answered,
  pagination: Pagination,
) {
  const context = { baseUrl, operation: (id: string) => connector.operations[id], types: connector.types };
  return nextPage({ ...operation, pagination }, tried.arguments, answer, context);
}

/** What the page of these arguments is, beside the first one; undefined where that is no list, or an empty one. */
async function pageAt(
  { operation }: Tried,
  args: Tried["arguments"],
  read: Read,
  first: readonly Json[],
): Promise<"the same" | "another" | undefined> {
  const outcome = await read(args);
  if (outcome.kind !== "answer" || outcome.body === undefined || outcome.status >= 400) return undefined;
  const second = itemsOf(operation, outcome.body);
  if (!isArray(second) || second.length === 0) return undefined;
  return JSON.stringify(second[0]) === JSON.stringify(first[0]) ? "the same" : "another";
}

/** Nothing is where the next cursor, the number of all, or whether there are more should be, and it is elsewhere. */
async function aboutPlaces(
  tried: Tried,
  answer: Answered,
  pagination: Pagination,
  read: Read,
): Promise<Finding[]> {
  const { body } = answer;
  if (!isObject(body)) return [];
  const first = itemsOf(tried.operation, body) ?? [];
  const found: Finding[] = [];
  for (const place of declaredPlaces(pagination)) {
    if (valueAt(body, place.pointer) !== undefined) continue;
    const likely = likelyPlaces(body, place.what, first.length);
    if (place.what !== "next") {
      if (likely.length > 0) found.push(elsewhere(tried, pagination, place, likely, likely));
      continue;
    }
    const leading: string[] = [];
    for (const pointer of likely.slice(0, mostFollowed)) {
      const next = nextOf(tried, answer, { ...pagination, next: { pointer } } as Pagination);
      if (next?.operation !== tried.operation.id) continue;
      if ((await pageAt(tried, next.arguments, read, first)) === "another") leading.push(pointer);
    }
    const named = leading.length > 0 ? leading : likely.filter((one) => /next|continuation/i.test(one));
    if (named.length > 0) found.push(elsewhere(tried, pagination, place, named, leading));
  }
  return found;
}

const names = {
  next: "the next cursor",
  total: "the number of all",
  hasMore: "whether there are more",
} as const;

/** `sure`: what it may be as far as that was tried; one alone becomes the patch. */
function elsewhere(
  { operation, connector, places }: Tried,
  pagination: Pagination,
  { what, pointer }: PagingPlace,
  likely: readonly string[],
  sure: readonly string[],
): Finding {
  const member = memberOf(what);
  const path = `${places.pagination(operation.id)}/${member}`;
  const line = places.lineOf(path);
  const [only] = sure;
  // What stands at the top is about other lists as well.
  const isShared =
    !path.startsWith("/operations/") &&
    Object.values(connector.operations).some(
      (one) =>
        one.id !== operation.id &&
        one.response.items !== undefined &&
        JSON.stringify(one.pagination) === JSON.stringify(pagination),
    );
  const name = what === "next" && pagination.kind === "link" ? "the URL of the next page" : names[what];
  return {
    code: "wrong-pagination",
    says: `the answer has nothing at ${pointer}, where ${name} should be; it has ${likely.join(", ")}`,
    help:
      sure.length === 1
        ? `write \`${member.replace("/", ": { ")}: ${only}${member.includes("/") ? " }" : ""}\` in \`pagination\`, line ${line} of connector.yaml`
        : `\`pagination\` of ${operation.id}: line ${line} of connector.yaml`,
    ...(sure.length === 1 && only !== undefined && !isShared && { patch: { path, value: only, line } }),
  };
}
