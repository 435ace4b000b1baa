import { type PackedOperation, unpackOperation } from "@specwire/contract";
import { ts } from "ts-morph";

const tableStart = "\n//= specwire-table ";

/** A generated CLI as its two parts: the program, and the table in comments behind it. */
export function partsOf(text: string): { readonly program: string; readonly table: readonly string[] } {
  const at = text.indexOf(tableStart) + 1;
  if (at === 0) throw new Error("a generated CLI has no table");
  const lines = text.slice(at).split("\n");
  if (lines.pop() !== "") throw new Error("the table does not end with a line");
  return { program: text.slice(0, at), table: lines };
}

/** What every line of the table has to look like. */
export const tableLine: RegExp = /^\/\/= [ -~]*$/;

/** What could be more than a comment to some tool that reads the file. */
const live: RegExp = /<\/script|<!--|[#@]\s*source(Mapping)?URL|\/\/\/\s*<|\/\/\s*@|@ts-|@jsx|\*\/|[^ -~]/i;

/** The first thing in the table that a tool could take for more than a comment. */
export function liveIn(table: readonly string[]): string | undefined {
  for (const line of table) {
    const found = live.exec(line);
    if (found) return line.slice(Math.max(0, found.index - 20), found.index + 40);
  }
  return undefined;
}

/** The syntax tree without its words: the kind of each node, in order, with its depth. */
export function skeletonOf(name: "cli.ts" | "cli.mjs", text: string): string {
  const kind = name === "cli.ts" ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, false, kind);
  const { parseDiagnostics, pragmas, referencedFiles, commentDirectives } = file as ts.SourceFile & {
    readonly parseDiagnostics: readonly unknown[];
    readonly pragmas: ReadonlyMap<string, unknown>;
    readonly commentDirectives?: readonly unknown[];
  };
  const kinds: string[] = [
    `${parseDiagnostics.length} problems, ${pragmas.size} pragmas, ${referencedFiles.length} references, ${commentDirectives?.length ?? 0} directives`,
  ];
  const visit = (node: ts.Node, depth: number): void => {
    kinds.push(`${depth}:${node.kind}`);
    ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(file, 0);
  return kinds.join(" ");
}

/** The values of the table, as the program reads them. */
export function valuesOf(table: readonly string[]): Map<string, unknown> {
  const [head, ...rest] = table;
  if (!/^\/\/= specwire-table \d+$/.test(head ?? "")) throw new Error("the table has no first line");
  const values = new Map<string, unknown>(
    rest.map((line) => {
      const [, key = "", value = ""] =
        /^\/\/= ((?:group |operation |shared |type )?[^ ]*) (.*)$/.exec(line) ?? [];
      return [key, JSON.parse(value)];
    }),
  );
  const shared = (number: number): unknown => values.get(`shared ${number}`);
  for (const [key, value] of values)
    if (key.startsWith("operation ")) values.set(key, unpackOperation(value as PackedOperation, shared));
  return values;
}
