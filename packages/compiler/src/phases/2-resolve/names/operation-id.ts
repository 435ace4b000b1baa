import type { Method } from "@specwire/contract";
import { type PathWords, withoutMark } from "./path-words.ts";
import { classWords, innerVerbs, isVerb, isVersion, noise, nounVerbs, strongVerbs } from "./vocabulary.ts";
import { plural, singular, wordsOf } from "./words.ts";

/** An operationId, read. */
export interface OperationIdWords {
  /** What its separators set before the last part: `issues` of `issues/list-comments`. */
  readonly groups: readonly (readonly string[])[];
  /** The last part. */
  readonly words: readonly string[];
  /** The versions it names, left out of the words. */
  readonly version: readonly string[];
}

const methodNames = new Set(["get", "head", "post", "put", "patch", "delete", "options", "trace"]);

/** Undefined where it says nothing that method and path don't say: none, a number, or made from the path. */
export function readOperationId(
  operationId: string | undefined,
  method: Method,
  path: PathWords,
): OperationIdWords | undefined {
  const text = (operationId ?? "").trim().slice(0, 300);
  if (text === "" || isHash(text)) return undefined;
  const plain = withoutMark(text)
    .replace(/(?<![A-Za-z0-9])v?\d+(\.\d+)+(?![A-Za-z0-9.])/g, "")
    .replace(/(_|-)\d+$/, "")
    .replace(/[_-]?using[_-]?(get|head|post|put|patch|delete|options)$/i, "");
  const rest = withoutPath(wordsOf(plain), method, path);
  if (rest?.length === 0) return undefined;
  const version: string[] = [];
  const spoken = (words: readonly string[]): string[] =>
    words.filter((word) => {
      if (/^v\d/.test(word) && isVersion(word)) version.push(word);
      return !isVersion(word);
    });
  const parts = (rest ? [rest] : partsOf(plain).map(wordsOf)).map(spoken).filter((part) => part.length > 0);
  const [first = []] = parts;
  if (parts.length > 2 && first.length === 1 && methodNames.has(first[0] ?? "")) {
    parts.shift();
    parts.push([...first, ...(parts.pop() ?? [])]);
  }
  while (parts.length > 1 && !isGroup(parts)) {
    const [before = [], last = []] = parts.splice(-2);
    // `PUT_TransferPayment` says what it does; `POST_Order` needs its method.
    const verb = last[0] ?? "";
    const isNoun = before[0] === "get" && nounVerbs.has(verb);
    const says = before.length === 1 && last.length > 1 && isVerb(verb) && !isNoun;
    parts.push(says ? last : [...before, ...last]);
  }
  const words = parts.pop();
  if (words === undefined) return undefined;
  const split = unglued(words, path);
  if (split === undefined) return undefined;
  return { groups: parts.map(withoutClass).filter(namesSomething), words: split, version };
}

function isHash(text: string): boolean {
  return (
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text) ||
    (/^[0-9a-f]{12,}$/i.test(text) && /\d/.test(text)) ||
    /^[\d._-]+$/.test(text) ||
    (/^[A-Za-z0-9+_=-]{20,}$/.test(text) && (text.match(/\d/g)?.length ?? 0) > text.length / 4)
  );
}

