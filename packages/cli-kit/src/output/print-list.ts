import { isObject, type Json } from "@specwire/contract";
import { nextCommand } from "../next-command.ts";
import { type ListPage, readPages, withPageSize } from "../paginate.ts";
import type { Session } from "../session.ts";
import type { Call } from "../transport.ts";
import { mostItems, printCount } from "./count.ts";
import { printCountBy } from "./count-by.ts";
import { tellUnknown } from "./field-names.ts";
import { cutLong, selectFields, valuesAt } from "./fields.ts";
import { compactJson, printedJson } from "./json.ts";
import { countNote, cutNote, fieldsNote, startOf, troubleBeside } from "./list-notes.ts";
import { printText, printValue } from "./print-answer.ts";
import { tableOf } from "./table-format.ts";
import { fieldsFor } from "./telling.ts";
import { usualChoice } from "./usual-choice.ts";

/** Longer strings are cut in lists: the fewer items there are, the more of each is shown. */
const shortestText = 80;
const longestText = 1_500;
const allTexts = 3_000;

function mostText(count: number): number {
  return Math.max(shortestText, Math.min(longestText, Math.floor(allTexts / count)));
}

/** Reads and prints a list: the items on standard output, how many of how many on standard error. */
export async function printList(session: Session, asked: Call): Promise<void> {
  const { options, printer, operation } = session;
  if (options.count) return printCount(session, asked);
  if (options.countBy !== undefined) return printCountBy(session, asked, options.countBy);
  const first = { ...asked, arguments: withPageSize(operation, asked.arguments, options) };
  const format = options.output ?? (printer.terminal ? "table" : "json");
  const wanted = options.limit ?? (options.all ? mostItems : Number.POSITIVE_INFINITY);
  const several = options.all || options.limit !== undefined;
  let fields = options.fields ?? operation.response.fields;
  const shaped = (taken: readonly Json[]) => {
    const selected = taken.map((item) => selectFields(item, fields));
    if (options.fields !== undefined) return selected;
    return selected.map((item) => cutLong(item, mostText(selected.length), undefined));
  };
  let meant = options.fields;
  const items: Json[] = [];
  let firsts: readonly Json[] = [];
  // The members that all items share, those of other pages too.
  let same: Json | undefined;
  let trouble: string | undefined;
  let count = 0;
  let left = 0;
  let end: Json | undefined;
  let last: ListPage | undefined;
  for await (const page of readPages(session, first)) {
    last = page;
    if (page.items === undefined) return printValue(session, asked, page.answer.body ?? null);
    const taken = page.items.slice(0, wanted - count);
    if (count === 0) {
      firsts = taken;
      if (options.fields === undefined) fields = fieldsIn(taken, fields);
      else if (format !== "raw") meant = await tellUnknown(session, asked, taken, true);
    }
    same = same === undefined ? sameIn(taken) : sameIn([same, ...taken]);
    trouble ??= troubleBeside(page.call.operation, page.answer.body);
    count += taken.length;
    left = page.items.length - taken.length;
    end = taken.at(-1) ?? end;
    if (format === "raw") await printText(session, page.text);
    else if (format === "ndjson")
      await printer.out(
        shaped(taken)
          .map((item) => compactJson(item, printer.terminal))
          .join(""),
      );
    else items.push(...taken);
    if (!several || count >= wanted) break;
  }
  if (format === "json") await printer.out(printedJson(shaped(items), printer.terminal));
  else if (format === "table" && items.length > 0)
    await printer.out(tableOf(shaped(items), fields, printer.columns));
  if (last === undefined) return;
  await printer.line(countNote(session, { asked, last, count, left, end, trouble, fields: meant }));
  if (trouble !== undefined && format !== "raw") await printer.line(trouble);
  const choice = left === 0 && last.next === undefined ? usualChoice(session, asked) : undefined;
  if (choice !== undefined) await printer.note(choice);
  if (options.fields !== undefined || format === "raw" || count === 0) return;
  const cut = cutNote(firsts, fields, mostText(format === "ndjson" ? firsts.length : count));
  if (cut !== undefined) await printer.note(cut);
  // Who goes on has read it.
  if (startOf(session, asked) !== undefined || operation.access === "write") return;
  const others = fieldsNote(firsts, fields);
  if (others !== undefined) await printer.note(others);
  // The values that all have, and the names of the fields that hold the others.
  const one = nextCommand(session, asked, operation.detail, same, false);
  if (one !== undefined) await printer.line(`One: ${one}`);
}

/** The members that are the same in all items. */
function sameIn([first = null, ...others]: readonly Json[]): Json {
  if (!isObject(first)) return others.length === 0 ? first : null;
  const isSame = (name: string, text: string) =>
    others.every((one) => isObject(one) && JSON.stringify(one[name]) === text);
  return Object.fromEntries(
    Object.entries(first).filter(([name, member]) => isSame(name, JSON.stringify(member))),
  );
}

/** What is declared, or chosen where nothing is, or where no item has any of it. */
function fieldsIn(items: readonly Json[], declared: readonly string[]): readonly string[] {
  const isThere = declared.some((field) => items.some((item) => valuesAt(item, field.split(".")).length > 0));
  return isThere || items.length === 0 ? declared : fieldsFor(items);
}
