import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** `cards` cannot be a command and the group of `cards.create` at once. */
export function idIsGroup(spec: CheckedSpec): void {
  const { resolved, report, locate } = spec;
  const named = namedOperations(spec).map(({ id, at }) => ({ id, origin: at }));
  const seen = new Map([...resolved.operations, ...named].map((one) => [one.id, one.origin]));
  const members = new Map<string, string>();
  for (const id of [...seen.keys()].sort()) {
    for (let dot = id.indexOf("."); dot !== -1; dot = id.indexOf(".", dot + 1)) {
      const group = id.slice(0, dot);
      if (!members.has(group)) members.set(group, id);
    }
  }
  for (const [id, origin] of seen) {
    const member = members.get(id);
    if (member === undefined) continue;
    const words = wordsFor[spec.operations.get(id)?.method ?? "GET"] ?? ["run"];
    const better = words.map((word) => `${id}.${word}`).find((one) => !seen.has(one)) ?? `${id}.all`;
    report.add("operation/id-is-group", { id, member, better }, locate(origin, "key"));
  }
}

/** What a command is mostly called that sends this. */
const wordsFor: Readonly<Record<string, readonly string[]>> = {
  GET: ["get", "list", "show"],
  HEAD: ["check", "test"],
  POST: ["create", "add", "run"],
  PUT: ["update", "set", "replace"],
  PATCH: ["update", "edit", "change"],
  DELETE: ["delete", "remove", "clear"],
};
