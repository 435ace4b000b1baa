import { commandLine, type Json, totalOf } from "@specwire/contract";
import type { GlobalOptions } from "../arguments/global-options.ts";
import { type ListPage, readPages, withPageSize } from "../paginate.ts";
import type { Session } from "../session.ts";
import type { Call } from "../transport.ts";
import { cutStrings, selectFields, unknownFields } from "./fields.ts";
import { compactJson, printedJson } from "./json.ts";
import { printText, printValue } from "./print-answer.ts";
import { tableOf } from "./table-format.ts";

/** Where `--all` stops unless `--limit` says more. */
const mostItems = 10_000;

/** Reads and prints a list: the items on standard output, how many of how many on standard error. */
export async function printList(session: Session, asked: Call): Promise<void> {
  const { options, printer, operation } = session;
  const first = { ...asked, arguments: withPageSize(operation, asked.arguments, options) };
  const format = options.output ?? (printer.terminal ? "table" : "json");
  const fields = options.fields ?? operation.response.fields;
  const wanted = options.limit ?? (options.all ? mostItems : Number.POSITIVE_INFINITY);
  const several = options.all || options.limit !== undefined;
  const shape = (item: Json) => {
    const selected = selectFields(item, fields);
    return options.fields === undefined ? cutStrings(selected) : selected;
  };
  const items: Json[] = [];
  let count = 0;
  let cut = false;
  let last: ListPage | undefined;
  for await (const page of readPages(session, first)) {
    last = page;
    if (page.items === undefined) return printValue(session, page.answer.body ?? null);
    const taken = page.items.slice(0, wanted - count);
    count += taken.length;
    cut = taken.length < page.items.length;
    if (format === "raw") await printText(session, page.text);
    else if (format === "ndjson")
      await printer.out(taken.map((item) => compactJson(shape(item), printer.terminal)).join(""));
    else items.push(...taken);
    const unknown = options.fields && page.call === first && unknownFields(taken, options.fields);
    if (unknown) await printer.note(unknown);
    if (!several || count >= wanted) break;
  }
  if (format === "json") await printer.out(printedJson(items.map(shape), printer.terminal));
  else if (format === "table" && items.length > 0)
    await printer.out(tableOf(items.map(shape), fields, printer.columns));
  if (last) await printer.line(countNote(session, asked, last, count, cut));
}

/** `30 of 1204 items.` and the exact command that goes on. `cut`: the last page held more than was wanted. */
function countNote(session: Session, asked: Call, last: ListPage, count: number, cut: boolean): string {
  const { options } = session;
  const total = totalOf(last.call.operation, last.answer);
  const stopped = last.stopped === undefined ? "" : ` Stopped: ${last.stopped}.`;
  if (!cut && last.next === undefined) {
    if (count === 0) return `No items: the list is empty.${stopped}`;
    const all = stopped === "" ? `All ${count}` : String(count);
    const whole = total === undefined || total <= count ? all : `${count} of ${total}`;
    return `${whole} ${count === 1 && whole === all ? "item" : "items"}.${stopped}`;
  }
  const known = total !== undefined && total > count ? String(total) : `at least ${count + 1}`;
  const next =
    cut || last.next === undefined
      ? commandFor(session, asked, options, count * 2)
      : commandFor(session, last.next, options, options.limit);
  const all = options.all || session.operation.pagination === undefined ? "" : "; everything: add --all";
  const capped =
    options.all && options.limit === undefined ? " Stopped there; --limit <n> sets another end." : "";
  return `${count} of ${known} items.${capped} More: ${next}${all}`;
}

function commandFor(session: Session, call: Call, options: GlobalOptions, limit: number | undefined): string {
  const { connector, typesOf } = session;
  const more = [
    ...(options.fields === undefined ? [] : ["--fields", options.fields.join(",") || "all"]),
    ...(options.output === undefined ? [] : ["--output", options.output]),
    ...(options.account === undefined ? [] : ["--account", options.account]),
    ...(limit === undefined ? [] : ["--limit", String(limit)]),
  ];
  return commandLine(connector.slug, call.operation, typesOf(call.operation), call.arguments, more);
}
