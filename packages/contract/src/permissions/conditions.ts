import type { Arguments } from "../connector.ts";
import { isExactNumber, roundedNumber } from "../exact-number.ts";
import { foldedName } from "../folded-name.ts";
import { isArray, isObject, type Json, type JsonObject, own } from "../json.ts";
import type { Condition } from "./policy.ts";

/** Whether resolved arguments surely fit; what can't be told does not fit. */
export function fits(condition: Condition, args: Arguments): boolean {
  const values = valuesAt(args, placeOf(condition.argument));
  return values.length > 0 && values.every((value) => fitsItem(condition, value));
}

/** `query.page.size` is the parameter `page.size`; `body.message.to` the member `to` of `message`. */
export function placeOf(argument: string): string[] {
  const [location = "", ...names] = argument.split(".");
  return location === "body" || names.length === 0 ? [location, ...names] : [location, names.join(".")];
}

const absent = Symbol("absent");
const unclear = Symbol("unclear");
type Found = Json | typeof absent | typeof unclear;

function fitsItem(condition: Condition, value: Found): boolean {
  const { oneOf, domains, atMost, atLeast } = condition;
  if (value === unclear) return false;
  if (value === absent) return condition.absent === true;
  if ([oneOf, domains, atMost, atLeast].every((test) => test === undefined)) return false;
  const text = JSON.stringify(value);
  if (oneOf !== undefined && !oneOf.some((one) => JSON.stringify(one) === text)) return false;
  if (domains !== undefined && !(typeof value === "string" && isAddressOf(domains, value))) return false;
  return (atMost === undefined && atLeast === undefined) || isWithin(value, atMost, atLeast);
}

function isWithin(value: Json, atMost = Number.MAX_VALUE, atLeast = -Number.MAX_VALUE): boolean {
  // A number in a text may be read by the API in ways that we don't know.
  const number = roundedNumber(value);
  if (number === undefined) return false;
  // One that was rounded to a bound may be beyond it.
  return isExactNumber(value) ? number < atMost && number > atLeast : number <= atMost && number >= atLeast;
}

/** One plain address (RFC 5321 section 4.1.2, Dot-string): no display name, list, comment or quoted part. */
function isAddressOf(domains: readonly string[], value: string): boolean {
  const [, domain] = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@([A-Za-z0-9.-]+)$/.exec(value) ?? [];
  if (domain === undefined) return false;
  const name = domain.toLowerCase();
  return domains.some((one) => (one.startsWith("*.") ? name.endsWith(one.slice(1)) : name === one));
}

/** What stands at a place, through all lists on the way. An empty list says nothing clear. */
function valuesAt(args: Arguments, [location = "", ...names]: readonly string[]): Found[] {
  const given = own(args as Readonly<Record<string, Json>>, location);
  if (given === undefined) return [absent];
  // An object may be written as parameters of its own.
  const inOthers = (name: string) =>
    isObject(given) && Object.values(given).some((one) => isObject(one) && hasLike(one, name));
  if (location !== "body" && inOthers(names[0] ?? "")) return [unclear];
  return below(given, names);
}

function below(value: Json, names: readonly string[]): Found[] {
  const [name, ...others] = names;
  if (isArray(value) && value.length === 0) return [unclear];
  if (name === undefined) return isArray(value) ? [...value] : [value];
  if (isArray(value)) return value.flatMap((item) => below(item, names));
  if (!isObject(value)) return [unclear];
  const { [name]: _, ...beside } = value;
  if (hasLike(beside, name)) return [unclear];
  const member = own(value, name);
  return member === undefined ? [absent] : below(member, others);
}

/** Whether a server could read a member as another: `To`, `to[]` and `to[0]` of `to`. */
function hasLike(object: JsonObject, name: string): boolean {
  const folded = foldedName(name);
  return Object.keys(object).some(
    (one) => foldedName(one) === folded || foldedName(one.replace(/(?:[[.]|%5B|%2E).*/is, "")) === folded,
  );
}
