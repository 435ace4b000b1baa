import { isArray, isObject, type Json, toPointer } from "@specwire/contract";
import type { SpecText } from "./spec-text.ts";

const prose = new Set(["description", "summary", "label", "steps", "reason", "title", "$comment"]);
const values = new Set(["defaults", "fixed", "args", "examples", "default", "enum", "const"]);

// Formats, private use, lone surrogates, controls but tab and line breaks, separators, and what fonts leave out.
const unseen = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

// Joined pictures and joiners inside words of scripts that need them are ordinary writing.
const pictures =
  /\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*(\u200d\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*)*/gu;
const joinedWords =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}])/gu;

/** Reports characters that nobody sees: in names an error, in prose a warning. */
export function checkText(spec: SpecText): void {
  visit(spec, spec.data, [], false);
}

function visit(spec: SpecText, value: Json, path: readonly string[], free: boolean): void {
  if (typeof value === "string") {
    const isProse = free || prose.has(path.at(-1) ?? "");
    const characters = unseenIn(isProse ? value.replaceAll(pictures, "").replaceAll(joinedWords, "") : value);
    if (characters.length === 0) return;
    const code = isProse ? "text/invisible-character-in-prose" : "text/invisible-character";
    spec.report.add(code, { characters }, spec.locate(toPointer(path)));
  } else if (isArray(value)) {
    for (const [index, item] of value.entries()) visit(spec, item, [...path, String(index)], free);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const characters = unseenIn(key);
      const inner = [...path, key];
      if (characters.length > 0)
        spec.report.add("text/invisible-character", { characters }, spec.locate(toPointer(inner), "key"));
      visit(spec, member, inner, free || (path.length > 1 && values.has(key)));
    }
  }
}

function unseenIn(text: string): string[] {
  const found = new Set(text.match(unseen) ?? []);
  return [...found]
    .slice(0, 5)
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`);
}
