import { plainName } from "./member-names.ts";
import { editDistance } from "./nearest.ts";
import { stemOf, wordsOf } from "./search/words.ts";

/** Words that turn what stands beside them round, or make another thing of it. */
const turning = new Set(
  (
    "no not non never dont don isnt without except exclude excluding excluded include including included ignore skip omit " +
    "keep retain add append prepend insert remove rm del delete drop clear unset reset set cancel undo revert replace " +
    "min max minimum maximum before after since until from to start end begin first last old new previous prev next " +
    "current on off in out up down enable enabled disable disabled allow deny block show hide source target " +
    "open closed close public private read write all any none only and or sync async synchronous asynchronous"
  ).split(" "),
);
/** Beginnings that do the same to one word. */
const prefixes = "un in im ir il de dis non no not anti mis re pre post over under up down out ex en a".split(
  " ",
);
/** What may stand behind a name without making another of it. */
const harmless = new Set("id ids name names number num value values text string s the".split(" "));

/**
 * Whether a name may be put in place of what was written: it is written otherwise, with a slip or two, in the plural, or
 * with words left out that turn nothing round. `remove-label` is not meant by `labels`, nor `uncapture` by `capture`.
 */
export function isMeantName(written: string, name: string): boolean {
  if (plainName(written) === plainName(name)) return true;
  const [typed, wanted] = [written, name].map(smallWords) as [string[], string[]];
  const more = typed.filter((word) => !wanted.includes(word));
  const less = wanted.filter((word) => !typed.includes(word));
  if (more.some((one) => less.concat("").some((other) => isTurned(one, other)))) return false;
  const isOther = (word: string) => turning.has(word) && !less.some((one) => stemOf(one) === stemOf(word));
  if (more.some(isOther)) return false;
  if (isSlip(typed.join(""), wanted.join(""))) return true;
  for (const word of [...more]) {
    const at = less.findIndex((other) => isSlip(word, other) || isShortened(word, other));
    if (at === -1) continue;
    less.splice(at, 1);
    more.splice(more.indexOf(word), 1);
  }
  const isOpen = more.length === 0 || (less.length === 0 && more.every((word) => harmless.has(word)));
  return isOpen && !less.some((word) => turning.has(word));
}

/** Whether what was written only says no to a name: `not-private`, `unarchived`. */
export function isDenial(written: string, name: string): boolean {
  const [typed, wanted] = [written, name].map((text) => smallWords(text).map(stemOf).join(" "));
  const [, rest] = /^(?:(?:no|not|non|never|dont|without|skip) |un|non|dis)(.{3,})$/.exec(typed ?? "") ?? [];
  return rest === wanted;
}

function smallWords(text: string): string[] {
  return wordsOf(text.replace(/n't\b|n’t\b/gi, "nt")).map((word) => word.toLowerCase());
}

/** `inactive`, `deactivate` and `active`; `upload` and `download`. */
function isTurned(one: string, other: string): boolean {
  const forms = (word: string) =>
    ["", ...prefixes].flatMap((prefix) =>
      word.startsWith(prefix) && word.length - prefix.length > 3
        ? [{ prefix, rest: word.slice(prefix.length) }]
        : [],
    );
  return forms(one).some((left) =>
    forms(other).some(
      (right) =>
        left.prefix !== right.prefix &&
        // An `a` too much is a slip.
        (left.prefix + right.prefix).length > 1 &&
        (isAlike(left.rest, right.rest) ||
          (left.prefix.length > 1 && right.prefix === "" && editDistance(left.rest, right.rest, 1) <= 1)),
    ),
  );
}

function isAlike(one: string, other: string): boolean {
  const [left, right] = [stemOf(one), stemOf(other)];
  return left.startsWith(right) || right.startsWith(left);
}

/** `repo` and `repository`. */
function isShortened(one: string, other: string): boolean {
  const [short = "", long = ""] = [one, other].sort((a, b) => a.length - b.length);
  return short.length > 2 && long.startsWith(short) && !turning.has(one) && !turning.has(other);
}

function isSlip(one: string, other: string): boolean {
  if (stemOf(one) === stemOf(other)) return true;
  const most = Math.min(one.length, other.length) < 8 ? 1 : 2;
  return editDistance(one, other, most) <= most;
}
