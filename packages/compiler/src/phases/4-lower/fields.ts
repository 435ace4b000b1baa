import type { Json, Link, Operation } from "@specwire/contract";
import {
  amountNames,
  identityNames,
  isArray,
  isObject,
  kindNames,
  personNames,
  plainName,
  pointerTokens,
  stateNames,
  textNames,
  timeNames,
  titleNames,
} from "@specwire/contract";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import { stem, wordsOf } from "../2-resolve/names/words.ts";
import type { Thing } from "./links/things.ts";
import { isScalar, type Members, memberKind, membersNamed, shownMembers } from "./members.ts";
import { compareText } from "./order.ts";
import type { SchemaLowering } from "./schema.ts";

const mostFields = 5;
/** Fewer say too little of an item: others that each item has are shown with them. */
const fewestFields = 3;

// What a person looks for first in a list, one of each kind, the likeliest first; compared by `plainName`.
const list = (text: string): readonly string[] => text.split(" ");
const ids = list(`number login ${identityNames} name code`);
const names = list(titleNames);
const texts = list(textNames);
const states = list(`${stateNames} visibility private`);
const types = list(kindNames);
const times = list(`publishedat ${timeNames} datesent starttime`);
const amounts = list(amountNames);
const people = list(`${personNames} login`);
/** What commands take in place of an id. */
const handles = list("tagname slug ref key");
/** Of whom is known how they can be reached, it matters more than since when. */
const contacts = list("email login username phone");
const persons =
  /^(user|member|person|people|contact|customer|account|collaborator|guest|subscriber|attendee)$/;
/** What an item is about, where that is a thing inside it. */
const subjects = list("subject target item resource content object details");

/** Dot paths that a list shows; empty where nothing tells what matters, so that everything is shown. */
export function chosenFields(
  { members, kinds }: Pick<Thing, "members" | "kinds">,
  detail: Link | undefined,
  { path }: Pick<Operation, "path">,
  schemas: SchemaLowering,
): string[] {
  if (members === undefined) return [];
  const chosen = (detail?.arguments ?? []).flatMap(({ from }) =>
    "pointer" in from ? [pointerTokens(from.pointer).join(".")] : [],
  );
  const inner = frameOf(members, path, schemas);
  const find = (wanted: readonly string[]) => {
    const found = findMember(members, wanted, chosen, schemas);
    if (found !== undefined || inner === undefined) return found;
    const below = findMember(inner.members, wanted, [], schemas);
    return below === undefined ? undefined : `${inner.name}.${below}`;
  };
  const [from, to] = ["from", "to"].map((one) => find([one]));
  const isMessage = from !== undefined && to !== undefined;
  const most = mostFields + (isMessage ? 1 : 0);
  const add = (...fields: readonly (string | undefined)[]) => {
    for (const field of fields)
      if (field !== undefined && chosen.length < most && !chosen.includes(field)) chosen.push(field);
  };
  if (chosen.length === 0) add(find(ids));
  add(kindMember(kinds, schemas));
  const name = find([...names, kindOfItems(path)]);
  const inside = name === undefined ? findIn(subjects, names, members, schemas) : undefined;
  add(name, inside, find(states));
  if (isMessage) add(from, to);
  const contact = persons.test(kindOfItems(path)) ? find(contacts) : undefined;
  add(contact ?? find(times));
  const amount = isMessage ? undefined : find(amounts);
  add(amount);
  if (amount !== undefined) add(find(["currency"]));
  if (name === undefined && inside === undefined) add(find(texts));
  // `owner/name` says whose it is.
  if (!/^full_?name$/i.test(name ?? "")) add(findPerson(members, schemas));
  add(find(handles), find(types));
  if (name !== undefined && chosen.length < fewestFields) add(find(texts));
  const others = plainScalars(members, schemas).filter((one) => !chosen.includes(one));
  add(...others.slice(0, Math.max(0, fewestFields - chosen.length)));
  if (chosen.length < 2) add(findInside(members, schemas));
  return chosen.length >= 2 ? chosen.filter((one) => one !== "") : [];
}

/** What tells the kinds of items of one list apart: `type` is `file` in one and `folder` in another. */
function kindMember(kinds: readonly JsonSchema[], schemas: SchemaLowering): string | undefined {
  const variants = kinds.slice(1).map((one) => shownMembers(one, schemas));
  return ["type", "kind", "object"].find((name) => {
    const said = variants.map((one) => constantOf(one.get(name), schemas));
    return said.length > 1 && said.every((one) => one !== undefined) && new Set(said).size > 1;
  });
}

