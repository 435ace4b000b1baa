import { commandLine, flagsOf, type Json } from "@specwire/contract";
import type { GlobalOptions } from "../arguments/global-options.ts";
import type { ListPage } from "../paginate.ts";
import type { Session } from "../session.ts";
import type { Call } from "../transport.ts";
import { otherFields } from "./field-names.ts";
import { plainName } from "./telling.ts";
import { hasMore, knownTotal, pagesBehind } from "./total.ts";

/** What was read of a list. */
export interface ReadList {
  readonly asked: Call;
  readonly last: ListPage;
  readonly count: number;
  /** The last page held more than was wanted. */
  readonly cut: boolean;
}

/** `30 of 1,204 items.` and the exact command that goes on. */
export function countNote(session: Session, { asked, last, count, cut }: ReadList): string {
  const { options, operation } = session;
  const total = knownTotal(last.call.operation, last.answer);
  const stopped = last.stopped === undefined ? "" : ` Stopped: ${last.stopped}.`;
  if (!cut && last.next === undefined) {
    const unsaid = stopped === "" && operation.pagination === undefined && hasMore(last.answer);
    if (unsaid) return `${known(count, total, 0)} items. ${ownPaging(session)}`;
    if (count === 0) return `No items: the list is empty.${stopped}`;
    const all = stopped === "" ? `All ${count}` : String(count);
    const whole = total === undefined || total <= count ? all : `${count} of ${total}`;
    return `${whole} ${count === 1 && whole === all ? "item" : "items"}.${stopped}`;
  }
  const next =
    cut || last.next === undefined
      ? commandFor(session, asked, options, count * 2)
      : commandFor(session, last.next, options, options.limit);
  const isKnown = total !== undefined && total > count;
  const all =
    options.all || operation.pagination === undefined
      ? ""
      : `; everything: add --all${isKnown ? "" : "; how many: --count"}`;
  const capped =
    options.all && options.limit === undefined ? " Stopped there; --limit <n> sets another end." : "";
  // Behind the last page there are others, all but one of them as long as it.
  const behind = Math.max(0, ((pagesBehind(last.answer) ?? 1) - 1) * (last.items?.length ?? 0));
  return `${known(count, total, behind)} items.${capped} More: ${next}${all}`;
}

function known(count: number, total: number | undefined, behind: number): string {
  const whole = total !== undefined && total > count ? String(total) : `at least ${count + behind + 1}`;
  return `${count} of ${whole}`;
}

/** How to go on where the connector does not know how the list is paged. */
function ownPaging({ operation, typesOf }: Session): string {
  const flags = flagsOf(operation, typesOf(operation)).filter(
    (one) => one.in === "query" && isPaging(one.name),
  );
  return flags.length > 0
    ? `There are more: go on with ${flags.map(({ name }) => `--${name}`).join(" or ")} (see --help).`
    : "There are more, and this command can't ask for them.";
}

function isPaging(name: string): boolean {
  return /^(page|pagenumber|pagetoken|offset|cursor|after|startingafter|start|skip|marker|nexttoken|from)$/.test(
    plainName(name),
  );
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

const namedFields = 10;

/** The fields that the items have besides those that are shown; undefined where there is none. */
export function fieldsNote(items: readonly Json[], shown: readonly string[]): string | undefined {
  const others = shown.length === 0 ? [] : otherFields(items, shown, namedFields);
  return others.length === 0
    ? undefined
    : `Also: ${others.join(", ")} (--fields ${shown[0]},${others[0]} or all)`;
}
