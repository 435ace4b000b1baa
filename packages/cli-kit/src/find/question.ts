import { editDistance, stemOf } from "@specwire/contract";
import type { Vocabulary } from "./entries.ts";
import type { Meanings } from "./meanings.ts";

/** One word that was asked for. */
export interface Term {
  readonly stem: string;
  /** What is looked for, each with how well it fits: the word itself, what means the same, what it may be a slip for. */
  readonly finds: ReadonlyMap<string, number>;
  /** `verb`: what is done. `context`: where it is, or whose. `hint`: whose absence says nothing, such as `my`. */
  readonly role: "thing" | "verb" | "context" | "hint";
}

export interface Question {
  readonly terms: readonly Term[];
  /** Words that no command and no dictionary has. */
  readonly unknown: number;
  /** What is to be done, as `meanings.ts` names it; empty where nothing says so. */
  readonly actions: ReadonlySet<string>;
  /** The place of the term that an order begins with, as `comment` in "comment on an issue"; -1: there is none. */
  readonly leading: number;
  /** It asks, and wants nothing done. */
  readonly asks: boolean;
  /** It says no to something: what it names may be the opposite of what is meant. */
  readonly denies: boolean;
}

const fillers =
  "a an the and or that this these those it its is are was were be been am i we you they he she him her them do does did " +
  "have has had use used using belong please want need would like could should can will shall may must let us some any every " +
  "there here then than because so as not no without already currently existing specific given certain particular also just " +
  "only now right back away more most much many lot bunch several one two few each other another how why when what which where " +
  "whose show something anything everything up out off down fresh called named saying about over";
const prepositions =
  "of in on at for from to with by into within under inside via through against using since before after between behind";
/** Verbs that are mostly nouns: orders only in front of an article. */
const seldomVerbs =
  "issue build order request schedule post index detail view pull report record text bill charge release tag star open " +
  "comment reply vote deploy refund fork pay share pin grant file log store commit push book transfer link import message " +
  "mail email point limit patch index draft mark sample link hold drop hook plug wire kill dump trim";
