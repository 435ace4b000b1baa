import {
  amountNames,
  identityNames,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  kindNames,
  personNames,
  plainName,
  stateNames,
  textNames,
  timeNames,
  titleNames,
} from "@specwire/contract";

/** The kinds of members that tell a thing from others, each with how many of it are shown and its usual names. */
const kinds: readonly (readonly [most: number, names: ReadonlySet<string>])[] = [
  [2, namesOf(`${identityNames} ts code ref`)],
  [2, namesOf(`${titleNames} handle message`)],
  [2, namesOf(`${stateNames} result ${kindNames}`)],
  [2, namesOf(`${amountNames} quantity currency value count`)],
];

const times = namesOf(`${timeNames} datetime start`);

const identities = namesOf(`${identityNames} login`);

function namesOf(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

export function isScalar(value: Json): boolean {
  return typeof value !== "object" || value === null;
}

export function hasIdentity(thing: JsonObject): boolean {
  return Object.keys(thing).some((name) => identities.has(plainName(name)));
}

/** Of these names those that tell most of a thing, in their order; by their last word where they are dot paths. */
export function tellingNames(names: readonly string[], withTime = false): string[] {
  const last = new Map(names.map((name) => [name, plainName(name.slice(name.lastIndexOf(".") + 1))]));
  const wanted = withTime ? [...kinds, [1, times] as const] : kinds;
  const chosen = new Set<string>();
  for (const [most, usual] of wanted) {
    // The order of the usual names says which matter most.
    const found = [...usual].flatMap((one) => names.filter((name) => last.get(name) === one));
    for (const name of found.slice(0, most)) chosen.add(name);
  }
  if (![...chosen].some((name) => kinds[0]?.[1].has(last.get(name) ?? ""))) {
    const other = names.find((name) => last.get(name)?.endsWith("id"));
    if (other !== undefined) chosen.add(other);
  }
  return names.filter((name) => chosen.has(name));
}

/**
 * What a thing inside another one is called by: one id, one name and its state; `few`: the name, else the id. `withMore`:
 * its time and text as well.
 */
export function callingNames(names: readonly string[], few: boolean, withMore: boolean): Set<string> {
  const find = (usual: ReadonlySet<string>) =>
    [...usual].flatMap((one) => names.filter((name) => plainName(name) === one))[0];
  const [id, name, state] = kinds.map(([, usual]) => find(usual));
  // A handle tells one from all others.
  const isHandle = name !== undefined && /^(full_?name|login|username)$/i.test(name);
  const isState = state !== undefined && /^(state|status)$/i.test(state);
  const which = few || isHandle ? [name ?? id] : [id ?? names.find((one) => /id$/i.test(one)), name];
  const more = [few || !isState ? undefined : state, ...(withMore ? [find(times), find(texts)] : [])];
  return new Set([...which, ...more].filter((one) => one !== undefined));
}

/** A name that can be asked for, and shown among words of ours: no sentence, and nothing that a dot path can't say. */
export function isSayable(name: string): boolean {
  return /^[\w$@:/-]{1,60}$/.test(name) || /^[\p{L}\p{N}_$@:/-]{1,60}$/u.test(name);
}

/** A dot path as far as it can be shown and asked for; empty where that is nowhere. */
export function sayable(path: string): string {
  const names = path.split(".");
  const end = names.findIndex((name) => !isSayable(name));
  return names.slice(0, end === -1 ? names.length : end).join(".");
}

/** How many items are looked at for the names of their members. */
const lookedAt = 20;
/** More names than anybody reads. */
const mostPaths = 500;

/** Dot paths of the members of items, and of the members one level below; those with a value first. */
export function fieldPaths(items: readonly Json[]): string[] {
  const paths = new Map<string, boolean>();
  const take = (value: Json, prefix: string, deep: boolean): void => {
    if (isArray(value)) for (const item of value.slice(0, 3)) take(item, prefix, deep);
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (!isSayable(name) || paths.size >= mostPaths) continue;
      const path = `${prefix}${name}`;
      const isFilled = member !== null && member !== "" && !(isArray(member) && member.length === 0);
      const [first] = isArray(member) ? member : [member];
      if (first === undefined || isScalar(first)) paths.set(path, isFilled || paths.get(path) === true);
      else if (deep) take(member, `${path}.`, false);
      else paths.set(path, true);
    }
  };
  for (const item of items.slice(0, lookedAt)) take(item, "", true);
  const parents = new Set([...paths.keys()].flatMap((path) => path.split(".").slice(0, -1)));
  const all = [...paths].filter(([path]) => !parents.has(path));
  return [...all.filter(([, filled]) => filled), ...all.filter(([, filled]) => !filled)].map(
    ([path]) => path,
  );
}

/** More plain members than this are too many to show of each item. */
const fewMembers = 8;

const people = namesOf(`${personNames} from member`);
const mostFields = 6;
/** Items of so many characters on average are shown whole; long texts in them are cut where they are shown. */
const littleItem = 300;

function sizeOf(items: readonly Json[]): number {
  return JSON.stringify(items, (_, value) => (typeof value === "string" ? value.slice(0, 60) : value)).length;
}

/** The fields that a list shows where nothing was declared; empty: everything, since it is little. */
export function fieldsFor(items: readonly Json[]): string[] {
  const paths = fieldPaths(items);
  if (paths.length <= fewMembers && sizeOf(items) <= littleItem * items.length) return [];
  const top = paths.filter((path) => !path.includes("."));
  const chosen = tellingNames(top, true);
  const below = tellingBelow(paths);
  const who = below.filter((path) => people.has(plainName(path.split(".")[0] ?? ""))).slice(0, 1);
  // A thing's own members may be in a member of their own (`attributes.name`).
  const more = chosen.length > 2 ? who : [...below, ...tellingNames(largestThing(paths), true)];
  const fields = [...new Set([...chosen, ...more])].slice(0, mostFields);
  return fields.length > 1 ? fields : top.slice(0, fewMembers);
}

const texts = namesOf(`${textNames} content comment notes`);

/** The field that has what is also called so: `author` may be `user.login`, `status` be `state`. */
export function sameAs(name: string, paths: readonly string[]): string | undefined {
  const plain = plainName(name);
  if (people.has(plain)) {
    const below = tellingBelow(paths).find((path) => people.has(plainName(path.split(".")[0] ?? "")));
    return below ?? paths.find((path) => people.has(plainName(path)));
  }
  const same = [...kinds.map(([, names]) => names), times, texts].find((names) => names.has(plain));
  const top = paths.filter((path) => !path.includes("."));
  const found = [...(same ?? [])].flatMap((one) => top.filter((path) => plainName(path) === one));
  return found[0];
}

/** Of each thing inside a thing what it is called by. */
export function tellingBelow(paths: readonly string[]): string[] {
  return [...things(paths).values()].flatMap((members) =>
    tellingNames(members)
      .filter((path) => !/id$/i.test(path))
      .slice(0, 1),
  );
}

function largestThing(paths: readonly string[]): readonly string[] {
  const all = [...things(paths).values()].sort((a, b) => b.length - a.length);
  return all[0] !== undefined && all[0].length > paths.length / 2 ? all[0] : [];
}

function things(paths: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    const [thing = "", member] = path.split(".");
    if (member !== undefined) found.set(thing, [...(found.get(thing) ?? []), path]);
  }
  return found;
}
