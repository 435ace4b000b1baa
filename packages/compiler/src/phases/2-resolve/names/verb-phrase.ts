import type { Method } from "@specwire/contract";
import {
  adjectives,
  articles,
  isVerb,
  nounVerbs,
  plainVerb,
  prepositions,
  selecting,
  strongVerbs,
} from "./vocabulary.ts";
import { isPlural } from "./words.ts";

/** What a name does, to what, and which: `list` `review comments` `for repo`. */
export interface VerbPhrase {
  /** As it is written; absent where there is none. */
  readonly verb?: readonly string[];
  readonly noun: readonly string[];
  /** From the first preposition on. */
  readonly which: readonly string[];
  /** `latest` of `get latest release`, `authenticated` of `get authenticated`. */
  readonly selecting?: string;
  /** Whether it says that it gives or takes all of them. */
  readonly all: boolean;
}

interface Found {
  readonly verb: readonly string[];
  readonly rest: readonly string[];
}

const plainEndings = new Set(["get", "list", "create", "update", "delete", "retrieve", "read", "destroy"]);
const particles = new Set(["in", "out", "up", "off", "on"]);
const counts = new Set(["bulk", "batch", "mass", "multi", "partial"]);

export function readVerbPhrase(written: readonly string[]): VerbPhrase {
  const words = withoutFiller(written);
  const found = verbFirst(words) ?? verbLast(words);
  const said = found?.rest ?? words;
  const all = found !== undefined && said[0] === "all";
  const rest = all ? said.slice(1) : said;
  const at = rest.findIndex(
    (word, index) =>
      (prepositions.has(word) && (index > 0 || rest.length > 1)) ||
      // `pull requests associated with commit`
      (index > 0 && /[a-z]{3}ed$/.test(word) && rest[index + 1] === "with"),
  );
  const noun = at < 0 ? rest : rest.slice(0, at);
  const [first = ""] = noun;
  const isSelecting =
    (selecting.has(first) && !(first === "self" && noun.length > 1)) ||
    (noun.length === 1 && found !== undefined && adjectives.has(first));
  // `get status list` lists.
  if (found && noun.length > 1 && noun.at(-1) === "list" && plainVerb(found.verb[0] ?? "") === "get") {
    return { verb: ["list"], noun: noun.slice(0, -1), which: at < 0 ? [] : rest.slice(at), all };
  }
  return {
    ...(found && { verb: all && plainVerb(found.verb[0] ?? "") === "get" ? ["list"] : found.verb }),
    noun: isSelecting ? noun.slice(1) : noun,
    which: at < 0 ? [] : rest.slice(at),
    ...(isSelecting && { selecting: first }),
    all,
  };
}

/** Without articles, and without the `list of` of `get list of users`. */
function withoutFiller(words: readonly string[]): string[] {
  const plain = words.filter(
    (word, at) =>
      // `information about` a thing is the thing.
      !(word === "information" && words[at + 1] === "about" && at + 2 < words.length) &&
      !(word === "about" && words[at - 1] === "information" && at + 1 < words.length) &&
      (!articles.has(word) || words.length === 1),
  );
  const at = plain.findIndex((word, index) => index > 0 && word === "list" && plain[index + 1] === "of");
  if (at < 0) return plain;
  const verb = plainVerb(plain[0] ?? "") === "get" ? ["list"] : plain.slice(0, 1);
  return [...verb, ...plain.slice(1, at), ...plain.slice(at + 2)];
}

function verbFirst(words: readonly string[]): Found | undefined {
  const [first = "", second = "", third = ""] = words;
  const last = words.at(-1) ?? "";
  // `order_create`: the last word is a surer verb than the first.
  if (
    words.length > 1 &&
    !strongVerbs.has(first) &&
    (nounVerbs.has(first) ? strongVerbs : plainEndings).has(last)
  ) {
    return undefined;
  }
  if (counts.has(first) && isVerb(second)) return { verb: [first, plainVerb(second)], rest: words.slice(2) };
  if (first === "re" && isVerb(second)) return { verb: [first + second], rest: words.slice(2) };
  if (!isVerb(first)) return undefined;
  if ((second === "or" || second === "and") && isVerb(third)) {
    const either =
      second === "or" && ["create", "add", "insert"].includes(first) && plainVerb(third) === "update";
    return { verb: either ? ["upsert"] : words.slice(0, 3), rest: words.slice(3) };
  }
  // `POST_delete`, `get_list`: a method, then the verb itself.
  if (/^(get|post|put|patch|delete|head)$/.test(first) && isVerb(second) && isVerbThere(words)) {
    return { verb: [second], rest: words.slice(2) };
  }
  if (particles.has(second) && ["log", "sign", "check", "opt"].includes(first)) {
    return { verb: [first + second], rest: words.slice(2) };
  }
  return { verb: [first], rest: words.slice(1) };
}

/** Whether the second word is a verb and no noun that the first acts on, as in `get list` and `post order`. */
function isVerbThere([first, second = "", third]: readonly string[]): boolean {
  if (third !== undefined && prepositions.has(third)) return false;
  if (second === "list" || second === "create" || second === "delete" || second === "update") return true;
  return first !== "get" && third !== undefined && strongVerbs.has(second) && !nounVerbs.has(second);
}

function verbLast(words: readonly string[]): Found | undefined {
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  if (words.length < 2 || !isVerb(last) || isPlural(last)) return undefined;
  if (nounVerbs.has(last) && !strongVerbs.has(last)) return undefined;
  if (last === "list" && before === "get") return { verb: [last], rest: words.slice(0, -2) };
  if (counts.has(before)) return { verb: [before, plainVerb(last)], rest: words.slice(0, -2) };
  return { verb: [last], rest: words.slice(0, -1) };
}

/** The verb in the words that we use everywhere. */
export function usualVerb(verb: readonly string[], isList: boolean, method: Method): string {
  const word = verb.length === 1 ? plainVerb(verb[0] ?? "") : verb.join("-");
  if (word === "get" && isList && (method === "GET" || method === "POST")) return "list";
  if (word === "find" && method === "GET") return isList ? "list" : "get";
  return word;
}