/** `issues/list`, `Issues.List`, `Api::V1::Issues#list`; with capitals `_` separates as well. */
function partsOf(text: string): string[] {
  const parts = text.replace(/^(com|org|net|io)\.[\w-]+\.(?=.*\.)/i, "").split(/[/.:#|]+/);
  return parts.flatMap((part) => (/[A-Z]/.test(part) && !/\s/.test(part) ? part.split(/_+/) : [part]));
}

/** Not in `GET_Invoices` and `getPayments_PA`, where the first part says what is done. */
function isGroup(parts: readonly (readonly string[])[]): boolean {
  const [before = "", second] = parts.at(-2) ?? [];
  const [word = ""] = parts.at(-1) ?? [];
  if (second === undefined) {
    // `databases_list_events`, in any capitals.
    const isInner = parts.length > 2 && innerVerbs.has(before) && !isVerb(word);
    return !methodNames.has(before) && !isInner;
  }
  return !(strongVerbs.has(before) && !isVerb(word));
}

function withoutClass(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  return words.length > 1 && classWords.has(last) ? words.slice(0, -1) : words;
}

function namesSomething(words: readonly string[]): boolean {
  return words.length > 0 && !words.every((word) => noise.has(word));
}

const same = (words: readonly string[]): string => words.map(singular).join(" ");

/**
 * What is left of an operationId when the words of method and path are taken off: undefined where they are not in
 * it, nothing where it says no more. FastAPI's `read_item_items__item_id__get` leaves `read item`.
 */
function withoutPath(
  words: readonly string[],
  method: Method,
  path: PathWords,
): readonly string[] | undefined {
  const plain = words.filter((word, index) => !isVersion(word) && !(index === 0 && noise.has(word)));
  if (plain.length === 0) return [];
  const verb = method.toLowerCase();
  const hasMethod = plain.length > 1 && (plain[0] === verb || plain.at(-1) === verb);
  const trimmed = !hasMethod ? plain : plain[0] === verb ? plain.slice(1) : plain.slice(0, -1);
  const hasParameter = path.parameterWords.some((name) => name.length > 0);
  const whole = same(path.all);
  if (same(trimmed) === whole && (hasMethod || hasParameter)) return [];
  // `post_upload_sessions_id_commit`: each parameter is called `id`.
  if (hasMethod && hasParameter && same(trimmed) === same(path.allAsIds)) return [];
  // A part of the path that reaches over a parameter: `patch_attributes__attribute_code__options__code_`.
  const isPartOver = path.parameterWords.some(
    (name) => name.length > 0 && ` ${same(trimmed)} `.includes(` ${same(name)} `),
  );
  if (hasMethod && isPartOver && ` ${whole}`.endsWith(` ${same(trimmed)}`)) return [];
  const at = path.all.length > 1 && plain.at(-1) === verb ? indexOfWords(plain, path.all) : -1;
  const ending = at + path.all.length === plain.length - 1;
  if (at < 0 || !(ending || plain[at - 1] === "resource")) return undefined;
  const rest = plain.slice(0, -1);
  rest.splice(at, path.all.length);
  return rest[0] === "resource" && rest.length > 1 ? rest.slice(1) : rest;
}

function indexOfWords(words: readonly string[], part: readonly string[]): number {
  const wanted = same(part);
  return words.findIndex((_, at) => same(words.slice(at, at + part.length)) === wanted);
}

const gluedVerbs = /^(get|list|create|update|delete|remove|search|send|add|set|find)([a-z0-9]{4,})$/;

/** `listaddresses` where the path has `addresses`; undefined where its words can't be told apart by the path. */
function unglued(words: readonly string[], path: PathWords): readonly string[] | undefined {
  const [only = ""] = words;
  const [, verb, rest = ""] = (words.length === 1 && gluedVerbs.exec(only)) || [];
  if (verb === undefined) return withoutKind(words, path);
  const known = path.all.map(singular).filter((word) => word.length > 3);
  if (!known.some((word) => rest.includes(word) && !only.startsWith(word))) return words;
  const parts = splitBy(rest, [...new Set(path.all.flatMap((word) => [plural(word), word, singular(word)]))]);
  return parts === undefined ? undefined : [verb, ...parts];
}

/** A word as those that it is made of. */
function splitBy(text: string, words: readonly string[]): string[] | undefined {
  if (text === "") return [];
  for (const word of words) {
    const rest =
      word.length > 1 && text.startsWith(word) ? splitBy(text.slice(word.length), words) : undefined;
    if (rest !== undefined) return [word, ...rest];
  }
  return undefined;
}

/** `ListThreadsMethod` is a method of code. */
function withoutKind(words: readonly string[], path: PathWords): readonly string[] {
  const last = words.at(-1) ?? "";
  const isKind =
    /^(method|endpoint|handler|api)$/.test(last) && !path.all.some((word) => singular(word) === last);
  return isKind && words.length > 2 && words.some(isVerb) ? words.slice(0, -1) : words;
}
