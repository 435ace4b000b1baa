import { stem } from "../2-resolve/names/words.ts";

/** What choosing needs to know of an operation. */
export interface Candidate {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly isRead: boolean;
  /** How many arguments a call can't do without. */
  readonly needed: number;
}

const reading: readonly string[] = ["list", "search", "get"];
const making: readonly string[] = ["create", "send", "add", "upload"];
/** An argument that somebody has to look up first is worth so many doublings of a group. */
const argumentCost = 0.35;
/** So many doublings more are things that can be made, and those that people mostly ask agents about. */
const makingGain = 3;
const askedGain = 3;
/** What everything else belongs to, as an account, is not asked for by itself the more for it. */
const mostCentral = 6;
const asked: readonly string[] =
  `issue ticket pull repo repository message mail email chat channel task todo card
  project page document doc file folder customer contact lead deal invoice payment subscription order product event
  booking reservation comment note post article call deployment server`.split(/\s+/);

/** The plainest ways to look at the things of a group, and to make one. */
interface Group {
  readonly name: string;
  readonly weight: number;
  readonly read: Candidate | undefined;
  readonly get: Candidate | undefined;
  readonly make: Candidate | undefined;
  /** Reads what is in a file. */
  readonly content: Candidate | undefined;
}

/**
 * What is asked for first, we think: of the things that most operations are about, the plainest way to look at
 * them and the plainest way to make one; a search over all; and what reads the content of files. `all` is every
 * operation; the answer has at most `most`.
 */
export function chooseUsual(
  candidates: readonly Candidate[],
  all: readonly Pick<Candidate, "id" | "path">[],
  most: number,
): string[] {
  const sizes = new Map<string, number>();
  for (const { id } of all) sizes.set(firstWord(id), (sizes.get(firstWord(id)) ?? 0) + 1);
  const below = belowPaths(all);
  const byName = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const group = byName.get(firstWord(one.id)) ?? [];
    group.push(one);
    byName.set(firstWord(one.id), group);
  }
  const groups = [...byName]
    .filter(([name]) => name !== "search")
    .map(([name, group]) => groupOf(name, group, sizes.get(name) ?? 1, below))
    .filter(({ read }) => read !== undefined)
    .toSorted((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
  const [first, ...others] = groups;
  const chosen = [
    first?.read,
    first?.make ?? first?.get,
    searchOf(byName.get("search") ?? []),
    groups.find(({ content }) => content)?.content,
    ...others.flatMap(({ read, make, get }) => [read, make ?? get]),
  ];
  return [...new Set(chosen.flatMap((one) => one?.id ?? []))].slice(0, most);
}

function groupOf(
  name: string,
  group: readonly Candidate[],
  size: number,
  below: ReadonlyMap<string, number>,
): Group {
  // Only what is done with the things of a group themselves: `issues.create`, not `issues.labels.create`.
  const own = group.filter(({ id }) => id.split(".").length === 2);
  const reads = own.filter((one) => one.isRead && verbRank(one, reading) < reading.length);
  const get = plainest(reads.filter(({ id }) => lastWord(id) === "get"));
  const isOfOne = ({ path }: Candidate) => get !== undefined && path.startsWith(get.path);
  const isContent = ({ path }: Candidate) => /\/(contents?|upload)(\/\{[^{}]+\})?$/.test(path);
  const make =
    plainest(
      own.filter(
        (one) =>
          one.method === "POST" && !one.isRead && verbRank(one, making) < making.length && !isOfOne(one),
      ),
    ) ??
    plainest(group.filter((one) => one.method === "POST" && !one.isRead && isContent(one) && !isOfOne(one)));
  // The list that what is made goes to, before others of the same kind.
  const beside = reads.filter(({ path, method }) => method === "GET" && path === make?.path);
  const read = plainest(beside.length > 0 ? beside : reads);
  const content = plainest(group.filter((one) => one.isRead && isContent(one)));
  const centre = Math.min(mostCentral, Math.log2(1 + (below.get(get?.path ?? "") ?? 0)));
  const isAsked = name.split("-").some((word) => asked.includes(stem([word])));
  const weight =
    Math.log2(size) +
    centre +
    (make ? makingGain : 0) +
    (isAsked ? askedGain : 0) -
    argumentCost * (read?.needed ?? 0);
  return { name, weight, read, get, make, content };
}

/** How many operations are about a part of what is behind each parameter. */
function belowPaths(all: readonly Pick<Candidate, "path">[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of all)
    for (let at = path.indexOf("}/"); at !== -1; at = path.indexOf("}/", at + 1)) {
      const thing = path.slice(0, at + 1);
      counts.set(thing, (counts.get(thing) ?? 0) + 1);
    }
  return counts;
}

/** Of the searches of a group of searches, the one for what is asked for most. */
function searchOf(searches: readonly Candidate[]): Candidate | undefined {
  const rank = ({ id }: Candidate) => {
    const found = lastWord(id)
      .split("-")
      .map((word) => asked.indexOf(stem([word])))
      .filter((index) => index !== -1);
    return found.length > 0 ? Math.min(...found) : asked.length;
  };
  return searches.filter(({ isRead }) => isRead).toSorted((a, b) => rank(a) - rank(b))[0];
}

/** The usual verb alone before one with more words (`list-mine`), what needs least before what needs more. */
function plainest(group: readonly Candidate[]): Candidate | undefined {
  const words = (one: Candidate) => lastWord(one.id).split("-").length;
  const verbs = [...reading, ...making];
  return group.toSorted(
    (a, b) =>
      verbRank(a, verbs) - verbRank(b, verbs) ||
      Math.min(words(a), 2) - Math.min(words(b), 2) ||
      a.needed - b.needed ||
      (a.id < b.id ? -1 : 1),
  )[0];
}

function verbRank({ id }: Candidate, verbs: readonly string[]): number {
  const [verb = ""] = lastWord(id).split("-");
  const rank = verbs.indexOf(verb);
  return rank === -1 ? verbs.length : rank;
}

function firstWord(id: string): string {
  return id.split(".")[0] ?? "";
}

function lastWord(id: string): string {
  return id.slice(id.lastIndexOf(".") + 1);
}