const plainVerbs = "create add new delete remove update edit list get";
/** Behind them stands what an order is about. */
const article = /^(?:an?|new|the|my|our|this|that|some|someone|all|every|it|them|#)$/;
const denying = /\b(?:not|never|no longer|without|except|undo|revert)\b|n['’]t\b|\b(?:non-|un(?=[a-z]{4}))/i;
/** What is asked for, not done. */
const asking = /^(?:settings?|status|state|history|details?|info|count|statistics|logs?)$/;
/** "issues that are open", "show a file". */
const asked =
  /. (?:that|which|who) (?:is|are|was|were|has|have) |^(?:show|list|view|see|read|display|fetch|find|count) /;
/** Actions, in stems, that change nothing. */
export const reads = /^(?:list|get|search|download)$/;
const possessive = /^(?:me|my|mine|our|own|myself)$/;
const anybody = /^(?:someone|somebody|anyone|anybody|person|who|whom)$/;
/** Behind a noun they begin what says which one, or whose. */
const relative = /^(?:do|does|did|is|are|that|which)$/;

/** Endings of what is done, and of whom: `deployment`, `assignee`, `reviewer`, `invitation`. */
const derived = /^(?:ee?|e?r|or|a?tion|ion|ment|al|[ae]nce|ing)$/;

/** What is said behind it is not read, in characters. */
const longestText = 2_000;

interface Word {
  /** As it was written, in lower case; `#` for a value. */
  readonly word: string;
  readonly stem: string;
}

/** What a search asks for, in words that the vocabulary has. */
export function readQuestion(text: string, meanings: Meanings, vocabulary: Vocabulary): Question {
  const known = (stem: string) =>
    vocabulary.numberOf(stem) !== undefined ||
    meanings.verbs.has(stem) ||
    meanings.alike.has(stem) ||
    meanings.leads.has(stem);
  const words = replacePhrases(
    readWords(text, known).flatMap((one) => withoutPrefix(one, known)),
    meanings,
  );
  const said = words.map((one) => one.word).join(" ");
  const question =
    /^(?:who|what|which|where|when|why|is|are|was|were|does|do|did|has|have|had|how (?:much|many|often|long))\b/.test(
      said,
    ) && !/\bway to\b/.test(said);
  const order =
    !question &&
    !asked.test(said) &&
    (article.test(words[1]?.word ?? "") || (words[1]?.word === "on" && words[0]?.word === words[0]?.stem));
  const [small, places] = [fillers, prepositions].map((list) => new Set(list.split(" "))) as [
    Set<string>,
    Set<string>,
  ];
  const seldom = new Set(seldomVerbs.split(" ").map(stemOf));
  const terms: Term[] = [];
  const actions = new Set<string>();
  let [context, unknown] = [false, 0];
  for (const [index, { word, stem }] of words.entries()) {
    const hasThing = terms.some((one) => one.role !== "verb" && one.stem !== "my");
    if (places.has(word) || (relative.test(word) && index > 0)) context ||= hasThing;
    // "give me", "tell us".
    if (/^(?:give|tell)$/.test(word) && /^(?:me|us)$/.test(words[index + 1]?.word ?? "")) continue;
    if (word === "#" || places.has(word) || (small.has(word) && word !== "who")) continue;
    if (possessive.test(word) || anybody.test(word)) {
      const mine = possessive.test(word);
      if (word !== "me" || !/^(?:show|give|tell)$/.test(words[index - 1]?.word ?? ""))
        terms.push({
          stem: mine ? "my" : word,
          finds: finding(stemOf(mine ? "mine" : "person"), meanings, vocabulary),
          role: "hint",
        });
      continue;
    }
    // "issues labelled bug": what is behind it says which ones.
    const isState = /ed$/.test(word) && word !== stem;
    if (isState) context ||= hasThing;
    const meant = known(stem) ? [stem] : corrected(stem, meanings, vocabulary);
    if (meant.length === 0) unknown++;
    for (const one of meant) {
      const does = meanings.verbs.get(one);
      const first = terms.every((term) => term.role === "verb" || term.role === "hint");
      const isVerb =
        does !== undefined &&
        first &&
        !isState &&
        (!question || does.every((one) => reads.test(one))) &&
        (order || !seldom.has(one)) &&
        (actions.size === 0 || vocabulary.numberOf(one) === undefined);
      if (isVerb) for (const name of does) actions.add(name);
      else if (order && terms.length === 0) actions.add("other");
      const finds = finding(one, meanings, vocabulary, one === stem ? 1 : 0.9);
      if (finds.size > 0 || does !== undefined)
        terms.push({ stem: one, finds, role: isVerb ? "verb" : context ? "context" : "thing" });
    }
  }
  if (actions.size === 0) takeLateVerb(terms, actions, meanings);
  const leading = question ? -1 : terms.findIndex(({ role }) => role !== "hint");
  const asks = question || words.some(({ word }) => asking.test(word)) || asked.test(said);
  const isRead = [...actions].every((one) => reads.test(one));
  return { terms, unknown, actions, leading, asks: asks && isRead, denies: denying.test(text) };
}

/** `k8s cluster create`: a verb that can be nothing else counts wherever it stands. */
function takeLateVerb(terms: Term[], actions: Set<string>, meanings: Meanings): void {
  const plain = plainVerbs.split(" ").map(stemOf);
  const at = terms.findIndex(
    ({ stem, finds }, index) =>
      plain.includes(stem) || (index > 0 && index === terms.length - 1 && finds.size === 0),
  );
  const term = terms[at];
  if (term === undefined) return;
  for (const name of meanings.verbs.get(term.stem) ?? []) actions.add(name);
  terms[at] = { ...term, role: "verb" };
}

/** The words of the text, with `#` for what looks like a value: `octocat/hello-world`, `ch_123`, "bug", Acme. */
function readWords(text: string, known: (stem: string) => boolean): Word[] {
  const words: Word[] = [];
  const add = (word: string) => words.push({ word, stem: stemOf(word) });
  const isKnown = (part: string) => known(stemOf(part));
  let named = false;
  for (const token of text
    .slice(0, longestText)
    .replace(/\bwho am i\b/i, "whoami")
    .replace(/"[^"]*"|“[^”]*”|(?<=^|\s)'[^']*'(?=\s|$)/g, " # ")
    .split(/[\s,;:!?()]+/)) {
    const bare = token.replace(/^[^\p{L}\p{N}#]+|[^\p{L}\p{N}#]+$/gu, "").replace(/'s?$/, "");
    const parts = bare
      .replace(/=.*$/, "")
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^\p{L}\p{N}#]+/u)
      .filter(Boolean);
    const isName = /^[A-Z][^A-Z]*$/.test(bare) && words.length > 0 && !parts.every(isKnown);
    const isPath =
      token.includes("://") ||
      /[@]|[^/]\/\//.test(bare) ||
      (parts.length > 1 && /[/._]/.test(bare) && !parts.every(isKnown));
    if (parts.length === 0) continue;
    if (isName || isPath || (named && !parts.every(isKnown))) add("#");
    else for (const part of parts) add(/\d/.test(part) && !isKnown(part) ? "#" : part);
    named = /^(?:called|named|titled)$/i.test(bare);
  }
  return words;
}

/** To `unassign` is to remove an assignee, to `redeploy` to deploy. */
function withoutPrefix(one: Word, known: (stem: string) => boolean): Word[] {
  const [, prefix, rest = ""] = /^(un|re)(.{4,})$/.exec(one.stem) ?? [];
  if (prefix === undefined || known(one.stem) || !known(rest)) return [one];
  const other = { word: rest, stem: rest };
  return prefix === "re" ? [other] : [{ word: "remove", stem: stemOf("remove") }, other];
}

function replacePhrases(words: readonly Word[], meanings: Meanings): Word[] {
  const result: Word[] = [];
  const rest = [...words];
  for (let first = rest.shift(); first; first = rest.shift()) {
    const { stem } = first;
    const found = meanings.phrases
      .get(stem)
      ?.find(({ second }) => second === undefined || reach(rest, second) !== -1);
    if (found?.second !== undefined) rest.splice(reach(rest, found.second), 1);
    result.push(...(found ? found.meant.map((one) => ({ word: one, stem: one })) : [first]));
  }
  return result;
}

/** Where a phrase's second word stands: `out` of `log a user out` may be some words behind. */
function reach(rest: readonly Word[], second: string): number {
  const at = rest.findIndex((one) => one.stem === second);
  return at <= (/^(?:out|off|on|up|down|back)$/.test(second) ? 4 : 0) ? at : -1;
}

/** The word, what means the same, and words that begin or end so, as far as the vocabulary has them. */
function finding(stem: string, meanings: Meanings, vocabulary: Vocabulary, share = 1): Map<string, number> {
  const finds = new Map<string, number>();
  const add = (word: string, fit: number) => {
    if ((finds.get(word) ?? 0) < fit && vocabulary.numberOf(word) !== undefined) finds.set(word, fit * share);
  };
  add(stem, 1);
  for (const other of meanings.same.get(stem) ?? []) add(other, 1);
  for (const other of meanings.alike.get(stem) ?? []) add(other, 0.8);
  for (const other of meanings.leads.get(stem) ?? []) add(other, 0.6);
  if (stem.length < 3) return finds;
  for (const word of vocabulary.stems) {
    const longer = word.length > stem.length;
    const isPart =
      (longer && word.length < stem.length + 6 && word.startsWith(stem)) ||
      (longer && word.endsWith(stem)) ||
      (!longer && word.length >= 5 && word !== stem && stem.startsWith(word));
    if (isPart)
      add(word, longer && derived.test(word.slice(stem.length)) && word.startsWith(stem) ? 0.8 : 0.65);
  }
  return finds;
}

/** What a word that nobody knows may be a slip for: two words written as one, or one with few letters changed. */
function corrected(stem: string, meanings: Meanings, vocabulary: Vocabulary): string[] {
  if (stem.length < 4) return [];
  for (let at = 2; at <= stem.length - 2 && stem.length > 5; at++) {
    const halves = [stem.slice(0, at), stem.slice(at)].map(stemOf);
    if (halves.every((half) => vocabulary.numberOf(half) !== undefined)) return halves;
  }
  const letters = lettersOf(stem);
  let best: string[] = [];
  let least = stem.length >= 7 ? 2 : 1;
  const count = (word: string) => vocabulary.counts[vocabulary.numberOf(word) ?? -1] ?? 0;
  for (const word of [...vocabulary.stems, ...meanings.verbs.keys(), ...meanings.alike.keys()]) {
    if (word.length < 4 || Math.abs(word.length - stem.length) > least) continue;
    if (bitsOf(letters ^ lettersOf(word)) > 2 * least) continue;
    const edits = editDistance(stem, word, least);
    if (edits > least) continue;
    if (edits < least) best = [];
    least = edits;
    best.push(word);
  }
  const likely = (word: string) =>
    (word[0] === stem[0] ? 4 : 0) + (meanings.verbs.has(word) ? 3 : 0) + Math.log2(1 + count(word));
  return best.sort((a, b) => likely(b) - likely(a)).slice(0, 1);
}

/** Which letters a word has, as bits: each edit changes two at most, which is known before edits are counted. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function bitsOf(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
