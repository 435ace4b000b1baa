import type { ListedOperation } from "@specwire/compiler";
import { nearest, quoteWord } from "@specwire/contract";
import { quote, Refusal } from "../shared/refusal.ts";
import { type DocumentIndex, requestOf } from "./new-document.ts";
import type { Matched } from "./operations.ts";

/** What the caller takes into the manifest. */
export interface Wanted {
  readonly selectors: readonly string[];
  /** Everything that is new now and that `include` takes; without an `include`, everything that is new. */
  readonly all: boolean;
}

/** The operations that join the manifest, and the items of `exclude` that stood in their way. */
export interface Choice {
  readonly operations: ReadonlySet<ListedOperation>;
  /** Those of `operations` that `include` does not take: each needs an entry of its own. */
  readonly entries: ReadonlySet<ListedOperation>;
  readonly released: readonly string[];
}

/**
 * What is accepted. A selector takes what is new now. What was there before, left out by an earlier update or
 * never taken, is taken only by its own name, since nothing tells it from what the author wants left out.
 */
export function accepted(
  { selectors, all }: Wanted,
  { added, known }: Pick<Matched, "added" | "known">,
  outside: readonly ListedOperation[],
  { include, exclude = [] }: { readonly include?: readonly string[]; readonly exclude?: readonly string[] },
  document: DocumentIndex,
): Choice {
  const operations = new Set(all ? [...added, ...(include === undefined ? outside : [])] : []);
  const released: string[] = [];
  const leftOut = new Set(exclude);
  const isNew = new Set([...added, ...outside]);
  for (const selector of selectors) {
    const selected = [...document.selected([selector])].filter((one) => !known.has(one));
    const found = selected.filter(
      (one) => isNew.has(one) || requestOf(one) === selector || one.operationId === selector,
    );
    for (const one of found) {
      operations.add(one);
      if (leftOut.has(requestOf(one))) released.push(requestOf(one));
    }
    if (found.length === 0) throw unknownSelector(selector, selected, [...isNew], document);
  }
  const free = new Set(released);
  for (const item of exclude.filter((one) => !free.has(one))) {
    const blocked = [...document.selected([item])].find((one) => operations.has(one));
    if (blocked === undefined) continue;
    throw new Refusal(
      `${quote(requestOf(blocked))} is also left out by ${quote(item)} of \`exclude\`.`,
      "change `exclude` first.",
    );
  }
  const included = document.selected(include ?? []);
  return { operations, entries: new Set([...operations].filter((one) => !included.has(one))), released };
}

function unknownSelector(
  selector: string,
  selected: readonly ListedOperation[],
  possible: readonly ListedOperation[],
  document: DocumentIndex,
): Refusal {
  const [old] = selected;
  if (old !== undefined)
    return new Refusal(
      `${quote(selector)} matches nothing that is new.`,
      `what the document had before is taken one by one, such as --accept ${quoteWord(requestOf(old))}`,
    );
  if (document.selected([selector]).size > 0)
    return new Refusal(`The connector has what ${quote(selector)} matches already.`);
  const [near] = nearest(
    selector,
    possible.flatMap((one) => [requestOf(one), one.operationId ?? []].flat()),
  );
  return new Refusal(
    `${quote(selector)} matches no operation of the document.`,
    near === undefined ? "without --accept, update lists what waits." : `did you mean ${quote(near)}?`,
  );
}
