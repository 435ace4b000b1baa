import {
  commandName,
  contentTypesOf,
  type Flag,
  flagsOf,
  flagsOfOmittedBody,
  isNeeded,
  type Operation,
  resolveType,
  tokenBudgets,
} from "@specwire/contract";
import { countOf, formatCount, oneLine } from "../text.ts";
import { firstFitting, fitsBudget, mostFitting } from "./budget.ts";
import { exampleLine } from "./example-line.ts";
import { type FlagDetail, flagRows, type NamedTypes, typeName } from "./flag-rows.ts";
import { wrapWords } from "./layout.ts";

/** Optional flags are described up to here, in tokens: who needs more of them asks for all. */
const describedBudget = 360;
/** And named up to here. */
const namedBudget = 450;

interface Level extends FlagDetail {
  /** What the description is cut to, in characters. */
  readonly about: number;
}

const full: Level = { about: 200, note: 100, values: 12, type: 240 };
const short: Level = { about: 120, note: 60, values: 8, type: 120 };
const tiny: Level = { about: 120, note: 40, values: 6, type: 80 };
const least: Level = { about: 0, note: 0, values: 3, type: 40 };
const whole: Level = {
  about: 600,
  note: 240,
  values: Number.POSITIVE_INFINITY,
  type: Number.POSITIVE_INFINITY,
};

/**
 * What a command does, its flags with the required ones first, what it shows, and an example. Within the budget
 * what matters less is said shorter, then named, then counted, unless all is asked for.
 */
export function commandHelp(slug: string, operation: Operation, types: NamedTypes, all = false): string {
  const flags = flagsOf(operation, types);
  const required = flags.filter((flag) => isNeeded(operation, flags, flag));
  const rankOf = (flag: Flag) => rank(flag) + (isPaging(flag, operation) ? 5 : 0);
  let optional = flags.filter((flag) => !required.includes(flag)).sort((a, b) => rankOf(a) - rankOf(b));
  const example = exampleLine(slug, operation, types);
  const tail = [
    bodyLine(operation, flags, types),
    kindsLine(operation, types),
    answerLine(operation),
    example === undefined ? "" : `Example: ${example}\n`,
  ].join("");
  const frame = (level: Level, needed: number, described: number, named: number) =>
    [
      headLine(slug, operation, level.about),
      needed > 0 ? `Required:\n${flagRows(required.slice(0, needed), operation, types, level)}` : "",
      needed < required.length
        ? `And ${countOf(required.length - needed, "required flag")} more: --help --all shows them.\n`
        : "",
      described > 0 ? `Optional:\n${flagRows(optional.slice(0, described), operation, types, level)}` : "",
      named > 0
        ? `${described > 0 ? "Also" : "Optional"}:\n${wrapWords(foldedNames(optional.slice(described, described + named)), " ")}`
        : "",
      described + named < optional.length
        ? `And ${formatCount(optional.length - described - named)} more: --help --all shows them, --schema as JSON.\n`
        : "",
      tail,
    ].join("");
  const render = (level: Level, described = optional.length, named = 0) =>
    frame(level, required.length, described, named);
  if (all) return render(whole);

  for (const level of [full, short, tiny]) {
    const text = render(level);
    if (fitsBudget(text, describedBudget)) return text;
  }
  const level = [full, short, least].find((one) => fitsBudget(render(one, 0), namedBudget)) ?? least;
  const brief = level === full ? short : level;
  optional = optional.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || Number(isTelling(b)) - Number(isTelling(a)),
  );
  const described = mostFitting(optional.length, describedBudget, (most) => render(brief, most));
  const named = mostFitting(optional.length - described, namedBudget, (most) =>
    render(brief, described, most),
  );
  return firstFitting(tokenBudgets.command, [
    () => render(brief, described, named),
    () =>
      frame(
        least,
        mostFitting(required.length, tokenBudgets.command, (most) => frame(least, most, 0, 0)),
        0,
        0,
      ),
  ]);
}

function headLine(slug: string, operation: Operation, length: number): string {
  const kind = operation.destructive
    ? "removes or can't be undone"
    : operation.access === "write"
      ? "changes something"
      : "read only";
  const summary = oneLine(operation.summary, 120);
  const more = length === 0 ? "" : oneLine(behind(operation.description ?? "", operation.summary), length);
  return [
    `${commandName(slug, operation.id)}: ${summary} (${kind}${operation.deprecated ? ", deprecated" : ""})\n`,
    more === "" ? "" : `${more}\n`,
  ].join("");
}

/** What a description says behind the summary, which often is its first sentence. */
function behind(description: string, summary: string): string {
  return description.startsWith(summary)
    ? description.slice(summary.length).replace(/^[\s.:;…]+/, "")
    : description;
}

