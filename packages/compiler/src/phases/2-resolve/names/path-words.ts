import { isVerb, isVersion, noise } from "./vocabulary.ts";
import { isCountable, isPlural, plural, singular, stem, wordsOf } from "./words.ts";

/** A segment of a path template that names something. */
export interface Segment {
  readonly words: readonly string[];
  /** What `stem` makes of them. */
  readonly stem: string;
  /** The words of the parameter behind it, where it is a collection whose items are named so. */
  readonly item?: readonly string[];
}

export interface PathWords {
  /** Without version, format ending and other noise. */
  readonly segments: readonly Segment[];
  /** Whether the path ends with a parameter: one item and no collection. */
  readonly endsWithItem: boolean;
  /** Of every parameter. */
  readonly parameterWords: readonly (readonly string[])[];
  /** The path as it is written, its parameters without their names; of a collection without the parameter behind it. */
  readonly place: string;
  /** All words in their order, parameters included, noise left out: what generators make operationIds of. */
  readonly all: readonly string[];
  /** The same with `id` for each parameter. */
  readonly allAsIds: readonly string[];
  /** The version that the path states, in words. */
  readonly version: readonly string[];
}

const formatEnding = /\.(json|xml|csv|html|php|aspx?|\{[^{}]*\})$/i;

export function readPath(path: string): PathWords {
  const segments: { words: string[]; item?: string[] }[] = [];
  const parameterWords: string[][] = [];
  const all: string[] = [];
  const allAsIds: string[] = [];
  const version: string[] = [];
  let endsWithItem = false;
  for (const raw of piecesOf(path).map(withoutMark)) {
    const text = raw.replace(formatEnding, "");
    const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => wordsOf(name));
    const fixed = text.replace(/\{[^{}]*\}/g, " ");
    if (names.length > 0 && wordsOf(fixed).length === 0) {
      endsWithItem = segments.length > 0;
      parameterWords.push(...names);
      all.push(...names.flat());
      allAsIds.push("id");
      const last = segments.at(-1);
      if (last && last.item === undefined) last.item = names[0] ?? [];
      continue;
    }
    if (isProvider(raw) && segments.at(-1)?.words.join() === "providers") {
      segments.length = 0;
      continue;
    }
    const words = wordsOf(fixed);
    parameterWords.push(...names);
    if (isVersion(fixed)) version.push(...words);
    // Only before the first that names something: an API may have a resource `services`.
    else if (words.length > 0 && !(segments.length === 0 && words.every((word) => noise.has(word)))) {
      segments.push({ words });
      endsWithItem = false;
      all.push(...words, ...names.flat());
      allAsIds.push(...words, ...names.map(() => "id"));
    }
  }
  if (segments.length === 0) segments.push(...lastNoise(path));
  const place = path
    .replace(/[?#].*/s, "")
    .replace(/\{[^{}]*\}/g, "{}")
    .replace(endsWithItem ? /\/\{\}[^/]*\/?$/ : /\/$/, "");
  return { segments: segments.map(asSegment), endsWithItem, parameterWords, place, all, allAsIds, version };
}

/** `classification-6VMVochwUWo` is named without what no person would type. */
export function withoutMark(text: string): string {
  return text.replace(/[-_](?=\d[A-Za-z\d]*[a-z])(?=[A-Za-z\d]*[A-Z]{2})[A-Za-z\d]{8,}(?![A-Za-z\d])/g, "");
}

/** Azure's `…/providers/Microsoft.Web/sites/{name}`: what stands before is only where it lies. */
function isProvider(segment: string): boolean {
  return /^[A-Z]\w+(\.[A-Z]\w+)+$/.test(segment);
}

/** `/a/b:cancel`, `/a/:id`, and what some documents write behind `?` or `#` to tell operations apart. */
function piecesOf(path: string): string[] {
  const [before = "", ...behind] = path.split(/[?#]/);
  const told = behind
    .flatMap((part) => part.split("&"))
    .map((part) => {
      const [name = "", value = ""] = part.split(/=(.*)/s);
      if (value.includes("{")) return `{${name}}`;
      const last = value.split(".").at(-1) ?? "";
      return /[a-z]{3}/i.test(last) ? last : name;
    });
  const pieces = before
    .split("/")
    .flatMap((part) => (part.startsWith(":") ? [`{${part.slice(1)}}`] : part.split(/:(?![^{]*\})/)));
  return [...pieces, ...told].filter((part) => part !== "").slice(0, 40);
}

/** A path of noise alone, such as `/api`. */
function lastNoise(path: string): { words: string[] }[] {
  const words = wordsOf(
    path
      .split("/")
      .filter((part) => !part.includes("{") && part !== "")
      .at(-1) ?? "",
  );
  return words.length > 0 && !isVersion(words.join(".")) ? [{ words }] : [];
}

/** `/pet/{petId}` is a collection of pets. */
function asSegment({ words, item }: { words: readonly string[]; item?: readonly string[] }): Segment {
  const named = item === undefined ? words : inOneNumber(words, item);
  return { words: named, stem: stem(named), ...(item !== undefined && { item }) };
}

function inOneNumber(words: readonly string[], item: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  if (isPlural(last) || !isCountable(last) || isPluralOf(words)) return words;
  const alone = isVerb(last) && words.length === 1;
  const names = new Set([...words, singular(last), ...identifying]);
  if (!item.every((word) => names.has(word)) || (alone && !item.includes(last))) return words;
  return [...words.slice(0, -1), plural(last)];
}

/** `codes of conduct` are many. */
export function isPluralOf(words: readonly string[]): boolean {
  const at = words.indexOf("of");
  return at > 0 && isPlural(words[at - 1] ?? "");
}

const identifying = [
  "id",
  "ids",
  "uuid",
  "guid",
  "key",
  "name",
  "slug",
  "code",
  "number",
  "identifier",
  "pk",
];

/** The first segment, from a place on, that these words name; `-1` where none does. */
export function segmentNamed(segments: readonly Segment[], words: readonly string[], from = 0): number {
  const wanted = stem(words);
  if (wanted === "") return -1;
  return segments.findIndex((segment, index) => index >= from && segment.stem === wanted);
}
