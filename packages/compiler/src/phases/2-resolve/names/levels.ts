import { isPluralOf, type PathWords, type Segment, segmentNamed } from "./path-words.ts";
import { isCountable, isPlural, plural, singular, stem } from "./words.ts";

/** The words of one level of an id. */
export type Level = readonly string[];

/** What is known of the document as a whole. */
export interface NamingContext {
  /** The first segments that nearly every path has, as stems: they say nothing. */
  readonly sharedSegments: readonly string[];
  /** The first part that nearly every operationId has. */
  readonly sharedGroup?: string;
  /** Whether its paths state more than one version. */
  readonly hasVersions: boolean;
  /** Segments that have a parameter behind them somewhere, as stems. */
  readonly collectionWords: ReadonlySet<string>;
  /** The places that a GET reads. */
  readonly read: ReadonlySet<string>;
  /** The places of its paths that have a parameter behind them. */
  readonly collections: ReadonlySet<string>;
  /** What the document writes in the plural somewhere, as stems. */
  readonly plurals: ReadonlySet<string>;
}

export function pathLevels({ segments }: PathWords, context: NamingContext): Level[] {
  return segments.map(({ words }) => inPlural(words, context));
}

/** Groups that an operationId or a tag states, spelled as the path does. */
export function spelledLevels(
  group: readonly Level[],
  segments: readonly Segment[],
  context: NamingContext,
): Level[] {
  return group.map((words) => inPlural(segments[segmentNamed(segments, words)]?.words ?? words, context));
}

interface Alignment {
  readonly path: PathWords;
  readonly context: NamingContext;
  readonly group: Level | undefined;
  /** Whether the operationId states the group. */
  readonly isStated: boolean;
  /** Whether it does something to the thing, so that there is more than one. */
  readonly acts: boolean;
}

/** The words of a noun as levels: each run that names a segment of the path, below the group's, is one. */
export function alignedLevels(words: Level, { path, context, group, isStated, acts }: Alignment): Level[] {
  const { segments } = path;
  const noun = withoutGroup(words, group);
  const levels: Level[] = [];
  let open: string[] = [];
  let from = group === undefined ? 0 : segmentNamed(segments, group) + 1;
  for (let at = 0; at < noun.length; ) {
    const hit = longestMatch(noun, at, segments, from);
    if (hit === undefined) {
      open.push(noun[at] ?? "");
      at++;
      continue;
    }
    const named = segments[hit.segment]?.words ?? [];
    const isMany = open.length > 0 && isPlural(noun[hit.end - 1] ?? "");
    const end = named.at(-1) ?? "";
    levels.push(inPlural([...open, ...named.slice(0, -1), isMany ? plural(end) : end], context));
    open = [];
    from = hit.segment + 1;
    at = hit.end;
  }
  if (open.length === 0) return levels;
  const last = open.at(-1) ?? "";
  const isMany = (acts || path.endsWithItem) && isCountable(last) && !isKind(last, path);
  const many = isMany ? [...open.slice(0, -1), plural(last)] : open;
  const before = isStated ? levels.pop() : undefined;
  return [...levels, inPlural([...(before ?? []), ...many], context)];
}

/** `azure` of `/_inference/{azure_inference_id}` and `/{azure_mount_path}/roles`. */
function isKind(word: string, { segments, parameterWords }: PathWords): boolean {
  return parameterWords.some(
    ([first, ...rest]) =>
      first === word && (rest.at(-1) === "path" || segmentNamed(segments, rest.slice(0, -1)) >= 0),
  );
}

/** `copilot/cancel-copilot-seat`: the group is said once. */
function withoutGroup(noun: Level, group: Level | undefined): Level {
  if (group === undefined) return noun;
  // `get conduct code` of the codes of conduct.
  const said = new Set(group.map(singular));
  if (noun.length > 1 && group.length > noun.length && noun.every((word) => said.has(singular(word))))
    return [];
  for (let end = noun.length - 1; end > 0; end--) {
    if (stem(noun.slice(0, end)) === stem(group)) return noun.slice(end);
  }
  return noun;
}

function longestMatch(noun: Level, at: number, segments: readonly Segment[], from: number) {
  for (let end = noun.length; end > at; end--) {
    const segment = segmentNamed(segments, noun.slice(at, end), from);
    if (segment >= 0) return { segment, end };
  }
  return undefined;
}

/** A group and the levels below it, without saying one thing twice. */
export function joinedLevels(group: readonly Level[], levels: readonly Level[]): Level[] {
  const [first, ...rest] = levels;
  const last = group.at(-1);
  return first !== undefined && last !== undefined && stem(first) === stem(last)
    ? [...group, ...rest]
    : [...group, ...levels];
}

export function inPlural(words: Level, context: NamingContext): Level {
  const last = words.at(-1) ?? "";
  if (isPlural(last) || !isCountable(last) || isPluralOf(words) || !context.plurals.has(stem(words)))
    return words;
  return [...words.slice(0, -1), plural(last)];
}
