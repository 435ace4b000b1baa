import { nearest, toPointer } from "@specwire/contract";
import type { Link } from "../../../../gen/connector-source.ts";
import { valueRepair } from "../../1-parse/rewrite/repairs.ts";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { accessOf } from "../access.ts";
import { argumentNames } from "../arguments.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** What a spec says of the commands that one leads to can be followed: none of it is left out in silence. */
export function operationLinks(spec: CheckedSpec): void {
  for (const { id, operation, at } of namedOperations(spec)) {
    const from = spec.operations.get(id);
    for (const key of ["detail", "list"] as const) {
      const link = operation[key];
      if (link !== undefined && link !== false && from) checkLink(spec, link, `${at}/${key}`, from);
    }
    for (const [index, { status, when }] of (operation.unchanged ?? []).entries()) {
      const reason =
        from && accessOf(from) === "read"
          ? "of-a-read"
          : status < 300 && when === undefined
            ? "every-success"
            : (status >= 300 && status < 400) || [401, 403, 429].includes(status)
              ? "not-of-the-thing"
              : undefined;
      const here = spec.locate(`${at}/unchanged/${index}${reason === "of-a-read" ? "" : "/status"}`);
      if (reason) spec.report.add("operation/wrong-unchanged", { reason, status }, here);
    }
  }
}

function checkLink(spec: CheckedSpec, link: Link, at: string, from: ResolvedOperation): void {
  const { resolved, operations, source, report, locate } = spec;
  const isPlain = typeof link === "string";
  const { operation: id, arguments: said = {} } = isPlain ? { operation: link } : link;
  const here = locate(isPlain ? at : `${at}/operation`);
  const to = operations.get(id);
  if (to === undefined) {
    // One that the spec names and that can't be resolved was reported where it is stated.
    if (Object.hasOwn(source.operations, id)) return;
    const ids = resolved.operations.map((one) => one.id);
    const repair = /^(none|no|off)$/.test(id) ? valueRepair(spec.text, at, false) : {};
    report.add("operation/unknown-link", { id, suggestions: nearest(id, ids) }, here, repair);
    return;
  }
  if (accessOf(to) !== "read") report.add("operation/link-is-no-read", { id }, here);
  const [taken, given] = [to, from].map((one) => argumentNames(one, resolved.lookup).names);
  for (const [name, value] of Object.entries(said)) {
    const place = locate(`${at}/arguments${toPointer([name])}`, taken?.has(name) ? "value" : "key");
    const wrong = (of: string, what: string, names: Iterable<string>) =>
      report.add(
        "operation/unknown-link-argument",
        { name: what, id: of, suggestions: nearest(what, names) },
        place,
      );
    if (!taken?.has(name)) wrong(id, name, taken ?? []);
    else if (!value.startsWith("/") && !given?.has(value)) wrong(from.id, value, given ?? []);
  }
  const missing = neededNames(to).filter(
    (name) => said[name] === undefined && said[`path.${name}`] === undefined && !given?.has(name),
  );
  // One may be told from the answer; several would be a guess.
  const names = missing.length === 1 && isIdentity(missing[0] ?? "") ? [] : missing;
  if (names.length > 0) report.add("operation/link-needs-arguments", { id, names }, here);
}

function neededNames({ parameters }: ResolvedOperation): string[] {
  return parameters
    .filter((one) => one.required && one.default === undefined && one.fixed === undefined)
    .map((one) => one.name);
}

/** The name of a parameter that says which thing is meant: `id`, `issue_number`, `boardId`. */
function isIdentity(name: string): boolean {
  return /(^|[_-]|[a-z])(id|uuid|sid|number|name|slug|key|login)$/i.test(name);
}
