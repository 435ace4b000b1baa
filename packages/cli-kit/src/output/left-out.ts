import { isArray, isObject, type Json, type JsonObject, plainName } from "@specwire/contract";
import { hasIdentity, isScalar } from "./telling.ts";

/** Whether a member holds a URL of the API itself: an agent calls commands. */
export type IsOwnUrl = (name: string, value: string) => boolean;

/** `… 12 more items`, of our own. */
export const moreItems: RegExp = /^(?:… )?[\d,]+ more items?$/;

/** How many plain values there are that say something; our own marks are none. */
export function valuesIn(value: Json): number {
  if (isNothing(value) || (typeof value === "string" && moreItems.test(value))) return 0;
  if (isScalar(value)) return 1;
  return Object.values(value ?? {}).reduce<number>((sum, member) => sum + valuesIn(member), 0);
}

/** Null, a text without a letter, an empty list or thing, a thing that holds nothing else, and counters at zero. */
export function isNothing(value: Json): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (isScalar(value)) return value === null;
  const members = Object.values(value ?? {});
  if (members.every(isNothing)) return true;
  const counters = isObject(value) ? members.filter((one) => typeof one !== "string" || !isUrl(one)) : [];
  // A place may be at zero as well.
  return counters.length > 2 && counters.every((one) => one === 0);
}

function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/** Names of members that say what another one says: the id of a machine beside another id, other forms of an address. */
export function doubles(value: JsonObject): Set<string> {
  const found = new Set<string>();
  const isThing = hasIdentity(value);
  const address = isThing ? addressIn(value) : undefined;
  // To the second: what was not touched since says so by its first time.
  const moments = (time: string) =>
    time.length > 18 &&
    Object.values(value).filter((one) => String(one).startsWith(time.slice(0, 19))).length > 1;
  for (const [name, member] of Object.entries(value)) {
    const isOther = address !== undefined && name !== address.name && typeof member === "string";
    const isSameAddress = isOther && /^\w[\w+.-]*[:@]\S+$/.test(member) && address.isIn(member);
    const isCount = typeof member === "number" && value[`${name}_count`] === member;
    // `content_created_at` beside the same `created_at`.
    const [, end = ""] = /^[a-z]+_(.+_.+)$/.exec(name) ?? [];
    const isLonger = typeof member === "string" && value[end] === member;
    const isMachines = isThing && /nodeid$/.test(plainName(name));
    const isUnchanged =
      typeof member === "string" && /^(updated|modified|last_?modified)/.test(name) && moments(member);
    const all = value[`${name}s`];
    const isFirst = isObject(member) && isArray(all) && JSON.stringify(all[0]) === JSON.stringify(member);
    if (isFirst || isUnchanged || isSameAddress || isCount || isLonger || isMachines) found.add(name);
  }
  return found;
}

const webAddress = /^(html|web|browser|public|permalink|share)/;

/** Where people find the thing. */
function addressIn(value: JsonObject): { name: string; isIn(other: string): boolean } | undefined {
  for (const [name, member] of Object.entries(value)) {
    if (typeof member !== "string" || !webAddress.test(plainName(name))) continue;
    const [, host = "", path = ""] = /^https?:\/\/([^/?#]+)\/([^?#]{3,})$/.exec(member) ?? [];
    if (path !== "") return { name, isIn: (other) => other.includes(host) && other.includes(path) };
  }
  return undefined;
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
