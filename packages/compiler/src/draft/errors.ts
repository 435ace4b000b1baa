import type { Json, JsonObject } from "@specwire/contract";
import { hasType } from "./schemas.ts";

/** So many answers have to be described so before it is taken for a rule. */
const fewest = 3;

/**
 * The rule for APIs that answer 200 with an error, where every answer says whether it is one: `ok: false` with an
 * `error`. Undefined where a single one does not.
 */
export function guessErrors(answers: readonly ReadonlyMap<string, JsonObject>[]): Json | undefined {
  const described = answers.filter((members) => members.size > 0);
  const says = (members: ReadonlyMap<string, JsonObject>) =>
    hasType(members.get("ok"), "boolean") && hasType(members.get("error"), "string");
  const declared = described.filter((members) => hasType(members.get("ok"), "boolean"));
  if (declared.length < fewest || declared.length < described.length || !described.some(says))
    return undefined;
  return [{ when: { pointer: "/ok", equals: false }, code: "/error" }];
}
