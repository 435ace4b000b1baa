import { isArray, isObject, itemsOf, type Json, nextPage, valueAt } from "@specwire/contract";
import type { Finding } from "./finding.ts";
import type { Answered, Outcome } from "./send.ts";
import type { Tried } from "./tried.ts";

/** Whether the second page is another one than the first; one more read where the list has a second. */
export async function aboutPaging(
  tried: Tried,
  answer: Answered,
  read: (args: Tried["arguments"]) => Promise<Outcome>,
): Promise<Finding[]> {
  const { operation, connector, places, baseUrl } = tried;
  const { pagination } = operation;
  if (pagination === undefined || answer.body === undefined) return [];
  const line = places.lineOf(places.operation(operation.id, "pagination"));
  const first = itemsOf(operation, answer.body);
  if (!isArray(first) || first.length === 0) return [];
  const context = { baseUrl, operation: (id: string) => connector.operations[id], types: connector.types };
  const next = nextPage(operation, tried.arguments, answer, context);
  if (next === undefined) return likelyCursor(tried, answer.body, line);
  if (next.operation !== operation.id) return [];
  const outcome = await read(next.arguments);
  if (outcome.kind !== "answer" || outcome.body === undefined) return [];
  const second = itemsOf(operation, outcome.body);
  if (!isArray(second) || second.length === 0 || JSON.stringify(second[0]) !== JSON.stringify(first[0]))
    return [];
  return [
    {
      code: "wrong-pagination",
      says: "the second page begins with the item that the first begins with",
      help: `\`pagination\` of ${operation.id} (line ${line} of connector.yaml) says another parameter than the API reads, or counts from another number`,
    },
  ];
}

/** Nothing leads on as declared, and the answer has what looks like a cursor. */
function likelyCursor({ operation }: Tried, body: Json, line: number): Finding[] {
  const { pagination } = operation;
  if (pagination?.kind !== "cursor" || !("pointer" in pagination.next)) return [];
  const { pointer } = pagination.next;
  if (valueAt(body, pointer) !== undefined || !isObject(body)) return [];
  const likely = membersOf(body).filter(
    ([place, value]) =>
      /next|cursor|continuation|page_?token/i.test(place) && typeof value === "string" && value !== "",
  );
  if (likely.length === 0) return [];
  return [
    {
      code: "wrong-pagination",
      says: `the answer has nothing at ${pointer}, where the next cursor should be; it has ${likely.map(([place]) => place).join(", ")}`,
      help: `\`pagination\` of ${operation.id}: line ${line} of connector.yaml`,
    },
  ];
}

function membersOf(body: Readonly<Record<string, Json>>): [string, Json][] {
  return Object.entries(body).flatMap(([name, value]): [string, Json][] => {
    if (!/^[\w.-]{1,60}$/.test(name)) return [];
    if (!isObject(value)) return [[`/${name}`, value]];
    return Object.entries(value).flatMap(([inner, one]): [string, Json][] =>
      /^[\w.-]{1,60}$/.test(inner) ? [[`/${name}/${inner}`, one]] : [],
    );
  });
}
