import { expect, test } from "vitest";
import { isSeen, withoutUnseen, withVisible } from "../src/visible-text.ts";

const unseen: readonly (readonly [name: string, character: string])[] = [
  ["null", "\0"],
  ["escape", "\u001b"],
  ["next line", "\u0085"],
  ["soft hyphen", "\u00ad"],
  ["combining grapheme joiner", "\u034f"],
  ["Hangul filler", "\u3164"],
  ["halfwidth Hangul filler", "\uffa0"],
  ["Hangul choseong filler", "\u115f"],
  ["Hangul jungseong filler", "\u1160"],
  ["Mongolian variation selector", "\u180b"],
  ["zero width space", "\u200b"],
  ["zero width joiner", "\u200d"],
  ["line separator", "\u2028"],
  ["paragraph separator", "\u2029"],
  ["right-to-left override", "\u202e"],
  ["word joiner", "\u2060"],
  ["isolate", "\u2066"],
  ["braille without dots", "\u2800"],
  ["half a pair", "\ud83d"],
  ["private use", "\ue000"],
  ["variation selector", "\ufe0f"],
  ["byte order mark", "\ufeff"],
  ["interlinear anchor", "\ufff9"],
  ["no character", "\uffff"],
  ["Khitan filler", "\u{16fe4}"],
  ["null notehead", "\u{1d159}"],
  ["tag", "\u{e0041}"],
  ["supplementary variation selector", "\u{e0101}"],
];

test.each(unseen)("%s is nothing that a person sees", (_, character) => {
  expect(isSeen(`a${character}b`)).toBe(false);
  expect(withoutUnseen(`a${character}b`)).toBe("ab");
  const shown = withVisible(JSON.stringify(`a${character}b`));
  expect(shown).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(shown)).toBe(`a${character}b`);
});

test("what is seen stays", () => {
  const text = "Zoë, 日本語, 한국어, עברית, e\u0301, 😀 and “quotes”";
  expect(isSeen(text)).toBe(true);
  expect(withoutUnseen(text)).toBe(text);
  expect(withVisible(text)).toBe(text);
});

test("blanks of another width, many blanks and piled marks are seen as what they are", () => {
  expect(withVisible("a\u00a0b\u2003c")).toBe("a\\u00a0b\\u2003c");
  expect(withVisible(`a${" ".repeat(10)}b`)).toBe(`a${" ".repeat(8)}\\u0020\\u0020b`);
  expect(withVisible(`e${"\u0301".repeat(5)}`)).toBe(`e${"\u0301".repeat(3)}\\u0301\\u0301`);
});
