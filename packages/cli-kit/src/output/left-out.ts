import { isArray, isObject, type Json, type JsonObject, plainName } from "@specwire/contract";
import { hasIdentity, isScalar } from "./telling.ts";

/** Whether a member holds a URL of the API itself: an agent calls commands. */
export type IsOwnUrl = (name: string, value: string) => boolean;

/** `… 12 more items`, of our own. */
export const moreItems: RegExp = /^(?:… )?[\d,]+ more items?$/;

/** How many plain values there are that say something; our own marks are none. */
export function valuesIn(value: Json): number {
  if (typeof value === "string") return value.trim() === "" || moreItems.test(value) ? 0 : 1;
  if (isScalar(value)) return value === null ? 0 : 1;
  return Object.values(value ?? {}).reduce<number>((sum, member) => sum + valuesIn(member), 0);
}

/** Null, a text without a letter, an empty list or thing, and a thing that holds nothing else. */
export function isNothing(value: Json): boolean {
  return isEmpty(value) || (isScalar(value) ? false : Object.values(value ?? {}).every(isNothing));
}

/** The same, but for lists: an empty one is an answer, and a filter for its items does not fail on it. */
export function isEmpty(value: Json): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (isScalar(value)) return value === null;
  return isObject(value) && Object.values(value).every(isEmpty);
}

/** Counters that are all at zero; of a sum of money, or of a place, zeros are the answer. */
export function isUncounted(name: string, value: Json): boolean {
  if (!isObject(value) || !/(reactions?|stat(istic)?s|count(er)?s)$/.test(plainName(name))) return false;
  const counters = Object.values(value).filter((one) => typeof one !== "string" || !isUrl(one));
  return counters.length > 2 && counters.every((one) => one === 0);
}

/**
 * Of the links in a thing those that lead out of the API: where something is paid, approved or downloaded. Undefined
 * where a member is none.
 */
export function linksIn(name: string, value: Json, thing: JsonObject, isOwnUrl: IsOwnUrl): Json | undefined {
  if (isScalar(value) || plainName(name) !== "links") return undefined;
  const known = new Set(Object.values(thing));
  const isOut = (rel: string, link: Json) => {
    const target = isObject(link) ? (link.href ?? link.url ?? link.uri ?? null) : link;
    if (typeof target !== "string") return false;
    const isKnown = known.has(target) || /^(self|first|last|next|prev\w*)$/i.test(rel);
    return !isKnown && !isOwnUrl(`${rel}_url`, target);
  };
  if (isArray(value))
    return value.filter(
      (link) => isObject(link) && isOut(typeof link.rel === "string" ? link.rel : "", link),
    );
  return Object.fromEntries(Object.entries(value ?? {}).filter(([rel, link]) => isOut(rel, link)));
}

function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/** More members are a map, of which each says something of its own. */
const mostMembers = 200;

/** Names of members that say what another one says: the id of a machine beside another id, other forms of an address. */
export function doubles(value: JsonObject): Set<string> {
  const found = new Set<string>();
  const members = Object.entries(value);
  if (members.length > mostMembers) return found;
  const isThing = hasIdentity(value);
  const address = isThing ? addressIn(value) : undefined;
  for (const [name, member] of members) {
    const isSameAddress = name !== address?.name && typeof member === "string" && address?.isIn(member);
    const isCount = typeof member === "number" && value[`${name}_count`] === member;
    // `content_created_at` beside the same `created_at`.
    const end = name.slice(name.indexOf("_") + 1);
    const isLonger = typeof member === "string" && end !== name && end.includes("_") && value[end] === member;
    const isMachines = isThing && /nodeid$/.test(plainName(name));
    if (isSameAddress || isCount || isLonger || isMachines) found.add(name);
  }
  return found;
}

const webAddress = /^(html|web|browser|public|permalink|share)/;

/** Where people find the thing. */
function addressIn(value: JsonObject): { name: string; isIn(other: string): boolean } | undefined {
  for (const [name, member] of Object.entries(value)) {
    if (typeof member !== "string" || !webAddress.test(plainName(name))) continue;
    const [, place = ""] = /^https?:\/\/([^/?#]+\/[^?#]{3,})$/.exec(member) ?? [];
    // By another protocol, or with the end of a file's name, it is the same place.
    const isIn = (other: string) => {
      const rest = other.replace(/^\w[\w+.-]*:(\/\/)?([^@/?#]*@)?|^\w+@/, "").replace(":", "/");
      return rest.startsWith(place) && /^(\.\w{2,5})?$/.test(rest.slice(place.length));
    };
    if (place !== "") return { name, isIn };
  }
  return undefined;
}

const webNames =
  /^(html|web|browser|public|permalink|share|avatar|image|icon|logo|photo)|^(browser)?(download|(pre)?signed|upload|checkout|approv|payer|redirect|authori[sz]|verif|confirm|activat|onboard)\w*ur[il]$/;

export function isPicture(name: string): boolean {
  return /^(avatar|image|icon|logo|photo|gravatar|picture|thumb)/.test(plainName(name));
}

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
