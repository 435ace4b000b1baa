import { commandName } from "@specwire/contract";

export interface Tailoring {
  readonly slug: string;
  /** Ids in the order in which the page shows them. */
  readonly highlights: readonly string[];
  /** Ids that the session's policies deny, whatever the arguments are. */
  readonly banned: readonly string[];
  readonly isBroker: boolean;
}

/** Commands that are named; of more the number is said. */
const mostNamed = 8;

/**
 * `instructions.md` for one session: it does not advertise what the session denies, and says so; with a broker it says
 * who has the credential and who is asked.
 */
export function tailoredPage(text: string, { slug, highlights, banned, isBroker }: Tailoring): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.startsWith("- `"));
  const isBanned = (line: string, index: number) =>
    first !== -1 && line.startsWith("- `") && banned.includes(highlights[index - first] ?? "");
  const kept = lines
    .filter((line, index) => !isBanned(line, index))
    .map((line, index) =>
      isBroker && index < (first === -1 ? lines.length : first) ? ofBroker(line) : line,
    );
  if (banned.length === 0) return kept.join("\n");
  // Where no example is left, neither is the blank line behind it.
  const more = kept.findIndex((line) => line.startsWith(`More: \`${commandName(slug)} `));
  return kept
    .toSpliced(more === -1 ? kept.length : more, 0, bannedLine(slug, banned))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

function bannedLine(slug: string, banned: readonly string[]): string {
  const named = banned.slice(0, mostNamed).map((id) => commandName(slug, id).split(" ").slice(1).join(" "));
  const others = banned.length > mostNamed ? [`and ${banned.length - mostNamed} more`] : [];
  return `Not permitted here: ${[...named, ...others].join(", ")}.`;
}

/** The compiler's sentence, which is of credentials in the environment. */
function ofBroker(line: string): string {
  return line.replace(
    /^(Run it in the shell; it )has its credential(, where it needs one,)? already and never prompts\./,
    "$1calls through a broker that has the credential$2 and never prompts. A write may wait for a person first.",
  );
}