/** `--address.city --address.zip` as `--address.{city,zip}`. */
function foldedNames(flags: readonly Flag[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { name } of flags) {
    const parent = name.slice(0, name.lastIndexOf(".") + 1);
    const key = parent === "" ? name : parent;
    groups.set(key, [...(groups.get(key) ?? []), name.slice(parent.length)]);
  }
  return [...groups].map(([key, names]) => {
    if (!key.endsWith(".")) return `--${key}`;
    return names.length === 1 ? `--${key}${names[0]}` : `--${key}{${names.join(",")}}`;
  });
}

/** A part of the query that `--limit` and `--all` fill. */
function isPaging({ in: place, path: [name = ""] }: Flag, { pagination }: Operation): boolean {
  if (pagination === undefined || place !== "query") return false;
  const { pageSize } = pagination;
  const into = "into" in pagination ? pagination.into : undefined;
  return (
    name === pageSize?.name || name === into?.name || /^(?:page|per_?page|page_?size|cursor)$/i.test(name)
  );
}

/** Top-level flags before nested ones, deprecated ones last; the order stays otherwise. */
function rank(flag: Flag): number {
  return flag.path.length + (flag.field.deprecated ? 10 : 0);
}

const longestChoice = 60;

/** What is said whole in a few words: a switch, a number, a date, a choice of few. */
function isTelling({ type }: Flag): boolean {
  switch (type.kind) {
    case "boolean":
      return true;
    case "string":
      return type.enum ? type.enum.join("|").length <= longestChoice : /^date/.test(type.format ?? "");
    case "integer":
    case "number":
      return true;
    default:
      return false;
  }
}

/** A body that flags can't state, or not wholly. */
function bodyLine(operation: Operation, flags: readonly Flag[], types: NamedTypes): string {
  const { body } = operation;
  if (body === undefined) return "";
  const [, ...others] = contentTypesOf(operation);
  const more =
    others.length === 0 ? "" : `Other media types: --content-type ${oneLine(others.join(", "), 300)}\n`;
  return `${bodyWords(operation, body, flags, types)}${more}`;
}

function bodyWords(
  operation: Operation,
  body: NonNullable<Operation["body"]>,
  flags: readonly Flag[],
  types: NamedTypes,
): string {
  const omitted = flagsOfOmittedBody(operation, flags).length > 0;
  const kept = operation.method === "PATCH" ? "; what you leave out stays" : "";
  if (flags.some((flag) => flag.in === "body"))
    return `Body: flags, or --input <json|@file|-> with flags over it${omitted ? "; the API's document lets it out" : ""}${kept}\n`;
  const type = resolveType(body.type, types);
  if (body.encoding === "raw") {
    const given = type.kind === "file" ? "@file|-" : "text|@file|-";
    return `Body: --input <${given}> (${oneLine(body.contentType, 60)})${body.required ? ", required" : ""}\n`;
  }
  return `Body: --input <json|@file|-> (${typeName(type, types, 1)})${body.required ? ", required" : ""}; see --schema\n`;
}

/** What a body of several kinds is told apart by. */
function kindsLine({ body }: Operation, types: NamedTypes): string {
  const type = body && resolveType(body.type, types);
  if (type?.kind !== "union" || type.discriminator === undefined) return "";
  const { property, mapping } = type.discriminator;
  return `Kinds: ${oneLine(property, 40)} is ${oneLine(Object.keys(mapping).join(", "), 300)}; the fields of each: --schema\n`;
}

/** How many members are named that a list does not show, and how long a name may be. */
const mostFields = 8;
const longestField = 24;

/** What else there is to ask for. */
function otherFields(known: readonly string[], shown: readonly string[]): string {
  const heads = new Set(shown.map((field) => field.split(".", 1)[0]));
  const others = known.filter(
    (name) =>
      !shown.includes(name) && !heads.has(name) && !/(?:^|[._])(?:url|urls|href|_links|node_id)$/.test(name),
  );
  const named = others.filter((name) => name.length <= longestField && !/\s/.test(name)).slice(0, mostFields);
  if (named.length === 0) return "";
  const more = others.length > named.length ? ` and ${formatCount(others.length - named.length)} more` : "";
  return `also ${oneLine(named.join(","), 200)}${more}; `;
}

function answerLine(operation: Operation): string {
  const { response } = operation;
  if (response.kind === "binary") return "Answer: bytes; --save <file>\n";
  if (response.kind === "stream") return "Answer: values as they arrive, one a line; --limit n\n";
  if (response.redirect) return "Answer: where it leads (a redirect, not followed)\n";
  if (response.items === undefined) return "";
  const shown = response.fields.length > 0 ? `shows ${oneLine(response.fields.join(","), 300)}; ` : "";
  const others = response.fields.length > 0 ? otherFields(response.known, response.fields) : "";
  const pages = operation.pagination ? "--limit n, --all, --count, " : "";
  return `List: ${shown}${others}${pages}--fields a,b|all\n`;
}
