import { type JsonPointer, nearest, toPointer } from "@specwire/contract";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import { slipRepair, valueRepair } from "../../1-parse/rewrite/repairs.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** What `security` states, with the place of each alternative. */
export function statedAlternatives(
  spec: CheckedSpec,
): { ids: readonly string[]; at: JsonPointer; isAlone: boolean }[] {
  const { security } = spec.source;
  const lists = [
    { list: security, at: "/security" },
    ...namedOperations(spec).map(({ operation, at }) => ({ list: operation.security, at: `${at}/security` })),
  ];
  return lists.flatMap(({ list, at }) =>
    (list ?? []).map((one, index) => ({
      ids: typeof one === "string" ? [one] : one,
      at: `${at}/${index}`,
      isAlone: typeof one === "string",
    })),
  );
}

/** Ids of schemes are unique, `security` names them, and each of them is for something. */
export function authSchemes(spec: CheckedSpec): void {
  const { resolved, report, text, locate } = spec;
  const { schemes } = resolved;
  const first = new Map<string, JsonPointer>();
  for (const { id, origin } of schemes) {
    const other = first.get(id);
    if (other === undefined) first.set(id, origin);
    else {
      const related = [{ message: "first", location: locate(other, "key") }];
      report.add("auth/duplicate-scheme", { id }, locate(`${origin}/id`), { related });
    }
  }
  const ids = schemes.map(({ id }) => id);
  for (const { ids: named, at, isAlone } of statedAlternatives(spec)) {
    for (const [index, id] of named.entries()) {
      if (ids.includes(id)) continue;
      const place = isAlone ? at : `${at}/${index}`;
      const fix = id === "none" ? withoutNone(spec, at, named) : undefined;
      // A scheme with an id doesn't go by its type; where one has that type, it is meant.
      const [byType, ...others] = schemes.filter(({ written }) => written.type === id);
      const repair =
        fix !== undefined
          ? { fix }
          : byType !== undefined && others.length === 0
            ? valueRepair(text, place, byType.id)
            : nearest(id, ids).length > 1
              ? {}
              : slipRepair(text, place, "value", ids);
      report.add("auth/unknown-scheme", { id, suggestions: nearest(id, ids) }, locate(place), repair);
    }
  }
  const used = new Set([resolved.security, ...resolved.operations.map((one) => one.security ?? [])].flat(2));
  for (const { id, origin } of schemes)
    if (!used.has(id)) report.add("auth/unused-scheme", { id }, locate(origin, "key"));
  documentSchemes(spec);
  schemeServers(spec);
}

/** `none` in a list of alternatives is `[]`. */
function withoutNone({ locate }: CheckedSpec, at: JsonPointer, ids: readonly string[]): Fix | undefined {
  const { source, range } = locate(at);
  if (ids.length !== 1 || range === undefined) return undefined;
  const patch = [{ op: "replace", path: at, value: [] } as const];
  return { edits: [{ path: source.path, start: range.start, end: range.end, newText: "[]" }], patch };
}

function documentSchemes({ resolved, report, text, locate }: CheckedSpec): void {
  const { schemes, documentSchemes: names } = resolved;
  if (names === undefined) return;
  for (const { written, origin } of schemes) {
    if (written.use === undefined || names.includes(written.use)) continue;
    const params = { name: written.use, suggestions: nearest(written.use, names), names };
    const at = `${origin}/use`;
    const [only, ...more] = names;
    const alone = only !== undefined && more.length === 0 && schemes.length === 1;
    const repair = alone ? valueRepair(text, at, only) : slipRepair(text, at, "value", names);
    report.add("auth/unknown-document-scheme", params, locate(at), repair);
  }
}

function schemeServers({ resolved, report, text, locate }: CheckedSpec): void {
  const names = Object.keys(resolved.servers);
  for (const { written, origin } of resolved.schemes) {
    for (const [index, name] of (written.servers ?? []).entries()) {
      if (names.includes(name)) continue;
      const params = { name, suggestions: nearest(name, names) };
      const at = origin + toPointer(["servers", index]);
      report.add("server/unknown", params, locate(at), slipRepair(text, at, "value", names));
    }
  }
}
