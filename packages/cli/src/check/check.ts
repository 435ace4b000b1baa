import { type Diagnostic, renderJson } from "@specwire/compiler";
import { quoteWord } from "@specwire/contract";
import { withRemote } from "../remote/with-remote.ts";
import type { CommandCode, Input } from "../shared/command.ts";
import { type Compiled, compileAll } from "../shared/connectors.ts";
import { connectorsAt } from "../shared/connectors-at.ts";
import { harmless } from "../shared/refusal.ts";
import { countOf, printDiagnostics, printJson, verdict } from "../shared/report.ts";
import { count } from "../shared/tone.ts";
import type { World } from "../shared/world.ts";
import { fixSpec, type Repair } from "./fix.ts";

/** `specwire check` */
export const run: CommandCode["run"] = async (input: Input, world: World): Promise<number> => {
  const paths = connectorsAt(input.words);
  const repairs = new Map(input.has("fix") ? paths.map((path) => [path, fixSpec(path)]) : []);
  const checked = await withRemote(input.values("allow-remote"), world, (host) =>
    compileAll(paths, {}, world, () => host),
  );
  const all = checked.flatMap(({ result }) => result.diagnostics);
  if (input.has("json")) printJson(asData(checked, repairs, all), world.out);
  else printAll(checked, repairs, all, world);
  return countOf(all, "error") > 0 ? 1 : 0;
};

/** Repairs that are told one by one. */
const mostShown = 40;

type Repairs = ReadonlyMap<string, readonly Repair[]>;

function printAll(
  checked: readonly Compiled[],
  repairs: Repairs,
  all: readonly Diagnostic[],
  world: World,
): void {
  printDiagnostics(all, world);
  for (const [path, done] of repairs) {
    for (const { line, message, help, change } of done.slice(0, mostShown)) {
      const more = help === undefined ? "" : ` ${help.charAt(0).toUpperCase()}${help.slice(1)}`;
      const said = change === undefined ? `${message}${more}` : `${change.from} → ${change.to}`;
      world.out.write(`fixed ${harmless(`${path}:${line}  ${said}`)}\n`);
    }
    if (done.length > mostShown)
      world.out.write(`fixed ${done.length - mostShown} more; --json has them all\n`);
  }
  if (checked.length > 1) {
    for (const { path, result } of checked)
      world.out.write(`${harmless(path)}: ${verdict(result.diagnostics)}\n`);
  }
  const [first] = checked;
  const whole = checked.length === 1 && first ? harmless(first.path) : count(checked.length, "connector");
  world.out.write(`${whole}: ${verdict(all)}\n${hint(checked, repairs)}`);
}

function hint(checked: readonly Compiled[], repairs: Repairs): string {
  const fixable = checked.filter(({ result }) => result.diagnostics.some((one) => one.fix !== undefined));
  if (fixable.length === 0 || repairs.size > 0) return "";
  const paths = fixable.map(({ path }) => harmless(quoteWord(path)));
  return `some of it has only one answer: specwire check ${paths.join(" ")} --fix\n`;
}

function asData(checked: readonly Compiled[], repairs: Repairs, all: readonly Diagnostic[]): unknown {
  return {
    errors: countOf(all, "error"),
    warnings: countOf(all, "warning"),
    connectors: checked.map(({ path, result }) => ({
      path,
      ...(repairs.size > 0 && { fixed: repairs.get(path) ?? [] }),
      diagnostics: renderJson(result.diagnostics),
    })),
  };
}
