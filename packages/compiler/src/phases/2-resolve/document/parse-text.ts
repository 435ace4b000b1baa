import type { Json } from "@specwire/contract";
import { JSON_SCHEMA, type LoadOptions, load, Type, YAMLException } from "js-yaml";
import { growsTooLarge } from "./shared-nodes.ts";

/** No dates and no binary: what looks like one is text. Merge keys are read, as real documents have them. */
const merge = new Type("tag:yaml.org,2002:merge", { kind: "scalar", resolve: (text) => text === "<<" });

/** Containers within containers; no real document comes near it. */
export const deepest = 1000;
/** Tags say how a program should take a value; here a value is what is written. */
const tagged = ["!", "tag:yaml.org,2002:"].flatMap((tag) =>
  (["scalar", "sequence", "mapping"] as const).map(
    (kind) => new Type(tag, { kind, multi: true, construct: (data: unknown) => data }),
  ),
);
/** js-yaml's own limits, which its types don't know. */
export const yamlOptions: LoadOptions & { readonly maxDepth: number; readonly maxTotalMergeKeys: number } = {
  schema: JSON_SCHEMA.extend({ implicit: [merge], explicit: tagged }),
  maxDepth: deepest,
  maxTotalMergeKeys: 200_000,
};

export interface Parsed {
  readonly data: Json;
  readonly format: "json" | "yaml";
  /** Whether a value may stand in several places, as aliases of YAML make it. */
  readonly shares: boolean;
  /** What was read only by being lenient. */
  readonly slips: readonly Slip[];
}

/** Something wrong with the text, from which on it was read otherwise or not at all. */
export interface Slip {
  readonly kind: "duplicate-key" | "not-json" | "unreadable";
  /** One line. */
  readonly reason: string;
  /** Offset in UTF-16 code units; absent where it isn't known. */
  readonly at?: number;
}

/** A document's text as data; where that can't be had, why. */
export function parseText(text: string): Parsed | Slip {
  if (!/^\s*[{[]/.test(text)) return parseYaml(text, []);
  try {
    return { data: JSON.parse(text) as Json, format: "json", shares: false, slips: [] };
  } catch (error) {
    const slip = jsonSlip(text, error);
    // Comments and trailing commas are no JSON, but nearly YAML.
    const read = parseYaml(withoutComments(text), [slip]);
    return "data" in read ? read : { ...slip, kind: "unreadable" };
  }
}

function parseYaml(text: string, slips: readonly Slip[]): Parsed | Slip {
  // `json`: the last of several keys of a name counts, as with JSON.parse.
  const read = (json: boolean) => load(text, { ...yamlOptions, json }) as Json | undefined;
  const done = (data: Json | undefined, more: readonly Slip[]): Parsed | Slip => {
    const shares = /(^|[\s:,[{-])&[^\s,[\]{}]/m.test(text) && /(^|[\s:,[{-])\*[^\s,[\]{}]/m.test(text);
    if (shares && growsTooLarge(data ?? null))
      return { kind: "unreadable", reason: "its aliases stand for more than can be read" };
    return { data: data ?? null, format: "yaml", shares, slips: more };
  };
  try {
    return done(read(false), slips);
  } catch (error) {
    const slip = yamlSlip(error);
    if (slip.kind !== "duplicate-key") return slip;
    try {
      return done(read(true), [...slips, slip]);
    } catch (second) {
      return yamlSlip(second);
    }
  }
}

function yamlSlip(error: unknown): Slip {
  if (!(error instanceof YAMLException))
    return {
      kind: "unreadable",
      reason: error instanceof RangeError ? "it is nested too deep" : String(error),
    };
  const reason = error.reason ?? error.message;
  const at = error.mark?.position;
  return {
    kind: reason.startsWith("duplicated mapping key") ? "duplicate-key" : "unreadable",
    reason,
    ...(at !== undefined && { at }),
  };
}

/** V8 says where: "… in JSON at position 12 (line 1 column 13)". */
function jsonSlip(text: string, error: unknown): Slip {
  const message = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(message)?.[1];
  const reason = message.replace(/ in JSON at position.*| \(line \d+ column \d+\)$/s, "");
  const at = position === undefined ? text.length : Number(position);
  return { kind: "not-json", reason: position === undefined ? "it ends too early" : reason, at };
}

/** Blanks in place of comments, so that places stay what they are. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*(?:"|$)?|\/\/[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)/g, (found) =>
    found.startsWith("/") ? found.replaceAll(/[^\n]/g, " ") : found,
  );
}
