import type { Field } from "@specwire/contract";
import type { Say } from "./change.ts";
import { json, same } from "./words.ts";

/** What is said of a parameter or a member beside its type. */
export function compareField(before: Field, after: Field, at: string, say: Say): void {
  if (after.required && !before.required) say("required", at, "is required now", ["commands"]);
  if (before.required && !after.required) say("required", at, "is optional now");
  compareDeprecation(before, after, at, say);
  if (!same(before.apiDefault, after.apiDefault)) {
    const values = { before: json(before.apiDefault), after: json(after.apiDefault) };
    say("annotation", at, "has another default on the API's side", [], values);
  }
  if (before.description !== after.description) say("words", at, "is described in other words");
}

export function compareDeprecation(
  before: { readonly deprecated?: true },
  after: { readonly deprecated?: true },
  at: string | undefined,
  say: Say,
): void {
  if (after.deprecated && !before.deprecated) say("deprecation", at, "is deprecated now");
  if (before.deprecated && !after.deprecated) say("deprecation", at, "is no longer deprecated");
}
