import { toPointer } from "@specwire/contract";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import { renamed } from "../../1-parse/habits/operations.ts";
import { fixOf } from "../../1-parse/rewrite/change.ts";
import { Copy } from "../../1-parse/rewrite/tree.ts";
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
    const operation = spec.operations.get(id);
    const isList = operation?.method === "GET" && !operation.path.endsWith("}");
    const words = isList ? ["list", "get"] : (wordsFor[operation?.method ?? "GET"] ?? ["run"]);
    const better = words.map((word) => `${id}.${word}`).find((one) => !seen.has(one)) ?? `${id}.all`;
    report.add(
      "operation/id-is-group",
      { id, member, better },
      locate(origin, "key"),
      renameOperation(spec, id, better),
    );
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

/** Its id and what names it; operations of a document have no place in the text. */
function renameOperation({ text, source }: CheckedSpec, id: string, better: string): { readonly fix?: Fix } {
  if (text === undefined || !Object.hasOwn(source.operations, id)) return {};
  const put = [{ name: better, value: new Copy(toPointer(["operations", id])), over: id }];
  const fix = fixOf(text, [{ holder: "/operations", put }, ...renamed(text, id, better)]);
  return fix === undefined ? {} : { fix };
}
