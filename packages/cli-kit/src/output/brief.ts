import { isArray, isObject, type Json, type JsonObject, plainName } from "@specwire/contract";
import { cutLong, cutString, marked, selectFields } from "./fields.ts";
import { fieldsFor, hasIdentity, isScalar, tellingNames } from "./telling.ts";

/** An answer in short, and what of it is missing. */
export interface Brief {
  readonly value: Json;
  /** How many values were left out, by the dot path that shows them; `""` is the answer itself. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** How many URLs of the API itself were left out besides. */
  readonly urls: number;
  /** Dot paths of the texts that are cut. */
  readonly cut: readonly string[];
}

/** Whether a member holds a URL of the API itself: an agent calls commands. */
export type IsOwnUrl = (name: string, value: string) => boolean;

/** An answer of so many characters is shown whole. */
const littleText = 1_200;
/** What is shown in short is kept below so many characters, as far as leaving out can do it. */
const muchText = 8_000;

/** How much is kept: characters of a text, items of a list, members of an object. */
interface Measure {
  readonly text: number;
  readonly items: number;
  readonly members: number;
}

const measures: readonly Measure[] = [
  { text: 2_000, items: 10, members: 80 },
  { text: 600, items: 5, members: 40 },
  { text: 200, items: 3, members: 25 },
];
/** Of the list that an answer is about. */
const mainItems = 30;
/** A thing inside another one that has more plain members is shown by those that tell it from others. */
const fewMembers = 8;

/**
 * What an answer says, without what only its size is made of: the plain members of the thing, those of the things in
 * it, and of what lies deeper or in lists the members that tell one from another. Undefined where the whole answer is
 * little, or not much longer.
 */
export function briefOf(value: Json, isOwnUrl: IsOwnUrl): Brief | undefined {
  const length = JSON.stringify(value).length;
  if (length <= littleText) return undefined;
  let brief: Brief | undefined;
  for (const measure of measures) {
    brief = shorten(value, measure, isOwnUrl);
    if (JSON.stringify(brief.value).length <= muchText) break;
  }
  return brief && JSON.stringify(brief.value).length < 0.8 * length ? brief : undefined;
}

function shorten(answer: Json, measure: Measure, isOwnUrl: IsOwnUrl): Brief {
  const leftOut = new Map<string, number>();
  const cut: string[] = [];
  let urls = 0;
  const leave = (path: string, count: number) => {
    if (count > 0) leftOut.set(path, (leftOut.get(path) ?? 0) + count);
  };
  const value = envelope(answer, "", 0);
  return { value, leftOut, urls, cut };

  /** What is around the thing that the answer is about is passed through. */
  function envelope(value: Json, path: string, depth: number): Json {
    const inner = isObject(value) && depth < mostWraps ? wrapped(value) : undefined;
    if (!isObject(value) || inner === undefined) return whole(value, path);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        name === inner ? envelope(member, below(path, name), depth + 1) : member,
      ]),
    );
  }

  function whole(value: Json, path: string): Json {
    if (isArray(value)) return mainList(value, path);
    if (!isObject(value)) return plain(value, path, measure.text);
    const isThing = hasIdentity(value);
    const lists = Object.keys(value).filter((name) => isListOfThings(value[name] ?? null));
    const main = isThing || lists.length > 1 ? undefined : lists[0];
    return members(
      value,
      path,
      (name, member, at) => {
        if (isArray(member)) return name === main ? mainList(member, at) : list(member, at, measure.items);
        if (isObject(member)) return inside(member, at);
        if (isThing && typeof member === "string" && isOwnUrl(name, member)) return undefined;
        return plain(member, at, measure.text);
      },
      true,
    );
  }

  /** The list that an answer is about, as other lists are shown. */
  function mainList(items: readonly Json[], path: string): Json {
    const most = (mainItems / 10) * measure.items;
    const fields = isListOfThings(items) ? fieldsFor(items) : [];
    if (fields.length === 0) return list(items, path, most);
    const kept = items.length <= most + 2 ? items : items.slice(0, most);
    const shown = kept.map((item) => cutMember(selectFields(item, fields), path));
    leave(path, leaves(items) - leaves(shown));
    return marked(shown, items.length - kept.length);
  }

  /**
   * A thing in another one; what has many members is shown by those that tell it from others. `level`: 0 for a member
   * of the thing that is shown, 1 for an item of a list of its, and so on.
   */
  function inside(value: JsonObject, path: string, level = 0): Json | undefined {
    const isThing = hasIdentity(value);
    const isLarge = isThing && Object.keys(value).length > fewMembers;
    if (isLarge || level > 2) return telling(value, path);
    // Things by name, as a list of them would be.
    const isMap = level === 0 && Object.values(value).every(isObject);
    const short = members(value, path, (name, member, at) => {
      if (isArray(member)) return list(member, at, Math.ceil(measure.items / 2), level + 1);
      if (isObject(member)) return isMap ? inside(member, at, 1) : telling(member, at);
      return isTold(name, member, isThing) ? plain(member, at, measure.text / 4) : undefined;
    });
    return Object.keys(short).length > 0 ? short : undefined;
  }

  /** What lies deeper: only what tells it from others. */
  function telling(value: JsonObject, path: string): Json | undefined {
    const isThing = hasIdentity(value);
    const scalars = Object.keys(value).filter(
      (name) => isScalar(value[name] ?? null) && isTold(name, value[name] ?? null, isThing),
    );
    const names = new Set(tellingNames(scalars));
    const short = members(value, path, (name, member, at) =>
      names.has(name) && isScalar(member) ? plain(member, at, measure.text / 10) : undefined,
    );
    return Object.keys(short).length > 0 ? short : undefined;
  }

  function list(items: readonly Json[], path: string, most: number, level = 0): Json {
    // One more than is shown is no reason to leave it out.
    const kept = items.length <= most + 2 ? items : items.slice(0, most);
    const shown = kept.map((item) => {
      if (isArray(item)) {
        const short = cutMember(item, path);
        leave(path, leaves(item) - leaves(short));
        return short;
      }
      if (!isObject(item)) return plain(item, path, measure.text / 4);
      const short =
        (Object.keys(item).length > 3 ? telling(item, path) : undefined) ?? inside(item, path, level + 1);
      if (short === undefined) leave(path, leaves(item));
      return short ?? {};
    });
    if (kept.length < items.length) leave(path, leaves(items.slice(kept.length)));
    return marked(shown, items.length - kept.length);
  }

  /** The members that `short` keeps; the others are counted. */
  function members(
    value: JsonObject,
    path: string,
    short: (name: string, member: Json, path: string) => Json | undefined,
    isWhole = false,
  ): JsonObject {
    const kept: [string, Json][] = [];
    const left: [string, number][] = [];
    let ownUrls = 0;
    for (const [name, member] of Object.entries(value)) {
      const at = below(path, name);
      // What leads on are commands.
      if (isObject(member) && plainName(name) === "links") {
        ownUrls += leaves(member);
        continue;
      }
      const shown = kept.length < measure.members ? short(name, member, at) : undefined;
      if (shown !== undefined) kept.push([name, shown]);
      else if (typeof member === "string" && isOwnUrl(name, member)) ownUrls++;
      else if (leaves(member) > 0) left.push([isScalar(member) ? path : at, leaves(member)]);
    }
    // Of what nothing is kept the whole is counted by who leaves it out.
    if (kept.length > 0 || isWhole) {
      urls += ownUrls;
      for (const [at, count] of left) leave(at, count);
    }
    return Object.fromEntries(kept);
  }

  function cutMember(value: Json, path: string): Json {
    const short = cutLong(value, measure.text / 4, path);
    if (hasCut(short)) cut.push(path);
    return short;
  }

  function isTold(name: string, value: Json, isThing: boolean): boolean {
    if (value === null || value === "") return false;
    if (typeof value !== "string") return true;
    return !isOwnUrl(name, value) && !(isThing && /^https?:\/\//.test(value));
  }

  function plain(value: Json, path: string, most: number): Json {
    if (typeof value !== "string" || value.length <= most) return value;
    cut.push(path);
    // What is no text says nothing by its beginning.
    const isText = /\s/.test(value.slice(0, 400));
    return cutString(value, isText ? most : Math.min(most, 80), path);
  }
}

