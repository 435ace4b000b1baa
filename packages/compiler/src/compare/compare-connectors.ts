import type { Connector, Operation } from "@specwire/contract";
import { manifestOf, own } from "@specwire/contract";
import { type Change, Changes, type Finding, type Say, sayTo } from "./change.ts";
import { compareAnswers } from "./compare-answers.ts";
import { compareArguments } from "./compare-arguments.ts";
import { compareAuth, compareSecurity } from "./compare-auth.ts";
import { compareDeprecation } from "./compare-field.ts";
import { compareLinks } from "./compare-links.ts";
import { comparePermissions, type Permitted } from "./compare-permissions.ts";
import { compareServers } from "./compare-servers.ts";
import { TypeComparison } from "./compare-types.ts";
import { plainRequest } from "./plain-request.ts";
import { same } from "./words.ts";

/**
 * What is different in a connector, in the order of importance: the connector's own, then operations that came,
 * went or changed. Connectors that do the same give an empty list; versions, highlights and examples don't count.
 * Takes time in proportion to the size of both.
 */
export function compareConnectors(before: Connector, after: Connector): Change[] {
  const changes = new Changes();
  const whole = sayTo((finding) => changes.add([], finding));
  compareHeads(before, after, whole);
  const pairs = pairOperations(before, after, changes);
  const types = new TypeComparison(before.types, after.types);
  const permitted = [withManifest(before), withManifest(after)] as const;
  for (const [was, is] of pairs) {
    const say = sayTo((finding: Finding) => changes.add([is.id], finding));
    comparePermissions(permitted[0](was), permitted[1](is), say);
    compareSecurity(was.security ?? before.security, is.security ?? after.security, say);
    compareArguments(was, is, types, { before: before.types, after: after.types }, say);
    compareAnswers(was, is, say);
    compareLinks(was, is, after.operations, say);
    compareDeprecation(was, is, undefined, say);
    if (was.summary !== is.summary || was.description !== is.description)
      say("words", undefined, "is described in other words");
  }
  types.finish((operations, finding) => changes.add(operations, finding));
  return changes.list();
}

function compareHeads(before: Connector, after: Connector, say: Say): void {
  if (before.slug !== after.slug) {
    const values = { before: before.slug, after: after.slug };
    say("slug", undefined, `is ${after.slug} now, not ${before.slug}`, ["commands", "consent"], values);
  }
  compareServers(before, after, say);
  compareAuth(before, after, say);
  if (!same(before.errors, after.errors))
    say("errors", undefined, "errors in answers are told in another way", ["answers"]);
  if (!same(before.errorShapes, after.errorShapes))
    say("errors", undefined, "messages of errors are read elsewhere");
  const words = ({ name, description, docsUrl, iconUrl }: Connector) => [name, description, docsUrl, iconUrl];
  if (!same(words(before), words(after))) say("words", undefined, "is described in other words");
}

function withManifest(connector: Connector): (operation: Operation) => Permitted {
  const { operations } = manifestOf(connector, "");
  return (operation) => {
    const entry = own(operations, operation.id);
    if (entry === undefined) throw new Error("an operation is not in its manifest");
    return { operation, entry };
  };
}

/**
 * The operations that are in both: by id, and, where an id is gone, by the request under a new id. What is in one
 * only is put down.
 */
function pairOperations(
  before: Connector,
  after: Connector,
  changes: Changes,
): (readonly [Operation, Operation])[] {
  const was = Object.values(before.operations);
  const is = Object.values(after.operations);
  const gone = was.filter(({ id }) => own(after.operations, id) === undefined);
  const come = is.filter(({ id }) => own(before.operations, id) === undefined);
  const byRequest = new Map(come.map((one) => [plainRequest(one), one]));
  const renamed = new Map<Operation, Operation>();
  for (const one of gone) {
    const other = byRequest.get(plainRequest(one));
    if (other !== undefined && byRequest.delete(plainRequest(one))) renamed.set(one, other);
  }
  const found = new Set(renamed.values());
  for (const one of gone) {
    const other = renamed.get(one);
    const say = sayTo((finding) => changes.add([other?.id ?? one.id], finding));
    const values = { before: one.id, after: other?.id };
    if (other === undefined) say("operation-removed", undefined, "is gone", ["commands"]);
    else say("operation-renamed", undefined, `was called ${one.id}`, ["commands", "consent"], values);
  }
  for (const one of come) {
    if (found.has(one)) continue;
    const say = sayTo((finding) => changes.add([one.id], finding));
    say("operation-added", undefined, "is new", ["consent"]);
  }
  return was.flatMap((one) => {
    const other = own(after.operations, one.id) ?? renamed.get(one);
    return other === undefined ? [] : [[one, other] as const];
  });
}
