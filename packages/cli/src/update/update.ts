import { resolve } from "node:path";
import { type CompilerHost, compile, type Diagnostic, type OpenedSpec, openSpec } from "@specwire/compiler";
import { withRemote } from "../remote/with-remote.ts";
import type { CommandCode, Input } from "../shared/command.ts";
import { readCompiled } from "../shared/compiled-folder.ts";
import { quote, Refusal } from "../shared/refusal.ts";
import { replaceFiles } from "../shared/replace-files.ts";
import { countOf, printDiagnostics } from "../shared/report.ts";
import { progress, type World } from "../shared/world.ts";
import { filesToChange } from "./apply.ts";
import { DocumentIndex } from "./new-document.ts";
import type { Source } from "./operations.ts";
import { type Basis, type Plan, planUpdate } from "./plan.ts";
import { type Outcome, printUpdate, printUpdateJson } from "./print.ts";
import { newDocument, presentDocument, type Staged } from "./stage.ts";
import { breaking } from "./verdict.ts";

/** `specwire update` */
export const run: CommandCode["run"] = async (input: Input, world: World): Promise<number> => {
  try {
    const prepared = await withRemote(input.values("allow-remote"), world, (host) =>
      prepare(input, host, world),
    );
    progress(world, "");
    if ("plan" in prepared) return finish(input, prepared, world);
    printDiagnostics(prepared.diagnostics, world);
    world.err.write(`${prepared.reason}; nothing was written\n`);
    return 1;
  } finally {
    progress(world, "");
  }
};

interface Prepared {
  readonly basis: Basis;
  readonly staged: Staged;
  readonly plan: Plan;
}

/** What keeps an update from being worked out. */
interface Hindered {
  readonly diagnostics: readonly Diagnostic[];
  readonly reason: string;
}

/** Everything but writing and printing. */
function prepare(input: Input, base: CompilerHost, world: World): Prepared | Hindered {
  const [path = ""] = input.words;
  const present = recording(base);
  const spec = openSpec(path, present.host);
  const { source } = spec;
  if (source === undefined)
    return { diagnostics: spec.diagnostics, reason: "connector.yaml has to be of the format first" };
  const document = source.openapi?.document;
  if (document === undefined) {
    throw new Refusal(
      `${quote(path)} names no OpenAPI document.`,
      "update compares a document with a newer one; write `openapi: { document: … }` first.",
    );
  }
  const given = input.value("document");
  const staged =
    given === undefined
      ? presentDocument(spec.path, document, base)
      : newDocument(spec.path, document, given, base);
  progress(world, `compiling ${quote(path)} with its present document`);
  const basis = basisOf(input, spec, source, present);
  if ("reason" in basis) return basis;
  progress(world, `compiling ${quote(path)} with the new document`);
  const wanted = { selectors: input.values("accept"), all: input.has("accept-all") };
  return { basis, staged, plan: planUpdate(basis, staged, wanted) };
}

/** The host, and the files that were read through it. */
function recording(base: CompilerHost): {
  readonly host: CompilerHost;
  readonly files: ReadonlySet<string>;
} {
  const files = new Set<string>();
  const read: CompilerHost["read"] = (path) => {
    const found = base.read(path);
    if (found !== undefined) files.add(resolve(path));
    return found;
  };
  return { host: { ...base, read }, files };
}

/** What the new document is compared with. */
function basisOf(
  input: Input,
  spec: OpenedSpec,
  source: Source,
  { host, files }: ReturnType<typeof recording>,
): Basis | Hindered {
  const against = input.value("against");
  const replaced = spec.diagnostics.some(({ code }) => code === "openapi/document-changed");
  const unpinned = source.openapi?.sha256 === undefined && input.value("document") === undefined;
  const earlier = spec.document && !replaced ? { earlier: new DocumentIndex(spec.document) } : {};
  if (against !== undefined) {
    const { connector: before } = readCompiled(against);
    if (before.slug !== source.slug)
      throw new Refusal(
        `${quote(against)} is the connector ${quote(String(before.slug))}, not ${quote(source.slug)}.`,
      );
    return { spec, source, files, before, ...(input.value("document") !== undefined && earlier) };
  }
  if (replaced || unpinned) throw incomparable(source.slug, replaced);
  const { output, diagnostics } = compile(spec.path, host);
  if (output !== undefined) return { spec, source, files, before: output.connector, ...earlier };
  return { diagnostics, reason: "the connector has to compile with its present document first" };
}

function incomparable(slug: string, replaced: boolean): Refusal {
  return new Refusal(
    replaced
      ? "The document is another one than the pinned one, and the pinned one is gone: what changed, and which operations are new, can't be told."
      : "The spec pins no document, so it can't be told whether this one is new.",
    `either compare with what was compiled before: --against out/${slug}; or put the earlier document back and name the new one with --document.`,
  );
}

function finish(input: Input, { basis, staged, plan }: Prepared, world: World): number {
  const [path = ""] = input.words;
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
