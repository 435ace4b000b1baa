import { isArray, type Json } from "@specwire/contract";
import { Copy, Members } from "../rewrite/tree.ts";
import { byName, distinct, type Habit, isText, type Looked, mapOf, type Recognise, textOf } from "./habit.ts";

// What any place may have in another form, recognised by the form alone.

/**
 * A value that stands for the map that has it as its one needed member; where it is not as `certain` says, `example`
 * shows what is. `more` is what the map has besides.
 */
export function memberAlone(
  member: string,
  { is = isText, certain = /^/, example = "…", more = "" }: Alone = {},
): Recognise {
  return ({ pointer, value, name }) => {
    if (!is(value)) return undefined;
    const isCertain = typeof value !== "string" || certain.test(value);
    const shown = typeof value !== "string" ? "[…]" : isCertain ? value : example;
    return {
      on: "value",
      what: `\`${name}\` is a map with \`${member}\`.`,
      how: `write ${name}: { ${member}: ${shown} }${more}`,
      meant: isCertain ? new Members([[member, new Copy(pointer)]]) : undefined,
    };
  };
}

/** Words that something is asked for by, rather than a name or a key that is sent. */
export const words =
  /^(?:[A-Z][a-z-]{1,13}|API|[A-Za-z][A-Za-z-]{0,13}(?: \(?[A-Za-z][A-Za-z-]{0,13}\)?){1,7}|user(?:name)?|e-?mail|login|pass(?:word|phrase))$/;

interface Alone {
  readonly is?: (value: Json) => boolean;
  readonly certain?: RegExp;
  readonly example?: string;
  readonly more?: string;
}

/** Maps with names inside, where a map by name is wanted. */
export function namedList({ pointer, value, name }: Looked): Habit | undefined {
  if (!isArray(value) || value.length === 0) return undefined;
  const pairs = byName(pointer, value, "name id key");
  return {
    what: `\`${name}\` is a map by name, not a list.`,
    how: `write ${name}: { ${pairs[0]?.[0] ?? "region"}: { … } }`,
    meant: distinct(pairs),
  };
}

/** A list of names where a list is wanted and a text with commas stands. */
export function commaText({ value, rule, name }: Looked): Habit | undefined {
  const { type, items } = rule.schema;
  if (typeof value !== "string" || type !== "array" || items === undefined) return undefined;
  const words = value.split(/\s*[,]\s*|\s+/).filter((one) => one !== "");
  if (words.length < 2) return undefined;
  return {
    what: `\`${name}\` is a list.`,
    how: `write ${name}: [${words.join(", ")}]`,
    meant: words.every((one) => /^[\w.*:/-]+$/.test(one)) ? words : undefined,
  };
}

/** The names of a map, or of a list of maps, where a list of names is wanted. */
export function fieldNames({ value, name }: Looked): Habit | undefined {
  const names = isArray(value)
    ? value.map((one) =>
        typeof one === "string" ? one : (textOf(one, "path") ?? textOf(one, "field") ?? textOf(one, "name")),
      )
    : Object.keys(mapOf(value) ?? {});
  if (names.length === 0 || (isArray(value) && value.every((one) => typeof one === "string")))
    return undefined;
  return {
    what: `\`${name}\` is a list of paths with dots.`,
    how: `write ${name}: [${names.filter((one) => one !== undefined).join(", ")}]`,
    meant: names.every((one) => one !== undefined && /^[\w.-]+$/.test(one)) ? (names as Json) : undefined,
  };
}

/** A list of steps in place of a text. */
export function stepsList(looked: Looked): Habit | undefined {
  const { value } = looked;
  if (!isArray(value) || value.length === 0 || !value.every((one) => typeof one === "string"))
    return undefined;
  return {
    what: `\`${looked.name}\` is one text.`,
    how: "write the sentences one after the other.",
    meant: value.join(" "),
  };
}

/** One host, where a map with a list of them is wanted. */
export function hostAlone({ value, name }: Looked): Habit | undefined {
  if (typeof value !== "string") return undefined;
  return {
    what: `\`${name}\` is a map with \`hosts\`.`,
    how: `write ${name}: { hosts: [${value}] }`,
    meant: /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value) ? new Members([["hosts", [value]]]) : undefined,
  };
}
