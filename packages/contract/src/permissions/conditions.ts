import type { Arguments } from "../connector.ts";
import { roundedNumber } from "../exact-number.ts";
import { isArray, isObject, type Json, own } from "../json.ts";
import type { Condition } from "./policy.ts";

/** Whether resolved arguments surely fit; what can't be told does not fit. */
export function fits(condition: Condition, args: Arguments): boolean {
  const value = argumentAt(args, condition.argument);
  if (value === undefined) return false;
  const items = isArray(value) ? value : [value];
  return items.length > 0 && items.every((item) => fitsItem(condition, item));
}

function fitsItem({ oneOf, domains, atMost, atLeast }: Condition, value: Json): boolean {
  const text = JSON.stringify(value);
  if (oneOf !== undefined && !oneOf.some((one) => JSON.stringify(one) === text)) return false;
  if (domains !== undefined && !(typeof value === "string" && isAddressOf(domains, value))) return false;
  if (atMost === undefined && atLeast === undefined) return true;
  // A number in a text may be read by the API in ways that we don't know.
  const number = roundedNumber(value);
  return (
    number !== undefined && number <= (atMost ?? Number.MAX_VALUE) && number >= (atLeast ?? -Number.MAX_VALUE)
  );
}

/** One plain address (RFC 5321 section 4.1.2, Dot-string): no display name, list, comment or quoted part. */
function isAddressOf(domains: readonly string[], value: string): boolean {
  const [, domain] = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@([A-Za-z0-9.-]+)$/.exec(value) ?? [];
  if (domain === undefined) return false;
  const name = domain.toLowerCase();
  return domains.some((one) => (one.startsWith("*.") ? name.endsWith(one.slice(1)) : name === one));
}

/** `query.page.size` is the parameter `page.size`; `body.message.to` the member `to` of `message`. */
function argumentAt(args: Arguments, place: string): Json | undefined {
  const [location = "", ...names] = place.split(".");
  if (location !== "body") {
    const values = own(args as Readonly<Record<string, Json>>, location);
    return isObject(values) ? own(values, names.join(".")) : undefined;
  }
  return names.reduce<Json | undefined>(
    (value, name) => (isObject(value) ? own(value, name) : undefined),
    args.body,
  );
}
