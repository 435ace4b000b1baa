import { isArray, isObject, type Json, redact } from "@specwire/contract";
import type { Outcome } from "./send.ts";

/** An answer as it came, without what the API repeats of the credential. */
export function withoutSecrets(outcome: Outcome, secrets: readonly string[]): Outcome {
  if (outcome.kind === "failed" || secrets.length === 0) return outcome;
  const clean = (text: string): string => redact(text, secrets);
  const { headers, text, body } = outcome;
  return {
    ...outcome,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, clean(value)])),
    text: clean(text),
    body: body === undefined || isClean(body, clean) ? body : cleaned(body, clean),
  };
}

/** Asked once of all, since most answers are, and long. */
function isClean(body: Json, clean: (text: string) => string): boolean {
  const text = JSON.stringify(body);
  return clean(text) === text;
}

function cleaned(value: Json, clean: (text: string) => string): Json {
  if (typeof value === "string") return clean(value);
  if (isArray(value)) return value.map((one) => cleaned(one, clean));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [clean(name), cleaned(one, clean)]));
}
