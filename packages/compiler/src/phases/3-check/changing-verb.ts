import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";
import { changingVerbs } from "./words.ts";

/** The word by which an operation's names say that it changes something; undefined where they don't. */
export function changingVerb({
  id,
  path,
  operationId,
  summary,
}: Pick<ResolvedOperation, "id" | "path" | "operationId" | "summary">): string | undefined {
  const last = path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? "";
  const names = [last, id.split(".").at(-1) ?? "", operationId ?? "", summary ?? ""];
  const found = [
    ...names.map((name) => ({ name, verb: firstWord(name) })),
    ...inThirdPerson(summary ?? ""),
  ].find(({ verb }) => changingVerbs.has(verb));
  // `deploy-keys` are keys where the summary says that they are listed.
  const isCompound = found !== undefined && /[a-z][A-Z_-]/.test(found.name);
  const says = firstWord(summary ?? "");
  // `GET /login` is read where its summary is "Get the login flows", `GET /trash` where it is "Get trashed file".
  const isNoun =
    found !== undefined &&
    gettingVerbs.has(says) &&
    !/^(?:delete|remove|destroy|purge|wipe)$/.test(found.verb) &&
    wordsIn(summary ?? "")
      .slice(1)
      .some((word) => word === found.verb || word === `${found.verb}ed`);
  return isNoun || (isCompound && readingVerbs.has(says)) ? undefined : found?.verb;
}

const gettingVerbs = new Set(["get", "gets", "list", "lists", "retrieve", "retrieves"]);

const readingVerbs = new Set([
  "get",
  "gets",
  "list",
  "lists",
  "return",
  "returns",
  "retrieve",
  "retrieves",
  "show",
  "fetch",
]);

// `deleteAll`, `delete_all`, `delete-all` and `Delete all` begin with the same word.
function firstWord(name: string): string {
  return wordsIn(name)[0] ?? "";
}

function wordsIn(name: string): string[] {
  return (
    name
      // An add-on is a thing.
      .replace(/\bAddOn(?=[A-Z_s-]|$)/g, "Addon")
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word !== "")
  );
}

/** "Deletes a topic"; "Updates of a thing" are things. */
function inThirdPerson(summary: string): { readonly name: string; readonly verb: string }[] {
  const [, word = ""] =
    /^\W*([A-Za-z]+s) (?:an?|the|all|one|this|your|every|any|multiple|specific|existing|new)\b/i.exec(
      summary,
    ) ?? [];
  const lower = word.toLowerCase();
  return [lower.replace(/s$/, ""), lower.replace(/es$/, ""), lower.replace(/ies$/, "y")]
    .filter((verb) => verb !== "")
    .map((verb) => ({ name: summary, verb }));
}
