import type { Operation } from "@specwire/contract";
import { editDistance } from "./suggest.ts";
import type { Table } from "./table.ts";

export interface FoundCommand {
  readonly operation: Operation;
  readonly score: number;
}

/** Words that people use for the same thing; any of them finds the others. */
const synonyms: readonly (readonly string[])[] = [
  ["create", "add", "new", "post", "make"],
  ["list", "all", "index", "browse"],
  ["get", "show", "read", "view", "fetch", "retrieve", "detail"],
  ["search", "find", "query"],
  ["update", "edit", "change", "modify", "patch", "set", "rename"],
  ["delete", "remove", "destroy", "drop"],
  ["upload", "attach"],
  ["download", "export"],
  ["close", "archive"],
  ["me", "my", "self", "current"],
];

/** Whether a word says what is done, so that it is no slip for another one that does. */
export function isVerb(word: string): boolean {
  return synonyms.some((group) => group.includes(word));
}

/** Words that say nothing about a command. */
const fillers: ReadonlySet<string> = new Set(
  "a an and by for from how i in into is it of on or that the to with".split(" "),
);

/** The commands that the words describe, best first. */
export function findCommands(table: Table, words: string, scope = ""): FoundCommand[] {
  // "open an issue" is an order, "open issues" are some that there are.
  const asked = stemsOf(words.replace(/^\s*open(?=\s+an?\s)/i, "create"));
  const wanted = asked.some((word) => !fillers.has(word))
    ? asked.filter((word) => !fillers.has(word))
    : asked;
  if (wanted.length === 0) return [];
  const found: FoundCommand[] = [];
  const writes = wanted.some(isWriteVerb);
  for (const operation of table.operations()) {
    if (scope !== "" && operation.id !== scope && !operation.id.startsWith(`${scope}.`)) continue;
    const score = scoreOf(operation, wanted) * (writes ? 1 : shareOfQuestion(operation, wanted));
    if (score > 0) found.push({ operation, score });
  }
  const best = Math.max(0, ...found.map((one) => one.score));
  return found
    .filter((one) => one.score >= best * 0.4)
    .sort((a, b) => b.score - a.score || (a.operation.id < b.operation.id ? -1 : 1));
}

/** Words that ask for a change. */
const writeVerbs = (
  "create add new post make update edit change modify patch set rename delete remove destroy drop upload attach " +
  "close archive merge send move copy assign invite cancel reply publish approve reject"
).split(" ");

function isWriteVerb(word: string): boolean {
  return writeVerbs.some(
    (verb) =>
      verb === word ||
      (word.length >= 4 && verb.startsWith(word)) ||
      (word.length >= 5 && verb.length >= 5 && editDistance(word, verb, 2) <= 1),
  );
}

/** A question is answered by a read, by a list first; a write only where the question has its own verb. */
function shareOfQuestion({ id, access, response }: Operation, wanted: readonly string[]): number {
  if (access === "read") return response.items === undefined ? 1 : 1.1;
  const [verb = ""] = stemsOf(id.split(".").at(-1) ?? "");
  return wanted.includes(verb) ? 1 : 0.6;
}

function scoreOf(operation: Operation, wanted: readonly string[]): number {
  const places: [words: readonly string[], weight: number][] = [
    [stemsOf(operation.id), 5],
    [stemsOf(operation.summary), 4],
    [stemsOf(operation.path), 2],
    [operation.parameters.flatMap((one) => stemsOf(one.name)), 1],
    [bodyNames(operation), 1],
  ];
  let score = 0;
  let matched = 0;
  for (const word of wanted) {
    const best = Math.max(
      ...places.map(([words, weight]) => weight * Math.max(0, ...words.map((one) => likeness(word, one)))),
    );
    if (best > 0) matched++;
    score += best;
  }
  const share = matched / wanted.length;
  // Of two that match alike, the shorter id is the plainer command.
  return score * share * share - operation.id.length / 1000;
}

function bodyNames(operation: Operation): string[] {
  const type = operation.body?.type;
  return type?.kind === "object" ? type.properties.flatMap((field) => stemsOf(field.name)) : [];
}

/** 1 for the same word, less for a synonym, a beginning or a slip of the finger, 0 for another word. */
function likeness(wanted: string, word: string): number {
  if (wanted === word) return 1;
  if (synonyms.some((group) => group.includes(wanted) && group.includes(word))) return 0.8;
  if (wanted.length >= 3 && word.startsWith(wanted)) return 0.7;
  if (word.length >= 4 && wanted.startsWith(word)) return 0.6;
  const slips = wanted.length >= 8 ? 2 : wanted.length >= 4 ? 1 : 0;
  return slips > 0 && word.length >= 4 && editDistance(wanted, word, slips + 1) <= slips ? 0.5 : 0;
}

function stemsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1).replace(/ie$/, "y") : word));
}
