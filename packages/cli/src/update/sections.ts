import type { Change, ChangeKind } from "@specwire/compiler";
import { some } from "../shared/tone.ts";

/** At most so many lines, with the number of the others. */
export function section(lines: readonly string[], most: number, more = "--all shows them"): string[] {
  if (lines.length <= most + 1) return [...lines];
  return [...lines.slice(0, most), `… ${lines.length - most} more lines; ${more}`];
}

/** What changed, by whose it is: on one line where it is one thing, else below the name. */
export function changeLines(changes: readonly Change[], mostOfOne: number): string[] {
  const bySubject = Map.groupBy(changes, subjectOf);
  const subjects = [...bySubject.keys()].sort();
  const alone = subjects.filter((one) => bySubject.get(one)?.length === 1 && one.length <= 32);
  const width = Math.max(0, ...alone.map((one) => one.length));
  return subjects.flatMap((subject) => {
    const texts = (bySubject.get(subject) ?? []).map(textOf);
    const [first = ""] = texts;
    if (texts.length === 1) return [`${subject.padEnd(width)}  ${first}`];
    const shown = texts.length > mostOfOne + 1 ? texts.slice(0, mostOfOne) : texts;
    const rest = texts.length - shown.length;
    return [subject, ...shown.map((one) => `  ${one}`), ...(rest === 0 ? [] : [`  … and ${rest} more`])];
  });
}

function subjectOf({ operations }: Change): string {
  return operations.length === 0 ? "the connector" : some(operations, 2);
}

function textOf({ at, message }: Change): string {
  return at === undefined ? message : `${at} ${message}`;
}

const words: Readonly<Partial<Record<ChangeKind, readonly [one: string, many: string]>>> = {
  "parameter-added": ["new parameter", "new parameters"],
  "field-added": ["new body field", "new body fields"],
  "answer-field-added": ["new field of answers", "new fields of answers"],
  values: ["list of values that grew", "lists of values that grew"],
  deprecation: ["deprecation", "deprecations"],
  words: ["place in other words", "places in other words"],
};

/** What breaks nobody, counted by kind; deprecations by name, since they will break somebody. */
export function otherChanges(changes: readonly Change[]): string[] {
  if (changes.length === 0) return [];
  const byKind = Map.groupBy(changes, ({ kind }) => (words[kind] === undefined ? "else" : kind));
  const counts = [...byKind].map(([kind, some]) => {
    const [one, many] = (kind === "else" ? undefined : words[kind]) ?? ["other", "others"];
    return `${some.length} ${some.length === 1 ? one : many}`;
  });
  const deprecated = changes.filter(({ kind, message }) => kind === "deprecation" && message.endsWith("now"));
  const names = deprecated.map((one) => `${subjectOf(one)}${one.at === undefined ? "" : ` ${one.at}`}`);
  return [
    `${counts.join(", ")}; --all shows ${changes.length === 1 ? "it" : "them"}`,
    ...(names.length === 0 ? [] : [`deprecated: ${some(names)}`]),
  ];
}
