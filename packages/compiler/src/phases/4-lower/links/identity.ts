import type { JsonPointer, Parameter } from "@specwire/contract";
import { plainName, toPointer } from "@specwire/contract";
import { stem, wordsOf } from "../../2-resolve/names/words.ts";
import { isScalar, type Members, memberKind, membersNamed, shownMembers } from "../members.ts";
import type { SchemaLowering } from "../schema.ts";

/** What a thing is called by where its parameter has the collection's name: `/branches/{branch}`. */
const identities = ["id", "uuid", "sid", "guid", "slug", "login", "key", "name", "code"];

/** Other names of what a parameter's last word says. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  id: ["uuid", "guid", "sid", "_id"],
  uuid: ["id"],
  identifier: ["id"],
  username: ["user_name", "login"],
  login: ["username"],
};

/**
 * The member of a thing that the parameter behind its collection takes: `number` for `/issues/{issue_number}`.
 * Undefined where that would be a guess. `members` is undefined where nothing is known of the thing; `isSame` says
 * that what is read there is a thing of the same schema.
 */
export function identityOf(
  parameter: Parameter,
  collection: string,
  members: Members | undefined,
  isSame: boolean,
  schemas: SchemaLowering,
): JsonPointer | undefined {
  const words = wordsOf(parameter.name);
  const [suffix = ""] = words.slice(-1);
  const before = words.slice(0, -1);
  // `database_cluster_uuid` is of `databases` too.
  const isLonger = before.length > 0 && stem(before).startsWith(stem(wordsOf(collection)));
  const isOfCollection = before.length === 0 || isNameOf(before, collection) || isLonger;
  if (members === undefined) return suffix === "id" && isOfCollection ? toPointer(["id"]) : undefined;
  const find = (name: string) => scalarNamed(name, members, schemas);
  const first = (names: readonly string[]) => names.map(find).find((name) => name !== undefined);
  const at = (name: string | undefined) => (name === undefined ? undefined : toPointer([name]));
  const own = find(parameter.name);
  if (own !== undefined) return at(own);
  if (isNameOf(words, collection)) {
    // `/team-users/{user}`: what the thing says of a user, and not the thing.
    const other = find(`${parameter.name}_id`);
    const called = [...identities, suffix].map(find);
    return at(other ?? called.find((name) => name !== undefined && fits(name, parameter, members, schemas)));
  }
  // `/members/{user_id}`, of items with a `user`.
  const whole = before.length > 0 && [...members].find(([name]) => plainName(name) === before.join(""));
  if (whole && memberKind(whole[1], schemas) === "object") {
    const inner = scalarNamed(suffix, shownMembers(whole[1], schemas), schemas);
    if (inner !== undefined) return toPointer([whole[0], inner]);
  }
  return isOfCollection || (isSame && isIdentityWord(suffix))
    ? at(first([suffix, ...(synonyms[suffix] ?? [])]))
    : undefined;
}

/** Whether two parameters at one place of a path may say the same: `id` and `boardId`, but not `user_id` and `username`. */
export function mayBeSame(a: Parameter, b: Parameter): boolean {
  const said = [a, b].map(({ name }) => wordsOf(name).at(-1) ?? "").filter(isIdentityWord);
  const [one, other] = said.map((word) => (/^(uuid|guid|sid|identifier)$/.test(word) ? "id" : word));
  const isWhole = ({ type }: Parameter) => type.kind === "integer" || type.kind === "number";
  return a.name === b.name || ((other === undefined || one === other) && isWhole(a) === isWhole(b));
}

/** Whether a word says which thing is meant, and not only something about it. */
export function isIdentityWord(word: string): boolean {
  return /^(id|uuid|guid|sid|identifier|number|name|username|slug|key|login|email|sha|code)$/.test(word);
}

/** Whether words name one thing of a collection: `issue` of `issues`, `key` of `ssh_keys`. */
function isNameOf(words: readonly string[], collection: string): boolean {
  const [thing, kept] = [stem(words), stem(wordsOf(collection))];
  if (thing.length < 3 || kept.length < 3) return thing !== "" && thing === kept;
  return kept.endsWith(thing) || thing.endsWith(kept);
}

function scalarNamed(name: string, members: Members, schemas: SchemaLowering): string | undefined {
  const all = membersNamed(plainName(name), members).filter((one) => {
    const kind = memberKind(members.get(one), schemas);
    return isScalar(kind) || kind === "unknown";
  });
  return all.includes(name) ? name : all[0];
}

function fits(name: string, { type }: Parameter, members: Members, schemas: SchemaLowering): boolean {
  const kind = memberKind(members.get(name), schemas);
  if (type.kind === "integer" || type.kind === "number") return kind !== "text";
  return type.kind === "string" ? kind === "text" : true;
}
