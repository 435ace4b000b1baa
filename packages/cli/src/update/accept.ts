import { type ListedOperation, nearest } from "@specwire/compiler";
import { quote, Refusal } from "../shared/refusal.ts";
import { type DocumentIndex, requestOf } from "./new-document.ts";

/** What the caller takes into the manifest. */
export interface Wanted {
  readonly selectors: readonly string[];
  /** Everything that is new now. */
  readonly all: boolean;
}

/** The operations that join the manifest, and the items of `exclude` that stood in their way. */
export interface Choice {
  readonly operations: ReadonlySet<ListedOperation>;
  readonly released: readonly string[];
}

/**
 * What is accepted. A selector takes what is new now. What an earlier update left out is taken only by its own
 * name, since `exclude` does not tell it from what the author wants left out.
 */
export function accepted(
  { selectors, all }: Wanted,
  added: readonly ListedOperation[],
  include: readonly string[],
  exclude: readonly string[],
  document: DocumentIndex,
): Choice {
  const operations = new Set(all ? added : []);
  const released: string[] = [];
  const leftOut = new Set(exclude);
  const waiting = [...document.selected(include)].filter((one) => leftOut.has(requestOf(one)));
  for (const selector of selectors) {
    const selected = document.selected([selector]);
    const found = added.filter((one) => selected.has(one));
    for (const one of found) operations.add(one);
    const own = waiting.filter((one) => requestOf(one) === selector || one.operationId === selector);
    for (const one of own) {
      operations.add(one);
      released.push(requestOf(one));
    }
    if (found.length + own.length === 0) throw unknownSelector(selector, [...added, ...waiting], document);
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
  return { operations, released };
}

function unknownSelector(
  selector: string,
  possible: readonly ListedOperation[],
  document: DocumentIndex,
): Refusal {
  const [outside] = document.selected([selector]);
  if (outside !== undefined) {
    const use = document.nameOf(outside, "operationId");
    return new Refusal(
      `${quote(selector)} matches no operation that waits to be accepted.`,
      `what the connector does not have and \`include\` does not take is added to connector.yaml by hand: some.id: { use: ${quote(use)} }`,
    );
  }
  const [near] = nearest(
    selector,
    possible.flatMap((one) => [requestOf(one), one.operationId ?? []].flat()),
  );
  return new Refusal(
    `${quote(selector)} matches no operation of the document.`,
    near === undefined ? "without --accept, update lists what waits." : `did you mean ${quote(near)}?`,
  );
}
