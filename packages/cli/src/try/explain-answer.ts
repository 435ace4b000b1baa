import { isArray, isObject, type Json, type JsonPointer, toPointer, valueAt } from "@specwire/contract";
import { isHtml } from "./explain-refusal.ts";
import type { Finding } from "./finding.ts";
import { hiddenError } from "./hidden-error.ts";
import type { Answered } from "./send.ts";
import type { Tried } from "./tried.ts";

/** What is wrong although the API says that all is well. */
export function explainAnswer(tried: Tried, answer: Answered): Finding[] {
  const { operation, places, clean } = tried;
  const { body, text } = answer;
  if (answer.cut) return [];
  const line = (member: string) => places.lineOf(places.operation(operation.id, member));
  if (operation.response.kind !== "json" || text === "") return [];
  if (body === undefined) {
    const base = places.baseUrl(operation.server);
    if (isHtml(text))
      return [
        {
          code: "wrong-base-url",
          says: `it answers ${answer.status} with a web page`,
          help: `the base URL (line ${places.lineOf(base)} of connector.yaml) is that of a web site; an API is often at api.<host> or below /api`,
        },
      ];
    return [
      {
        code: "not-json",
        says: "the answer is no JSON",
        help: `declare what it is: \`response\` of ${operation.id} (line ${line("response")})`,
      },
    ];
  }
  const hidden = hiddenError(body);
  if (hidden !== undefined) {
    const said = asText(hidden.message === undefined ? undefined : valueAt(body, hidden.message));
    return [
      {
        code: "error-in-success",
        says: `it answers ${answer.status} and means an error${said === undefined ? "" : `: "${clean(said)}"`}`,
        help:
          hidden.message === undefined
            ? `tell such answers from good ones with \`errors\`: when ${hidden.when.pointer} is ${JSON.stringify(hidden.when.equals)}, and where its message is`
            : "tell such answers from good ones with `errors`",
        ...(tried.connector.errors.length === 0 &&
          hidden.message !== undefined && { patch: { path: "/errors", value: [hidden], line: 1 } }),
      },
    ];
  }
  return [...aboutItems(tried, body), ...aboutVerify(tried, body)];
}

function asText(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : typeof value === "string" ? value : JSON.stringify(value);
}

function aboutItems({ connector, operation, places }: Tried, body: Json): Finding[] {
  const path = places.operation(operation.id, "items");
  const line = places.lineOf(path);
  const lists = listsIn(body);
  const [only] = lists;
  const patch = lists.length === 1 && only !== undefined ? { patch: { path, value: only, line } } : {};
  const where =
    lists.length === 0
      ? "there is no list in the answer"
      : `lists are at ${lists.map((one) => JSON.stringify(one)).join(", ")}`;
  const { items } = operation.response;
  if (items === undefined) {
    if (lists.length !== 1 || only === undefined || !isListAlone(body, only)) return [];
    if (connector.auth.some(({ verify }) => verify?.operation === operation.id)) return [];
    return [
      {
        code: "list-not-declared",
        says: `the answer is a list at ${JSON.stringify(only)}, and ${operation.id} has no \`items\``,
        help: `write \`items: ${JSON.stringify(only)}\``,
        ...patch,
      },
    ];
  }
  if (isArray(valueAt(body, items))) return [];
  return [
    {
      code: "wrong-items",
      says: `at ${JSON.stringify(items)}, where the list of ${operation.id} should be, is none; ${where}`,
      help: "say where the list is with `items`",
      ...patch,
    },
  ];
}

const beside =
  /^(?:ok|success|status|object|kind|type|url|self|took|etag|_?links?|_?meta(?:data)?|request_?id|.*(?:total|count|page|paging|pagination|next|prev|more|cursor|offset|limit|size).*)$/i;

/** Whether the rest of the answer is about the list: a thing may have one list among what it is. */
function isListAlone(body: Json, list: JsonPointer): boolean {
  const [name] = list.split("/").slice(1);
  return !isObject(body) || Object.keys(body).every((one) => one === name || beside.test(one));
}

/** Where lists of things are, down to the second level. */
function listsIn(body: Json): JsonPointer[] {
  if (isArray(body)) return [""];
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (isThings(value)) return [toPointer([name])];
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([inner, one]) => (isThings(one) ? [toPointer([name, inner])] : []));
  });
}

function isThings(value: Json): boolean {
  return isArray(value) && value.length > 0 && value.every((one) => isObject(one));
}

function aboutVerify({ connector, operation, places }: Tried, body: Json): Finding[] {
  return connector.auth.flatMap(({ id, verify }) => {
    if (verify?.operation !== operation.id) return [];
    return (["accountId", "label"] as const).flatMap((member): Finding[] => {
      const pointer = verify[member];
      if (pointer === undefined || valueAt(body, pointer) !== undefined) return [];
      const there = isObject(body)
        ? Object.keys(body)
            .slice(0, 12)
            .filter((name) => /^[\w.-]{1,40}$/.test(name))
        : [];
      const line = places.lineOf(places.auth(id, "verify"));
      return [
        {
          code: "wrong-verify",
          says: `\`verify.${member}\` is ${pointer}, and the answer has nothing there`,
          help: `line ${line} of connector.yaml; the answer has ${there.join(", ")}`,
        },
      ];
    });
  });
}
