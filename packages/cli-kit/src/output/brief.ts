import { isArray, isObject, type Json, type JsonObject, type Operation, plainName } from "@specwire/contract";
import { cutLong, cutString, isCode, marked, selectFields } from "./fields.ts";
import {
  doubles,
  type IsOwnUrl,
  isEmpty,
  isNothing,
  isUncounted,
  linksIn,
  moreItems,
  valuesIn,
} from "./left-out.ts";
import { callingNames, fieldsFor, hasIdentity, isScalar } from "./telling.ts";

/** How many values, by dot path. */
export type Counts = ReadonlyMap<string, number>;

/** An answer in short, and what of it is missing. */
export interface Brief {
  readonly value: Json;
  /** How many values were left out, by the dot path that shows them; `""` is the answer itself. */
  readonly leftOut: Counts;
  /** What was left out besides that says nothing new: URLs of the API itself, and what another member says. */
  readonly doubled: Counts;
  /** Members that hold nothing: null, an empty text or thing, counters that are all zero. */
  readonly empty: Counts;
  /** What can't be done, where much could. */
  readonly off: Counts;
  /** Dot paths of the texts that are cut. */
  readonly cut: readonly string[];
}

/** An answer of so many characters is shown whole. */
const littleText = 300;

/** How much is kept: characters of a text, items of a list, members of an object. */
interface Measure {
  readonly text: number;
  readonly items: number;
  readonly members: number;
  /** A thing inside another one that has more members is shown by what it is called. */
  readonly inside: number;
  /** What is longer than so many characters, of which a long text counts for few, is measured by the next one. */
  readonly most: number;
}

const measures: readonly Measure[] = [
  { text: 2_000, items: 10, members: 80, inside: 8, most: 1_200 },
  { text: 2_000, items: 5, members: 60, inside: 0, most: 4_000 },
  { text: 600, items: 5, members: 40, inside: 0, most: 6_000 },
  { text: 200, items: 3, members: 25, inside: 0, most: 0 },
];
/** A text counts for so many characters where it is measured how much an answer is. */
const countedText = 200;
/** Of the list that an answer is about. */
const mainItems = 30;
/** Of more switches than this those that say what can be done with the thing are left out. */
const fewSwitches = 6;
/** What an object without an identity shows where there is little room. */
const fewPlain = 3;

/**
 * What an answer says, without what only its size is made of: the members of the thing that say something, of the
 * things in it what they are called by, of lists the first items. Undefined where the whole answer is little, or not
 * much longer.
 */
export function briefOf(value: Json, isOwnUrl: IsOwnUrl): Brief | undefined {
  const length = JSON.stringify(value).length;
  if (length <= littleText) return undefined;
  let brief: Brief | undefined;
  for (const measure of measures) {
    brief = shorten(value, measure, isOwnUrl);
    if (sizeOf(brief.value) <= measure.most) break;
  }
  return brief && JSON.stringify(brief.value).length < 0.8 * length ? brief : undefined;
}

function sizeOf(value: Json): number {
  return JSON.stringify(value, (_, one) => (typeof one === "string" ? one.slice(0, countedText) : one))
    .length;
}

