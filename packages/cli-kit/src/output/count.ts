import { type Arguments, flagsOf, type Json, type Operation } from "@specwire/contract";
import type { GlobalOptions } from "../arguments/global-options.ts";
import { CliError } from "../errors.ts";
import { isGiven, type ListPage, readPages, withPageSize } from "../paginate.ts";
import type { Session } from "../session.ts";
import type { Call } from "../transport.ts";
import { compactJson } from "./json.ts";
import { troubleBeside } from "./list-notes.ts";
import { goesOn, knownTotal, pagesBehind } from "./total.ts";
import { usualChoice } from "./usual-choice.ts";

/** Where reading all pages stops unless `--limit` says more. */
export const mostItems = 10_000;

/** Prints how many items a list has: as the API says it on one small page, else counted over all pages. */
export async function printCount(session: Session, asked: Call): Promise<void> {
  const { printer } = session;
  let trouble: string | undefined;
  const counted = await countItems(session, asked, ({ call, answer }) => {
    trouble ??= troubleBeside(call.operation, answer.body);
  });
  await printer.out(compactJson({ ...counted, ...(trouble && { atLeast: true }) }, printer.terminal));
  if (trouble !== undefined) await printer.line(trouble);
  else if (counted.atLeast)
    await printer.note(`There are more than ${counted.count}: the list was not read to its end.`);
  const choice = usualChoice(session, asked);
  if (choice !== undefined) await printer.note(choice);
}

interface Counted {
  readonly count: number;
  readonly atLeast?: true;
}

type Look = (page: ListPage) => void;

async function countItems(session: Session, asked: Call, look: Look): Promise<Counted> {
  const { operation, options } = session;
  if (saysCount(operation, asked.arguments, options)) {
    const one = sizeOfOne(operation, asked.arguments, options);
    const page = await firstPage(session, { ...asked, arguments: one });
    look(page);
    const { length } = listItems(page);
    const goes = isCut(operation, page);
    const total = knownTotal(operation, page.answer, goes || page.next !== undefined);
    if (total !== undefined) return { count: total };
    // Only where the size of one was heeded is a page an item.
    const behind = one !== asked.arguments && length === 1 ? pagesBehind(page.answer) : undefined;
    if (behind !== undefined) return { count: length + behind };
    // A page of one that is full and leads nowhere proves nothing.
    const isWhole = length === 0 || one === asked.arguments;
    if (isWhole && page.next === undefined && !goes) return { count: length };
  }
  return await countPages(session, asked, look);
}

/** Whether one small page is likely to say how many there are: by a declared total, or by the last of pages of one. */
function saysCount(operation: Operation, args: Arguments, options: GlobalOptions): boolean {
  const paging = operation.pagination;
  if (options.limit !== undefined || paging === undefined) return false;
  const saysLast = paging.kind === "link" && "header" in paging.next;
  return paging.total !== undefined || (saysLast && sizeOfOne(operation, args, options) !== args);
}

function sizeOfOne(operation: Operation, args: Arguments, options: GlobalOptions): Arguments {
  return withPageSize(operation, args, { ...options, all: false, limit: 1 });
}

/** The arguments of the first request for a list, whatever is to be told of it. */
export function firstArguments(operation: Operation, args: Arguments, options: GlobalOptions): Arguments {
  if (!options.count && options.countBy === undefined) return withPageSize(operation, args, options);
  if (options.count && saysCount(operation, args, options)) return sizeOfOne(operation, args, options);
  return withPageSize(operation, args, { ...options, all: true });
}

async function firstPage(session: Session, call: Call): Promise<ListPage> {
  for await (const page of readPages(session, call)) return page;
  throw new Error("a list has a first page");
}

/** The items of a page; where an API answers with one thing in place of a list, there is nothing to count. */
export function listItems({ items, call }: ListPage): readonly Json[] {
  if (items !== undefined) return items;
  throw new CliError("USAGE", "the answer is one thing and no list, so there is nothing to count", {
    operation: call.operation.id,
  });
}

/** Whether a list is longer than what can be read of it. */
export function isCut(operation: Operation, page: ListPage): boolean {
  return page.stopped !== undefined || (page.next === undefined && goesOn(operation, page));
}

async function countPages(session: Session, asked: Call, look: Look): Promise<Counted> {
  const { operation, options } = session;
  const wanted = options.limit ?? mostItems;
  let count = 0;
  for await (const page of allPages(session, asked)) {
    look(page);
    const more = page.next !== undefined || isCut(operation, page);
    const total = count === 0 ? knownTotal(operation, page.answer, more) : undefined;
    if (total !== undefined && options.limit === undefined) return { count: total };
    count += listItems(page).length;
    if (count > wanted || (count === wanted && page.next !== undefined))
      return { count: wanted, atLeast: true };
    if (isCut(operation, page)) return { count, atLeast: true };
  }
  return { count };
}

/** The pages in the largest size that the API gives. */
export function allPages(session: Session, asked: Call): AsyncGenerator<ListPage> {
  const { operation, options } = session;
  const args = withPageSize(operation, asked.arguments, { ...options, all: true });
  return readPages(session, { ...asked, arguments: args });
}

/** Before anything is sent: counting needs a list from its beginning. */
export function checkCount({ operation, options, typesOf }: Session, { arguments: args }: Call): void {
  const flag = options.count ? "--count" : options.countBy === undefined ? undefined : "--count-by";
  if (flag === undefined) return;
  const problem = problemOf(operation, options.count && options.countBy !== undefined, options.save);
  if (problem) throw new CliError("USAGE", `${flag} ${problem}`, { flag });
  const { pagination } = operation;
  const into = pagination && "into" in pagination ? pagination.into : undefined;
  if (into === undefined || !isGiven(args, into)) return;
  const paging = flagsOf(operation, typesOf(operation)).find(
    (one) => one.in === into.in && one.path[0] === into.name,
  );
  throw new CliError("USAGE", `${flag} is of the whole list: leave --${paging?.name ?? into.name} out`, {
    flag,
  });
}

function problemOf({ response }: Operation, both: boolean, save: string | undefined): string | undefined {
  if (both) return "and --count-by are two questions: ask one at a time";
  if (save !== undefined) return "prints a number, so there is nothing to --save";
  return response.items === undefined ? "is for lists, and this command answers with none" : undefined;
}
