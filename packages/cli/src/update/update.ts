import { resolve } from "node:path";
import { type CompilerHost, compile, nodeHost, type OpenedSpec, openSpec } from "@specwire/compiler";
import type { CommandCode, Input } from "../shared/command.ts";
import { quote, Refusal } from "../shared/refusal.ts";
import { replaceFiles } from "../shared/replace-files.ts";
import { countOf, printDiagnostics } from "../shared/report.ts";
import { progress, type World } from "../shared/world.ts";
import { compiledConnector } from "./against.ts";
import { filesToChange } from "./apply.ts";
import { DocumentIndex } from "./new-document.ts";
import type { Source } from "./operations.ts";
import { type Basis, type Plan, planUpdate } from "./plan.ts";
import { type Outcome, printUpdate, printUpdateJson } from "./print.ts";
import { newDocument, presentDocument, type Staged } from "./stage.ts";
import { breaking } from "./verdict.ts";

/** `specwire update` */
export const run: CommandCode["run"] = (input: Input, world: World): number => {
  const [path = ""] = input.words;
  const { host, files } = recording();
  const spec = openSpec(path, host);
  const { source } = spec;
  if (source === undefined) {
    printDiagnostics(spec.diagnostics, world);
    world.err.write("connector.yaml has to be of the format first; nothing was written\n");
    return 1;
  }
  const document = source.openapi?.document;
  if (document === undefined) {
    throw new Refusal(
      `${quote(path)} names no OpenAPI document.`,
      "update compares a document with a newer one; write `openapi: { document: … }` first.",
    );
  }
  try {
    const staged = stagedDocument(input, spec, document);
    progress(world, `compiling ${quote(path)} with its present document`);
    const basis = basisOf(input, spec, source, { host, files }, world);
    if (basis === undefined) return 1;
    progress(world, `compiling ${quote(path)} with the new document`);
    const wanted = { selectors: input.values("accept"), all: input.has("accept-all") };
    const plan = planUpdate(basis, staged, wanted);
    progress(world, "");
    return finish(input, path, basis, staged, plan, world);
  } finally {
    progress(world, "");
  }
};

/** The file system, and what was read of it. */
function recording(): { readonly host: CompilerHost; readonly files: ReadonlySet<string> } {
  const files = new Set<string>();
  const read: CompilerHost["read"] = (path) => {
    const found = nodeHost.read(path);
    if (found !== undefined) files.add(resolve(path));
    return found;
  };
  return { host: { ...nodeHost, read }, files };
}

function stagedDocument(input: Input, spec: OpenedSpec, document: string): Staged {
  const given = input.value("document");
  return given === undefined ? presentDocument(spec.path, document) : newDocument(spec.path, document, given);
}

/** What the new document is compared with; undefined where that has errors, which were said then. */
function basisOf(
  input: Input,
  spec: OpenedSpec,
  source: Source,
  { host, files }: ReturnType<typeof recording>,
  world: World,
): Basis | undefined {
  const against = input.value("against");
  const replaced = spec.diagnostics.some(({ code }) => code === "openapi/document-changed");
  const unpinned = source.openapi?.sha256 === undefined && input.value("document") === undefined;
  const earlier = spec.document && !replaced ? { earlier: new DocumentIndex(spec.document) } : {};
  if (against !== undefined) {
    const before = compiledConnector(against, source.slug);
    return { spec, source, files, before, ...(input.value("document") !== undefined && earlier) };
  }
  if (replaced || unpinned) throw incomparable(source.slug, replaced);
  const { output, diagnostics } = compile(spec.path, host);
  if (output !== undefined) return { spec, source, files, before: output.connector, ...earlier };
  progress(world, "");
  printDiagnostics(diagnostics, world);
  world.err.write("the connector has to compile with its present document first; nothing was written\n");
  return undefined;
}

function incomparable(slug: string, replaced: boolean): Refusal {
  return new Refusal(
    replaced
      ? "The document is another one than the pinned one, and the pinned one is gone: what changed, and which operations are new, can't be told."
      : "The spec pins no document, so it can't be told whether this one is new.",
    `either compare with what was compiled before: --against out/${slug}; or put the earlier document back and name the new one with --document.`,
  );
}

function finish(input: Input, path: string, basis: Basis, staged: Staged, plan: Plan, world: World): number {
  const errors = countOf(plan.diagnostics, "error") > 0;
  const breaks = breaking(plan.changes).length > 0 || plan.removed.length > 0;
  const files = filesToChange(basis, staged, plan);
  const outcome = { path, breaks, basis, staged, plan, files };
  const finished = (status: Outcome["status"]): number => {
    if (input.has("json")) printUpdateJson({ ...outcome, status }, world);
    else
      printUpdate(
        { ...outcome, status },
        { all: input.has("all"), document: input.value("document") },
        world,
      );
    return errors || (breaks && !input.has("yes")) ? 1 : 0;
  };
  if (errors) return finished("errors");
  if (files.length === 0) return finished("nothing to do");
  if (input.has("dry-run")) return finished("shown");
  if (breaks && !input.has("yes")) return finished("stopped");
  replaceFiles(files);
  return finished("written");
}