function shorten(answer: Json, measure: Measure, isOwnUrl: IsOwnUrl): Brief {
  const leftOut = new Map<string, number>();
  const [doubled, empty, off] = [new Map(leftOut), new Map(leftOut), new Map(leftOut)];
  const cut: string[] = [];
  const leave = (path: string, count: number, of = leftOut) => {
    if (count > 0) of.set(path, (of.get(path) ?? 0) + count);
  };
  const value = envelope(answer, "", 0);
  return { value, leftOut, doubled, empty, off, cut };

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
    return (
      members(
        value,
        path,
        (name, member, at) => {
          if (isArray(member)) return name === main ? mainList(member, at) : list(member, at, measure.items);
          if (isObject(member)) return inside(member, at);
          if (isThing && typeof member === "string" && isOwnUrl(name, member)) return undefined;
          return plain(member, at, measure.text);
        },
        true,
      ) ?? {}
    );
  }

  /** The list that an answer is about, as other lists are shown. */
  function mainList(items: readonly Json[], path: string): Json {
    const most = (mainItems / 10) * measure.items;
    const fields = isListOfThings(items) ? fieldsFor(items) : [];
    if (fields.length === 0) return list(items, path, most);
    const kept = items.length <= most + 2 ? items : items.slice(0, most);
    const shown = kept.map((item) => cutMember(selectFields(item, fields), path));
    leave(path, valuesIn(items) - valuesIn(shown));
    return marked(shown, items.length - kept.length);
  }

  /**
   * A thing in another one; what has many members is shown by what it is called. `level`: 0 for a member of the thing
   * that is shown, 1 for an item of a list of its, and so on.
   */
  function inside(value: JsonObject, path: string, level = 0): Json | undefined {
    const isThing = hasIdentity(value);
    const isLarge = isThing && Object.keys(value).length > measure.inside;
    if (isLarge || level > 2) return telling(value, path, level);
    // Things by name, as a list of them would be.
    const isMap = level === 0 && Object.values(value).every(isObject);
    const isTight = !isThing && measure.inside === 0;
    return members(value, path, (name, member, at, kept) => {
      if (isTight && !(isScalar(member) ? kept < fewPlain || isAddress(name) : isListOfNamed(member)))
        return undefined;
      if (isArray(member)) return list(member, at, Math.ceil(measure.items / 2), level + 1);
      if (isObject(member)) return isMap ? inside(member, at, 1) : telling(member, at, level + 1);
      return isTold(name, member, isThing) ? plain(member, at, measure.text / 4) : undefined;
    });
  }

  /** What lies deeper: only what it is called by. */
  function telling(value: JsonObject, path: string, level: number): Json | undefined {
    const isThing = hasIdentity(value);
    const told = Object.keys(value).filter((name) => isTold(name, value[name] ?? null, isThing));
    const names = callingNames(told, level > 0 && measure.inside === 0, !isThing);
    return members(value, path, (name, member, at) =>
      names.has(name) && isScalar(member) ? plain(member, at, measure.text / 10) : undefined,
    );
  }

  function list(items: readonly Json[], path: string, most: number, level = 0): Json {
    // One more than is shown is no reason to leave it out.
    const kept = items.length <= most + 2 ? items : items.slice(0, most);
    const shown = kept.map((item) => {
      if (isArray(item)) {
        const short = cutMember(item, path);
        leave(path, valuesIn(item) - valuesIn(short));
        return short;
      }
      if (!isObject(item)) return plain(item, path, measure.text / 4);
      const isLarge = Object.keys(item).length > 3;
      const short = (isLarge ? telling(item, path, level) : undefined) ?? inside(item, path, level + 1);
      if (short === undefined) leave(path, valuesIn(item));
      return short ?? {};
    });
    if (kept.length < items.length) leave(path, valuesIn(items.slice(kept.length)));
    return marked(shown, items.length - kept.length);
  }

  /** The members that `short` keeps, undefined where it is none; the others are counted. */
  function members(
    value: JsonObject,
    path: string,
    short: (name: string, member: Json, path: string, kept: number) => Json | undefined,
    isWhole = false,
  ): JsonObject | undefined {
    const kept: [string, Json][] = [];
    const left: Parameters<typeof leave>[] = [];
    const again = doubles(value);
    const switches = Object.values(value).filter((one) => typeof one === "boolean").length;
    // Of settings they are what was asked for.
    const isMany = isWhole ? switches > fewSwitches && hasIdentity(value) : switches > fewPlain;
    const isAllowed = (name: string) => isMany && (isWhole ? isAbility(name) : areAbilities.test(path));
    for (const [name, member] of Object.entries(value)) {
      const at = below(path, name);
      // What leads on are commands, unless it leads out.
      const links = linksIn(name, member, value, isOwnUrl);
      if (links !== undefined && !isNothing(links)) kept.push([name, links]);
      if (isEmpty(member) || isUncounted(name, member)) left.push([at, 1, empty]);
      else if (links !== undefined || again.has(name))
        left.push([at, valuesIn(member) - valuesIn(links ?? null), doubled]);
      else if (isAllowed(name) && member === false) left.push([at, 1, off]);
      else if (isAllowed(name) && isWhole && member === true) left.push([path, 1]);
      else {
        const shown = kept.length < measure.members ? short(name, member, at, kept.length) : undefined;
        if (shown !== undefined) kept.push([name, shown]);
        else if (typeof member === "string" && isOwnUrl(name, member)) left.push([at, 1, doubled]);
        else left.push([isScalar(member) ? path : at, valuesIn(member)]);
      }
    }
    // Of what nothing is kept the whole is counted by who leaves it out.
    if (kept.length === 0 && !isWhole) return undefined;
    for (const one of left) leave(...one);
    return Object.fromEntries(kept);
  }

  function cutMember(value: Json, path: string): Json {
    const short = cutLong(value, measure.text / 4, path);
    if (hasCut(short)) cut.push(path);
    return short;
  }

  function isTold(name: string, value: Json, isThing: boolean): boolean {
    if (!isScalar(value) || isEmpty(value)) return false;
    if (typeof value !== "string") return true;
    return !isOwnUrl(name, value) && !(isThing && /^https?:\/\//.test(value));
  }

  function plain(value: Json, path: string, most: number): Json {
    if (typeof value !== "string" || value.length <= most || isCode(value)) return value;
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
export function wrapped(value: JsonObject): string | undefined {
  if (hasIdentity(value)) return undefined;
  const [inner, ...others] = Object.entries(value).filter(
    ([, member]) => !isScalar(member) && Object.keys(member ?? {}).length > 0,
  );
  if (inner === undefined || others.length > 0) return undefined;
  const around = Object.entries(value).filter(([name]) => name !== inner[0]);
  return JSON.stringify(around).length <= largestWrap ? inner[0] : undefined;
}

/** The same where it is known to be the thing that an operation is about: by a usual name, or by its own. */
export function wrappedThing(value: JsonObject, of: Operation | undefined): string | undefined {
  const inner = wrapped(value);
  if (inner === undefined || envelopes.test(inner)) return inner;
  const segments = of?.path.split("/").filter((segment) => segment !== "" && !segment.startsWith("{"));
  const nouns = [of?.id.split(".").at(-2), segments?.at(-1)];
  return nouns.some((noun) => noun && oneOf(noun) === oneOf(inner)) ? inner : undefined;
}

const envelopes = /^(data|results?|response|item|payload|record|resource|entity|object|body|content)$/i;

/** A noun without the ending of several. */
function oneOf(noun: string): string {
  return plainName(noun)
    .replace(/ies$/, "y")
    .replace(/(s|x|sh|ch)es$/, "$1")
    .replace(/s$/, "");
}

/** `has_issues`, `canFork`; not `archived` or `requires_review`. */
export function isAbility(name: string): boolean {
  return /^(has|allows?|can|use)([_-]|[A-Z])/.test(name);
}

const areAbilities = /(permissions|abilities|capabilities)$/i;

function isAddress(name: string): boolean {
  return /^(html|web)?url$/.test(plainName(name));
}

function isListOfNamed(value: Json): boolean {
  return isArray(value) && value.every((item) => isObject(item) && hasIdentity(item));
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

function hasCut(value: Json): boolean {
  if (typeof value === "string") return cutText.test(value) || moreItems.test(value);
  return isScalar(value) ? false : Object.values(value ?? {}).some(hasCut);
}
