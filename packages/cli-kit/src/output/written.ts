import {
  type Arguments,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type Operation,
  plainName,
} from "@specwire/contract";
import { isAbility, wrappedThing } from "./brief.ts";
import { cutString, marked, selectFields } from "./fields.ts";
import { isSecretName, isStep, isTrouble, tellsAll } from "./kept-whole.ts";
import { doubles, type IsOwnUrl, isNothing, isPicture, linksIn, valuesIn } from "./left-out.ts";
import { callingNames, hasIdentity, isScalar, tellingNames } from "./telling.ts";

/** What a write made or changed, as far as an agent needs it to go on. */
export interface WrittenInShort {
  readonly value: Json;
  /** How many values were left out. */
  readonly leftOut: number;
}

/** A written thing of so many characters is shown whole. */
const littleThing = 300;
/** Longer text that came by itself is what was asked for, as the answer of a model is. */
const ownText = 200;
/** In characters; what was sent is known. */
const echoedText = 80;
const mostItems = 10;

/**
 * Of a thing that was written its ids and address, its name and state, what was sent as it is now, its version, what its
 * words say of how it went, and secrets, which are shown once: all else can be read by the command that shows the thing.
 * `known` is the list in which it is, `shown` the operation that shows it. Undefined where that would save little, where
 * the answer may be of something else, or where it says what no other call can.
 */
export function shortOfWritten(
  value: Json,
  operation: Operation,
  { body, query }: Arguments,
  known: Operation | undefined,
  shown: Operation | undefined,
  isOwnUrl: IsOwnUrl,
): WrittenInShort | undefined {
  if (!isObject(value) || operation.sensitive) return undefined;
  const inner = wrappedThing(value, shown ?? known);
  if (inner !== undefined) {
    const args = { body: innerOf(body, inner) ?? null, ...(query && { query }) };
    const short = shortOfWritten(value[inner] ?? null, operation, args, known, shown, isOwnUrl);
    return short && { ...short, value: { ...value, [inner]: short.value } };
  }
  const length = JSON.stringify(value).length;
  if (!hasIdentity(value) || length <= littleThing || !isOfThing(operation, value, known, shown))
    return undefined;
  const sent = { ...(isObject(query) ? query : {}), ...(isObject(body) ? body : {}) };
  if (operation.method === "POST" && saysMore(value, sent)) return undefined;
  const sentAs = new Map(Object.entries(sent).map(([name, one]) => [plainName(name), one]));
  const scalars = Object.keys(value).filter((name) => isScalar(value[name] ?? null));
  const chosen = new Set(tellingNames(scalars));
  const listed = selectFields(value, known?.response.fields ?? []) as JsonObject;
  const again = doubles(value);
  const kept = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    const echoed = sentAs.get(plainName(name));
    if (echoed !== undefined) return [[name, echo(member, echoed)]];
    if (isNothing(member)) return [];
    if (isTrouble(name, member) || isStep(name, member) || isSecretName(name)) return [[name, member]];
    const links = linksIn(name, member, value, isOwnUrl);
    if (links !== undefined) return isNothing(links) ? [] : [[name, links]];
    if (chosen.has(name)) return [[name, short(member)]];
    if (isScalar(member) ? !again.has(name) && goesOn(name, member, isOwnUrl) : isForm.test(name))
      return [[name, member]];
    const field =
      known === undefined || known.response.fields.length === 0 || isTime(name) ? undefined : listed[name];
    return field === undefined ? [] : [[name, short(field)]];
  });
  const thing = Object.fromEntries(kept);
  if (JSON.stringify(thing).length > 0.8 * length || !tellsAll(value, thing)) return undefined;
  return { value: thing, leftOut: valuesIn(value) - valuesIn(thing) };
}

/**
 * Whether the answer is the thing that was made or changed, as an update at its own path is and what a collection
 * makes; not what came of an action on it, as `/merge` is.
 */
function isOfThing(
  { path }: Operation,
  value: JsonObject,
  known: Operation | undefined,
  shown: Operation | undefined,
): boolean {
  if (path === known?.path || path === shown?.path) return true;
  const last = path.split("/").at(-1) ?? "";
  const collection = shown?.path.split("/").filter((segment) => segment !== "" && !segment.startsWith("{"));
  // A part of the thing that is a list in it: `/issues/{number}/assignees`.
  return last === collection?.at(-1) || last === collection?.at(0) || isArray(value[last] ?? null);
}

/** What goes with a file that is sent to an address that was asked for. */
const isForm = /^((form|upload|signed)_?)?(fields|headers|form_?data)$/i;

/** What says how it went or where it goes on, though it was not sent. */
function goesOn(name: string, value: Json, isOwnUrl: IsOwnUrl): boolean {
  if (value === true) return !isAbility(name);
  if (value === false) return /(^|_)(complete|done|found|paid|sent|\w+ed)$|[a-z]ed$/i.test(name);
  if (typeof value === "string" && /^https?:/.test(value))
    return !isOwnUrl(name, value) && /ur[il]$|link$|href$/i.test(name) && !isPicture(name);
  return /(state|status|messages?|reasons?|notice|hint|instructions?|outcome|result|detail|^sha|etag|version|^rev(ision)?)$/i.test(
    name,
  );
}

/** What a body says of the thing in it: `{"ticket":{…}}`. */
function innerOf(body: Json | undefined, name: string): Json | undefined {
  return isObject(body) && isObject(body[name]) ? body[name] : body;
}

/** Whether there is a longer text that was not sent, but for those of other things that are named in it. */
export function saysMore(value: Json, sent: unknown): boolean {
  return hasOwnText(value, JSON.stringify(sent));
}

function hasOwnText(value: Json, sent: string): boolean {
  if (typeof value === "string")
    return value.length > ownText && /\s/.test(value) && !sent.includes(JSON.stringify(value).slice(1, -1));
  if (isScalar(value)) return false;
  return Object.values(value ?? {}).some(
    (one) => !(isObject(one) && hasIdentity(one)) && hasOwnText(one, sent),
  );
}

/** What was sent, as the answer has it: of a thing what it is called by, most of all what was sent for it. */
function echo(value: Json, sent: Json): Json {
  if (isArray(value)) {
    const shown = value
      .slice(0, mostItems)
      .map((item) => (isObject(item) ? echoThing(item, sent) : short(item)));
    return marked(shown, value.length - shown.length);
  }
  return isObject(value) ? echoThing(value, sent) : short(value);
}

function echoThing(value: JsonObject, sent: Json): Json {
  const all = isArray(sent) ? sent : [sent];
  const scalars = Object.keys(value).filter((name) => isScalar(value[name] ?? null));
  const same = scalars.find((name) => all.includes(value[name] ?? null));
  const named = all.filter(isObject).flatMap((one) => Object.keys(one));
  const names = same === undefined ? scalars.filter((name) => named.includes(name)) : [same];
  const shown = names.length > 0 ? names : [...callingNames(scalars, false, false)];
  return shown.length === 0
    ? value
    : Object.fromEntries(shown.map((name) => [name, short(value[name] ?? null)]));
}

function short(value: Json): Json {
  return typeof value === "string" && /\s/.test(value) ? cutString(value, echoedText, undefined) : value;
}

function isTime(name: string): boolean {
  return /(at|on|date|time|timestamp|updated|created|modified)$/.test(plainName(name));
}