/** An answer has no more things around its thing, and none that is larger. */
const mostWraps = 4;
const largestWrap = 400;

/** The member that an answer wraps its thing in, as `data` in `{"ok":true,"data":{…}}`. */
function wrapped(value: JsonObject): string | undefined {
  if (hasIdentity(value)) return undefined;
  const [inner, ...others] = Object.entries(value).filter(
    ([, member]) => !isScalar(member) && Object.keys(member ?? {}).length > 0,
  );
  if (inner === undefined || others.length > 0) return undefined;
  const around = Object.entries(value).filter(([name]) => name !== inner[0]);
  return JSON.stringify(around).length <= largestWrap ? inner[0] : undefined;
}

function isListOfThings(value: Json): boolean {
  return isArray(value) && value.length > 0 && value.every(isObject);
}

function below(path: string, name: string): string {
  // No dot path leads to a name with a dot in it.
  const step = name.includes(".") ? " " : name;
  return path === "" ? step : `${path}.${step}`;
}

const cutText = / more characters?; --fields [^\]]*\]$/;
const moreItems = /^(?:… )?[\d,]+ more items?$/;

function hasCut(value: Json): boolean {
  if (typeof value === "string") return cutText.test(value) || moreItems.test(value);
  return isScalar(value) ? false : Object.values(value ?? {}).some(hasCut);
}

/** How many plain values there are that say something; our own marks are none. */
function leaves(value: Json): number {
  if (value === null || value === "" || (typeof value === "string" && moreItems.test(value))) return 0;
  if (isScalar(value)) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + leaves(member), 0);
}

const webNames =
  /^(html|web|browser|public|permalink|share|avatar|image|icon|logo|photo)|^(browser)?(download|upload)ur[li]$/;

/** URLs below those of the API's servers, but for those that people open. */
export function ownUrls(bases: readonly string[]): IsOwnUrl {
  const plainBases = bases.map(withOneLoopback);
  return (name, value) => {
    const plain = plainName(name);
    if (webNames.test(plain)) return false;
    if (value.startsWith("/")) return /(url|uri|href)$/.test(plain);
    if (!/^https?:/.test(value)) return false;
    const url = withOneLoopback(value);
    return plainBases.some((base) => url.startsWith(base) && /^($|[/?#{])/.test(url.slice(base.length)));
  };
}

/** This machine has several names. */
function withOneLoopback(url: string): string {
  return url.replace(/^(https?:\/\/)(127\.0\.0\.1|\[::1\])(?=[:/]|$)/, "$1localhost");
}
