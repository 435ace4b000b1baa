import type { Json } from "@specwire/contract";
import { isArray, isExactNumber, isObject } from "@specwire/contract";
import { isKeyLike } from "../../3-check/rules/connector-secret-in-spec.ts";

const longestText = 80;
/** Names of what nobody types from an example; the name or id of a secret is none. */
const secretName =
  /(?:token|secret|pass(?:word|wd|phrase|code)|credential|authorization|(?:api|private|access|signing|encryption)[-_]?key)s?(?:[-_]?(?:value|text|hash|data|string))?$/i;
/** Numbers of people and their cards, and codes that are good once. */
const personalName =
  /(?:^|[-_.])(?:pin|otp|cvv2?|cvc|ssn|iban|signature|sig|(?:credit[-_]?)?card[-_]?number|invite(?:[-_]?(?:code|key))?)$/i;

/** Addresses of people, numbers of cards, keys in short, and URLs that let in whoever has them. */
function isPersonal(value: string): boolean {
  const [, host] = /[^\s@]@([\w.-]+\.\w+)/.exec(value) ?? [];
  return (
    (host !== undefined && !/(?:^|\.)(?:example(?:\.\w+)?|test|invalid|localhost)$/i.test(host)) ||
    /^\d(?:[ -]?\d){12,18}$/.test(value) ||
    /^(?:sk|pk|rk|ak|key|pat|whsec)_(?=\w*\d)\w{16,}$/.test(value) ||
    /^https?:\/\/.*\/(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{20,}/.test(value) ||
    /^https?:\/\/[^/]*\b(?:hooks|webhooks?)\b|^https?:\/\/[^?#]*\/webhooks?\/\d/i.test(value)
  );
}

// What tools write where nobody has thought of a value.
const fillers = new Set(["", "string", "text", "value", "null", "undefined", "todo", "xxx"]);

/**
 * Words of a document are data: no file of the reader's may be named by them, no key shown, nothing unseen and
 * nothing that a shell or a flag could take for something else.
 */
export function isPlain(value: Json, name = "", depth = 0): boolean {
  if (depth > 6) return false;
  if (typeof value === "string")
    return (
      value.length <= longestText &&
      !fillers.has(value.trim().toLowerCase()) &&
      !isPersonal(value) &&
      !/^[@-]|[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[<>{}]/u.test(value) &&
      !isKeyLike(name, value)
    );
  if (isArray(value)) return value.length > 0 && value.every((one) => isPlain(one, name, depth + 1));
  if (!isObject(value) || isExactNumber(value)) return true;
  const entries = Object.entries(value);
  return entries.every(
    ([key, member]) =>
      (key === "$file" ? member === "file.txt" : !secretName.test(key) && !personalName.test(key)) &&
      isPlain(member, key, depth + 1),
  );
}

/** Whether a member, however deep, is one that nobody types from an example. */
export function holdsSecret(value: Json, depth = 0): boolean {
  if (depth > 6) return true;
  if (isArray(value)) return value.some((one) => holdsSecret(one, depth + 1));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, one]) => secretName.test(key) || holdsSecret(one, depth + 1));
}
