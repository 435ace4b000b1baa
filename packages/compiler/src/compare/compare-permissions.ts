import type { ManifestEntry, Operation } from "@specwire/contract";
import { quote } from "../diagnostics/display.ts";
import type { Say } from "./change.ts";
import { plainRequest } from "./plain-request.ts";
import { json, missingFrom, names, same } from "./words.ts";

/** An operation with its row of the manifest. */
export interface Permitted {
  readonly operation: Operation;
  readonly entry: ManifestEntry;
}

/** Compares what someone agreed to: request, access, hosts, scopes, and which credential is used. */
export function comparePermissions(before: Permitted, after: Permitted, say: Say): void {
  const [was, is] = [before.entry, after.entry];
  const line = ({ method, path }: ManifestEntry) => `${method} ${path}`;
  if (line(was) !== line(is)) compareRequests(was, is, say);
  if (was.access !== is.access) {
    const values = { before: was.access, after: is.access };
    say("access", undefined, `is a ${is.access} now, not a ${was.access}`, ["consent"], values);
  }
  for (const [mark, on, off] of [
    ["destructive", "removes something, or can't be undone", "is no longer marked as destructive"],
    ["sensitive", "reveals secrets", "is no longer marked as sensitive"],
  ] as const) {
    if (was[mark] !== is[mark]) say("access", undefined, is[mark] ? `${on} now` : off, ["consent"]);
  }
  compareHosts(was.hosts, is.hosts, say);
  compareScopes(was.scopes, is.scopes, say);
  if (before.operation.token !== after.operation.token)
    say("credential", undefined, "uses another token", ["consent"]);
  if (before.operation.idempotent !== after.operation.idempotent) {
    const how = after.operation.idempotent ? "is tried again" : "is not tried again";
    say("retry", undefined, `${how} after a failure now`);
  }
}

/** A parameter of the path that only has another name is no other request. */
function compareRequests(was: ManifestEntry, is: ManifestEntry, say: Say): void {
  const line = ({ method, path }: ManifestEntry) => `${method} ${path}`;
  const values = { before: line(was), after: line(is) };
  const message = `is ${quote(line(is), 120)} now, not ${quote(line(was), 120)}`;
  say("request", undefined, message, plainRequest(was) === plainRequest(is) ? [] : ["consent"], values);
}

function compareHosts(was: readonly string[], is: readonly string[], say: Say): void {
  const [gone, come] = [missingFrom(is, was), missingFrom(was, is)];
  if (come.length > 0) say("hosts", undefined, `can reach ${names(come)} too`, ["consent"], { after: come });
  if (gone.length > 0) say("hosts", undefined, `no longer reaches ${names(gone)}`, [], { before: gone });
}

type Scopes = ManifestEntry["scopes"];

function compareScopes(was: Scopes, is: Scopes, say: Say): void {
  if (same(was, is)) return;
  const values = { before: json(was), after: json(is) };
  // What sufficed still does where some alternative asks for no more.
  const suffices = (held: readonly string[]) => is.some((needed) => missingFrom(held, needed).length === 0);
  if (is.length === 0) say("scopes", undefined, "names no scopes any more", [], values);
  else if (was.length > 0 && was.every(suffices))
    say("scopes", undefined, "can do with other or fewer scopes", [], values);
  else {
    const needed = is.map((scopes) => (scopes.length === 0 ? "none" : names(scopes))).join(", or ");
    say("scopes", undefined, `needs other scopes: ${needed}`, ["consent"], values);
  }
}
