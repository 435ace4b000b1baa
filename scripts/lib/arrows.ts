import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { type Import, importsOf } from "./imports.ts";

/** Which of our packages a package may import. An arrow that is not here does not exist. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  "cli-kit": ["contract"],
  gate: ["contract", "cli-kit"],
  runtime: ["contract"],
  compiler: ["contract"],
  host: ["runtime", "contract", "compiler"],
  cli: ["compiler", "runtime", "host", "contract", "gate", "cli-kit"],
};

/** Packages whose code must load without anything from outside the workspace. */
const SELF_CONTAINED = new Set(["contract", "cli-kit"]);

/** A source file by its path from the root, with slashes: `packages/contract/src/index.ts`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

interface Edge extends Import {
  readonly from: string;
  /** The file it means, for a relative import. */
  readonly to: string | undefined;
}

/** What breaks the rules of who may import whom, one sentence each. */
export function brokenArrows(files: readonly SourceFile[]): string[] {
  const edges = files.flatMap(edgesOf);
  return [...edges.flatMap((edge) => complaints(edge)), ...cycles(edges)];
}

function edgesOf(file: SourceFile): Edge[] {
  return importsOf(file.path, file.text).map((found) => ({
    ...found,
    from: file.path,
    to: found.specifier.startsWith(".") ? posix.join(posix.dirname(file.path), found.specifier) : undefined,
  }));
}

function complaints(edge: Edge): string[] {
  const found = [betweenPackages(edge), nodeBuiltins(edge), betweenPhases(edge), betweenEmitters(edge)];
  return found.flatMap((complaint) =>
    complaint === undefined ? [] : [`${edge.from}:${edge.line} imports ${edge.specifier}: ${complaint}`],
  );
}

const packageOf = (path: string): string => path.split("/")[1] ?? "";

function ourPackage(specifier: string): string | undefined {
  if (specifier === "specwire" || specifier.startsWith("specwire/")) return "cli";
  return /^@specwire\/([^/]+)/.exec(specifier)?.[1];
}

function betweenPackages({ from, to, specifier }: Edge): string | undefined {
  const own = packageOf(from);
  const allowed = ARROWS[own];
  if (allowed === undefined) return `packages/${own} has no entry in ARROWS (scripts/lib/arrows.ts)`;
  if (to !== undefined) {
    return to.startsWith(`packages/${own}/`) ? undefined : "a relative import stays inside its package";
  }
  const other = ourPackage(specifier);
  if (other === own) return "a package imports its own files by their path";
  if (other !== undefined) return allowed.includes(other) ? undefined : `${own} may not import ${other}`;
  if (SELF_CONTAINED.has(own) && !isBuiltin(specifier)) return `${own} has no dependencies`;
  return undefined;
}

function nodeBuiltins({ from, specifier, typeOnly }: Edge): string | undefined {
  if (!isBuiltin(specifier)) return undefined;
  const own = packageOf(from);
  if (own === "contract") return "contract uses nothing of Node.js";
  if (own === "cli-kit" && !typeOnly) {
    return "cli-kit takes Node.js modules from process.getBuiltinModule; only types may be imported";
  }
  return undefined;
}

const COMPILER = "packages/compiler/src/";
const phaseOf = (path: string): number | undefined => {
  const digits = /^packages\/compiler\/src\/phases\/(\d+)-/.exec(path)?.[1];
  return digits === undefined ? undefined : Number(digits);
};
const isFoundation = (path: string): boolean => /^(diagnostics|source|ir)\//.test(path.replace(COMPILER, ""));

/** `src/emit/cli.ts` and everything in `src/emit/cli/` are the emitter `cli`. */
const emitterOf = (path: string): string | undefined =>
  /^packages\/compiler\/src\/emit\/([^/.]+)/.exec(path)?.[1];

function betweenPhases({ from, to }: Edge): string | undefined {
  if (to === undefined || !from.startsWith(COMPILER)) return undefined;
  const own = phaseOf(from);
  const other = phaseOf(to);
  if (own !== undefined && other !== undefined && other > own) return "a phase only looks back";
  if (own !== undefined && emitterOf(to) !== undefined) return "a phase knows no emitter";
  if (isFoundation(from) && (other !== undefined || emitterOf(to) !== undefined)) {
    return "what all phases share knows none of them";
  }
  return undefined;
}

function betweenEmitters({ from, to }: Edge): string | undefined {
  const own = emitterOf(from);
  if (to === undefined || own === undefined || own === "index") return undefined;
  if (phaseOf(to) !== undefined) return "an emitter sees the IR, not the phases";
  const other = emitterOf(to);
  if (other === undefined || other === own || other === "shared") return undefined;
  return own === "shared" ? "shared code knows no emitter" : "emitters do not import each other";
}

/** Each cycle once, as the files on it. */
function cycles(edges: readonly Edge[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    if (to !== undefined) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const walk = (file: string): void => {
    const start = trail.indexOf(file);
    if (start >= 0) found.push(`import cycle: ${[...trail.slice(start), file].join(" → ")}`);
    if (start >= 0 || done.has(file)) return;
    trail.push(file);
    for (const target of next.get(file) ?? []) walk(target);
    trail.pop();
    done.add(file);
  };
  for (const file of next.keys()) walk(file);
  return found;
}
