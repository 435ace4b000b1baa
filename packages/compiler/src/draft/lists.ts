import type { Json, JsonPointer } from "@specwire/contract";
import { toPointer } from "@specwire/contract";
import type { SchemaLookup } from "../phases/2-resolve/json-schema.ts";
import { stem, wordsOf } from "../phases/2-resolve/names/words.ts";
import { followed, hasType, membersOf } from "./schemas.ts";

/** What services call the member that holds a list. */
const wrappers =
  /^(data|items?|results?|values?|records?|entries|list|rows|content|contents|hits|objects|resources|elements|collection|members|documents)$/i;
/** What stands beside an answer's content, unless the path is about it. */
const besides = /^_?(links|errors|warnings)$/i;
/** What may hold that member. */
const frames = /^(data|results?|response|payload|body|_embedded|content|page)$/i;

/**
 * Where an answer holds its list: `""` where it is one, the pointer of its only array, or of the one named as
 * lists are named. `names` are words that the list may be called by: the path's last ones.
 */
export function listIn(
  answer: Json | undefined,
  lookup: SchemaLookup,
  names: readonly string[],
): JsonPointer | undefined {
  if (hasType(followed(answer, lookup), "array")) return "";
  const members = membersOf(answer, lookup);
  const found = theList(members, names);
  if (found !== undefined) return toPointer([found]);
  for (const [frame, schema] of members) {
    if (!frames.test(frame)) continue;
    const inner = theList(membersOf(schema, lookup), names);
    if (inner !== undefined) return toPointer([frame, inner]);
  }
  return undefined;
}

function theList(members: ReturnType<typeof membersOf>, names: readonly string[]): string | undefined {
  const stems = new Set(names.map((name) => stem(wordsOf(name))));
  const arrays = [...members]
    .filter(
      ([name, schema]) => hasType(schema, "array") && (!besides.test(name) || stems.has(stem(wordsOf(name)))),
    )
    .map(([name]) => name);
  if (arrays.length < 2) return arrays[0];
  const named = arrays.filter((name) => stems.has(stem(wordsOf(name))));
  if (named.length === 1) return named[0];
  const wrapped = arrays.filter((name) => wrappers.test(name));
  return wrapped.length === 1 ? wrapped[0] : undefined;
}