/** Some APIs wrap what an item is: a commit of `/commits` has its message in `commit`. */
function frameOf(
  members: Members,
  path: string,
  schemas: SchemaLowering,
): { readonly name: string; readonly members: Members } | undefined {
  const kept = kindOfItems(path);
  const found = [...members].find(
    ([name, one]) => stem(wordsOf(name)) === kept && memberKind(one, schemas) === "object",
  );
  return found && { name: found[0], members: shownMembers(found[1], schemas) };
}

/** `commit` of `/repos/{repo}/commits`. */
function kindOfItems(path: string): string {
  return stem(wordsOf(path.split("/").findLast((one) => one !== "" && !one.startsWith("{")) ?? ""));
}

/** Of an item that says what it is about in an object alone: `commit.sha` of a tag. */
function findInside(members: Members, schemas: SchemaLowering): string | undefined {
  const sorted = [...members.keys()].sort(compareText);
  return findIn(sorted.map(plainName), [...names, ...ids], members, schemas);
}

/** What the first of these things inside is called: `subject.title`. */
function findIn(
  things: readonly string[],
  wanted: readonly string[],
  members: Members,
  schemas: SchemaLowering,
): string | undefined {
  for (const plain of things) {
    const [name] = membersNamed(plain, members);
    const schema = name === undefined ? undefined : members.get(name);
    if (name === undefined || name.includes(".") || memberKind(schema, schemas) !== "object") continue;
    const found = findMember(shownMembers(schema, schemas), wanted, [], schemas);
    if (found !== undefined) return `${name}.${found}`;
  }
  return undefined;
}

function findMember(
  members: Members,
  wanted: readonly string[],
  taken: readonly string[],
  schemas: SchemaLowering,
): string | undefined {
  for (const name of wanted) {
    const [found] = membersNamed(name, members);
    const schema = found === undefined ? undefined : members.get(found);
    if (found === undefined || found.includes(".") || taken.includes(found)) continue;
    if (isScalar(memberKind(schema, schemas)) && !isConstant(schema, schemas)) return found;
  }
  return undefined;
}

/** `owner.login`, or a scalar that names somebody. */
function findPerson(members: Members, schemas: SchemaLowering): string | undefined {
  for (const wanted of people) {
    const [name] = membersNamed(wanted, members);
    const schema = name === undefined ? undefined : members.get(name);
    if (name === undefined || name.includes(".")) continue;
    const kind = memberKind(schema, schemas);
    if (kind === "text") return name;
    if (kind !== "object") continue;
    const called = findMember(
      shownMembers(schema, schemas),
      list("login username name displayname email id"),
      [],
      schemas,
    );
    if (called !== undefined) return `${name}.${called}`;
  }
  return undefined;
}

/** What always has the same value tells nothing of an item. */
function isConstant(schema: JsonSchema | undefined, schemas: SchemaLowering): boolean {
  return constantOf(schema, schemas) !== undefined;
}

function constantOf(schema: JsonSchema | undefined, schemas: SchemaLowering): Json | undefined {
  const target = schemas.follow(schema as never);
  if (!isObject(target)) return undefined;
  return target.const ?? (isArray(target.enum) && target.enum.length === 1 ? target.enum[0] : undefined);
}

/** Whether a text is more than a line: of small items it would be most of what a list costs. */
function isLong(name: string, schema: JsonSchema | undefined, schemas: SchemaLowering): boolean {
  const words = wordsOf(name);
  if (words.some((word) => longTexts.has(word))) return true;
  const target = schemas.follow(schema as never);
  if (typeof target !== "object" || target === null || Array.isArray(target)) return false;
  const { maxLength, example } = target as { maxLength?: unknown; example?: unknown };
  const isLongExample = typeof example === "string" && (example.length > 120 || example.includes("\n"));
  return isLongExample || (typeof maxLength === "number" && maxLength > 1_000 && maxLength < 10_000_000);
}

const longTexts = new Set(
  "body content contents html markdown zonefile file pem certificate script source yaml xml csr log patch diff".split(
    " ",
  ),
);

/** By name, but for addresses, ids of other things and what only machines read. */
function plainScalars(members: Members, schemas: SchemaLowering): string[] {
  return [...members]
    .filter(
      ([name, one]) =>
        isScalar(memberKind(one, schemas)) &&
        !/url|uri|href|etag|cursor|sha\d*$|hash|checksum|(^|[a-z_])id$|[a-z_](at|on|date|time)$|\./i.test(
          name,
        ) &&
        !isConstant(one, schemas) &&
        !isLong(name, one, schemas),
    )
    .map(([name]) => name)
    .sort(compareText);
}
