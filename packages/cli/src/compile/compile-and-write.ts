import { type CompileOutput, type CompileResult, summarize } from "@specwire/compiler";
import { withRemote } from "../remote/with-remote.ts";
import type { Input } from "../shared/command.ts";
import { compileAll } from "../shared/connectors.ts";
import { quote, Refusal } from "../shared/refusal.ts";
import { countOf } from "../shared/report.ts";
import type { World } from "../shared/world.ts";
import { differencesOf } from "./compare-files.ts";
import type { Order } from "./order.ts";
import { outputFolder, refuseForeign } from "./output-folder.ts";
import { type Outcome, printCompileJson, printOutcomes, printProblems, sizeOf } from "./print-outcome.ts";
import { type Known, remember } from "./remember.ts";
import { isOver } from "./token-cost.ts";
import { type Question, tracing } from "./trace.ts";
import { writeFolder } from "./write-folder.ts";

/** Compiles, compares and writes; gives the exit code. */
export async function compileAndWrite(
  paths: readonly string[],
  input: Input,
  order: Order,
  world: World,
): Promise<number> {
  const { tokenBudget, dir } = order;
  const options = tokenBudget === undefined ? {} : { tokenBudget };
  const traces = new Map<string, Question[]>();
  const remoteHosts = input.values("allow-remote");
  const compiled = await withRemote(remoteHosts, world, (host) =>
    compileAll(paths, options, world, (path) => {
      const trace: Question[] = [];
      traces.set(path, trace);
      return tracing(host, (question) => trace.push(question));
    }),
  );
  const outputs = compiled.flatMap(({ path, result }) =>
    result.output === undefined ? [] : [{ path, output: result.output }],
  );
  const complete = outputs.length === compiled.length;
  let outcomes = complete ? placeAll(outputs, dir, input.has("check")) : [];
  if (input.has("tokens")) {
    const { tokenCosts } = await import("./measure-tokens.ts");
    outcomes = outcomes.map((one) => ({ ...one, costs: tokenCosts(one.output, tokenBudget) }));
  }
  if (input.has("json")) printCompileJson(compiled, outcomes, world);
  else if (complete) printOutcomes(compiled, outcomes, world);
  else printProblems(compiled, world);
  const failed = compiled.some(({ result }) => countOf(result.diagnostics, "error") > 0);
  for (const { path, status, output } of outcomes) {
    const result = compiled.find((one) => one.path === path)?.result;
    if (status === "different" || order.compiler === undefined || result === undefined) continue;
    if (remoteHosts.length > 0) continue;
    const known = knownOf(output, result);
    remember(
      { path, dir, tokenBudget, compiler: order.compiler },
      known,
      traces.get(path) ?? [],
      output.files,
    );
  }
  const isLate = outcomes.some(({ status, costs = [] }) => status === "different" || costs.some(isOver));
  return failed || !complete || isLate ? 1 : 0;
}

/** What a later run needs to say of it, if nothing has changed by then. */
function knownOf(output: CompileOutput, { diagnostics }: CompileResult): Known {
  const { connector, notes } = output;
  const said = summarize(diagnostics);
  return {
    slug: connector.slug,
    size: sizeOf(connector),
    notes,
    ...(said !== undefined && { verdict: said }),
  };
}

interface Ready {
  readonly path: string;
  readonly output: CompileOutput;
}

/** Looks at every folder before it touches the first. */
function placeAll(compiled: readonly Ready[], dir: string, checkOnly: boolean): Outcome[] {
  refuseSameSlug(compiled, dir);
  const outcomes = compiled.map(({ path, output }): Outcome => {
    const folder = outputFolder(dir, output.connector.slug);
    const differences = differencesOf(folder, output.files);
    if (differences.length === 0) return { path, folder, output, differences, status: "unchanged" };
    if (checkOnly) return { path, folder, output, differences, status: "different" };
    refuseForeign(folder);
    return { path, folder, output, differences, status: "written" };
  });
  for (const { folder, output, status } of outcomes) {
    if (status === "written") writeFolder(folder, output.files);
  }
  return outcomes;
}

function refuseSameSlug(compiled: readonly Ready[], dir: string): void {
  const seen = new Map<string, string>();
  for (const { path, output } of compiled) {
    const { slug } = output.connector;
    const other = seen.get(slug);
    if (other !== undefined) {
      throw new Refusal(
        `${quote(other)} and ${quote(path)} both have the slug "${slug}"; both would be ${quote(`${dir}/${slug}`)}.`,
        "give one of them another slug, or compile each with an -o of its own.",
      );
    }
    seen.set(slug, path);
  }
}
