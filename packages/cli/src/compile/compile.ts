import type { CompileOutput } from "@specwire/compiler";
import { withRemote } from "../remote/with-remote.ts";
import type { CommandCode, Input } from "../shared/command.ts";
import { compileAll, connectorsAt } from "../shared/connectors.ts";
import { quote, Refusal } from "../shared/refusal.ts";
import { countOf } from "../shared/report.ts";
import type { World } from "../shared/world.ts";
import { differencesOf } from "./compare-files.ts";
import { outputFolder, refuseForeign } from "./output-folder.ts";
import { type Outcome, printCompileJson, printOutcomes, printProblems } from "./print-outcome.ts";
import { writeFolder } from "./write-folder.ts";

/** `specwire compile` */
export const run: CommandCode["run"] = async (input: Input, world: World): Promise<number> => {
  const tokenBudget = tokensOf(input.value("tokens"));
  const options = tokenBudget === undefined ? {} : { tokenBudget };
  const compiled = await withRemote(input.values("allow-remote"), world, (host) =>
    compileAll(connectorsAt(input.words), options, world, host),
  );
  const outputs = compiled.flatMap(({ path, result }) =>
    result.output === undefined ? [] : [{ path, output: result.output }],
  );
  const complete = outputs.length === compiled.length;
  const outcomes = complete ? placeAll(outputs, input.value("out") ?? "out", input.has("check")) : [];
  if (input.has("json")) printCompileJson(compiled, outcomes, world);
  else if (complete) printOutcomes(compiled, outcomes, world);
  else printProblems(compiled, world);
  const failed = compiled.some(({ result }) => countOf(result.diagnostics, "error") > 0);
  return failed || !complete || outcomes.some(({ status }) => status === "different") ? 1 : 0;
};

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

function tokensOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new Refusal(`${quote(value)} is not a number of tokens.`, "a whole number, such as --tokens 400");
}
