/** What choosing needs to know of an operation. */
export interface Candidate {
  readonly id: string;
  readonly isRead: boolean;
  /** How many arguments a call can't do without. */
  readonly needed: number;
}

const reading: readonly string[] = ["list", "search", "get"];
const making: readonly string[] = ["create", "send", "add", "upload"];
/** An argument that somebody has to look up first is worth so many doublings of a group. */
const argumentCost = 0.35;

/**
 * What is asked for first, we think: of the things that most operations are about, the plainest way to look at
 * them and the plainest way to make one. `all` are the ids of every operation; the answer has at most `most`.
 */
export function chooseUsual(
  candidates: readonly Candidate[],
  all: readonly string[],
  most: number,
): string[] {
  const sizes = new Map<string, number>();
  for (const id of all) sizes.set(firstWord(id), (sizes.get(firstWord(id)) ?? 0) + 1);
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    // Only what is done with the things of a group themselves: `issues.create`, not `issues.labels.create`.
    if (one.id.split(".").length !== 2) continue;
    const group = groups.get(firstWord(one.id)) ?? [];
    group.push(one);
    groups.set(firstWord(one.id), group);
  }
  const pairs = [...groups].flatMap(([name, group]) => {
    const read = plainest(group.filter((one) => one.isRead && verbRank(one, reading) < reading.length));
    if (read === undefined) return [];
    const make = plainest(group.filter((one) => !one.isRead && verbRank(one, making) < making.length));
    const weight = Math.log2(sizes.get(name) ?? 1) + (make ? 1 : 0) - argumentCost * read.needed;
    const second = make ?? plainest(group.filter((one) => one.isRead && lastWord(one.id) === "get"));
    return [{ name, weight, ids: [...new Set([read.id, second?.id ?? read.id])] }];
  });
  return pairs
    .toSorted((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .flatMap(({ ids }) => ids)
    .slice(0, most);
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
