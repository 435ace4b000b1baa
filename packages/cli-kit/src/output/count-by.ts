import { isObject, type Json } from "@specwire/contract";
import { CliError } from "../errors.ts";
import { typedLine } from "../next-command.ts";
import type { Session } from "../session.ts";
import { countOf } from "../text.ts";
import type { Call } from "../transport.ts";
import { allPages, isCut, listItems, mostItems } from "./count.ts";
import { unknownFields } from "./field-names.ts";
import { cutLong, valuesAt } from "./fields.ts";
import { compactJson, printedJson } from "./json.ts";
import { troubleBeside } from "./list-notes.ts";
import { tableOf } from "./table-format.ts";
import { callingNames, isScalar } from "./telling.ts";
import { usualChoice } from "./usual-choice.ts";

/** How many values are shown unless `--all` asks for every one. */
const mostValues = 100;
/** In characters; a longer one is cut. */
const longestValue = 200;

/** Prints how many items of the whole list have each value of a field, the most frequent first. */
export async function printCountBy(session: Session, asked: Call, field: string): Promise<void> {
  const { options, printer } = session;
  const wanted = options.limit ?? mostItems;
  const path = field.split(".");
  const counts = new Map<string, { value: Json; count: number }>();
  const looked: Json[] = [];
  let [count, isEnd] = [0, true];
  let trouble: string | undefined;
  for await (const page of allPages(session, asked)) {
    const all = listItems(page);
    trouble ??= troubleBeside(page.call.operation, page.answer.body);
    const items = all.slice(0, wanted - count);
    count += items.length;
    looked.push(...items.slice(0, Math.max(0, 200 - looked.length)));
    for (const item of items) {
      const values = valuesAt(item, path).flat();
      // An item is counted once for each value that it has, and one without any for null.
      for (const key of new Set(
        (values.length > 0 ? values : [null]).map((value) => JSON.stringify(value)),
      )) {
        const known = counts.get(key);
        if (known) known.count++;
        else counts.set(key, { value: JSON.parse(key) as Json, count: 1 });
      }
    }
    isEnd =
      items.length === all.length &&
      !isCut(session.operation, page) &&
      (count < wanted || page.next === undefined);
    if (count >= wanted) break;
  }
  checkField(
    session,
    asked,
    looked,
    field,
    [...counts.values()].map(({ value }) => value),
  );
  const all = [...counts.values()].sort((a, b) => b.count - a.count || compare(a.value, b.value));
  const rows = all.slice(0, options.all ? undefined : mostValues).map((row) => ({
    ...row,
    value: cutLong(row.value, longestValue, undefined),
  }));
  const isTable = (options.output ?? (printer.terminal ? "table" : "json")) === "table";
  await printer.out(
    isTable
      ? tableOf(rows, ["value", "count"], printer.columns)
      : options.output === "ndjson"
        ? rows.map((row) => compactJson(row, printer.terminal)).join("")
        : printedJson(rows, printer.terminal),
  );
  const shown = rows.length < all.length ? `, the ${rows.length} most frequent shown (--all: every one)` : "";
  const end = isEnd
    ? ""
    : count >= wanted
      ? ", and there are more: --limit <n> sets another end"
      : ", and there are more, which this command can't ask for";
  await printer.note(`${countOf(count, "item")}, ${countOf(all.length, "value")} of ${field}${shown}${end}.`);
  if (trouble !== undefined) await printer.line(trouble);
  const choice = usualChoice(session, asked);
  if (choice !== undefined) await printer.note(choice);
}

/** A field that no item has, or that is no plain value, counts nothing: the one that was meant would. */
function checkField(
  session: Session,
  asked: Call,
  items: readonly Json[],
  field: string,
  values: readonly Json[],
): void {
  const unknown = unknownFields(session, items, [field], true);
  const thing = values.find(isObject);
  if (unknown === undefined && thing === undefined) return;
  const members = Object.keys(thing ?? {}).filter((name) => isScalar(thing?.[name] ?? null));
  const [called] = [...callingNames(members, true, false)];
  const meant = unknown === undefined ? called && `${field}.${called}` : unknown.corrected.join(",");
  const message = unknown?.message ?? `${field} is a thing, not a value${meant ? `; count by ${meant}` : ""}`;
  const line = meant ? typedLine(session, asked, ["--count-by", meant]) : undefined;
  throw new CliError("USAGE", message, { flag: "--count-by", ...(line && { help: `try: ${line}` }) });
}

function compare(a: Json, b: Json): number {
  const [one, other] = [String(a), String(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
