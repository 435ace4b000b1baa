import { type CompileResult, compile, draftSpec, memoryHost } from "../../packages/compiler/src/index.ts";

export interface WholeConnector extends CompileResult {
  /** Everything that was said about the document on the way. */
  readonly said: readonly string[];
  /** Processor time of the compilation, without that of the draft. */
  readonly compileMs: number;
}

/** What `specwire init --openapi` makes of a document, compiled. */
export function draftAndCompile(document: Uint8Array): WholeConnector {
  const files = { "openapi/document.json": document };
  const { draft, diagnostics } = draftSpec("connector.yaml", "./openapi/document.json", memoryHost(files), {
    slug: "corpus",
  });
  const told = diagnostics.map(({ code, message }) => `${code} ${message}`);
  if (draft === undefined) return { diagnostics, said: told, compileMs: 0 };
  const host = memoryHost({ ...files, "connector.yaml": draft.text });
  const before = process.cpuUsage();
  const result = compile("connector.yaml", host);
  const { user, system } = process.cpuUsage(before);
  // The draft says in its text what it excludes and why.
  const said = [...told, ...result.diagnostics.map(({ message }) => message), ...draft.notes, draft.text];
  return { ...result, said, compileMs: Math.round((user + system) / 1000) };
}
