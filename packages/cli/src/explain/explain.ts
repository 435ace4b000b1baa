import { type DiagnosticKind, diagnosticKinds, diagnosticPage } from "@specwire/compiler";
import { type ErrorCode, errorCodes } from "@specwire/contract";
import type { CommandCode, Input } from "../shared/command.ts";
import { didYouMean } from "../shared/did-you-mean.ts";
import { quote, Refusal } from "../shared/refusal.ts";
import { printJson } from "../shared/report.ts";
import { tone } from "../shared/tone.ts";
import type { World } from "../shared/world.ts";
import { errorWords } from "./error-codes.ts";
import { wrapProse } from "./wrap.ts";

/** `specwire explain` */
export const run: CommandCode["run"] = async (input: Input, world: World): Promise<number> => {
  const [asked] = input.words;
  const json = input.has("json");
  if (asked === undefined) return list(json, world);
  const code = await codeMeant(asked);
  if (json) printJson(dataOf(code), world.out);
  else world.out.write(wrapProse(pageOf(code)));
  return 0;
};

const errorNames = (): ErrorCode[] => Object.keys(errorCodes) as ErrorCode[];
const isErrorName = (code: string): code is ErrorCode => Object.hasOwn(errorCodes, code);

async function codeMeant(asked: string): Promise<string> {
  const codes = [...diagnosticKinds().map(({ code }) => code), ...errorNames()];
  const folded = asked.toLowerCase();
  const same = codes.find((code) => code.toLowerCase() === folded);
  if (same !== undefined) return same;
  const withoutFamily = codes.filter((code) => code.endsWith(`/${folded}`));
  if (withoutFamily.length === 1 && withoutFamily[0] !== undefined) return withoutFamily[0];
  const names = [...codes, ...codes.map((code) => code.replace(/^.*\//, ""))];
  const hint =
    withoutFamily.length > 1 ? `one of ${withoutFamily.join(", ")}.` : await didYouMean(asked, names);
  throw new Refusal(`There is no code ${quote(asked)}.`, hint ?? "`specwire explain` lists them all.");
}

function pageOf(code: string): string {
  if (!isErrorName(code)) return `${diagnosticPage(code)?.trimEnd()}\n`;
  const { exit, retryable } = errorCodes[code];
  const { means, todo } = errorWords[code];
  const again = retryable
    ? "The same call may work later."
    : "The same call fails again until something changes.";
  return `# ${code}\n\nAn error of a generated tool; exit code ${exit}. ${again}\n\n${means}\n\n## What to do\n\n${todo}\n`;
}

function dataOf(code: string): object {
  if (isErrorName(code)) return { code, kind: "error", ...errorCodes[code], ...errorWords[code] };
  const { severity } = diagnosticKinds().find((one) => one.code === code) ?? {};
  return { code, kind: "diagnostic", severity, page: diagnosticPage(code) };
}

function list(json: boolean, { out }: World): number {
  const diagnostics = diagnosticKinds();
  if (json) {
    const errors = errorNames().map((code) => ({ code, kind: "error", ...errorCodes[code] }));
    printJson([...diagnostics.map((one) => ({ ...one, kind: "diagnostic" })), ...errors], out);
    return 0;
  }
  out.write("Diagnostics of connector specs, which `specwire check` finds\n");
  for (const [family, kinds] of Map.groupBy(diagnostics, ({ code }) => code.slice(0, code.indexOf("/")))) {
    out.write(`\n${tone(out, "bold", family)}\n${kinds.map(diagnosticLine).join("")}`);
  }
  out.write("\nErrors of generated tools, by exit code\n\n");
  const byExit = errorNames().sort((a, b) => errorCodes[a].exit - errorCodes[b].exit);
  const width = Math.max(...byExit.map((code) => code.length));
  for (const code of byExit) {
    const { exit, retryable } = errorCodes[code];
    out.write(
      `  ${String(exit).padStart(2)}  ${code.padEnd(width)}${retryable ? "  may work later" : ""}`.trimEnd(),
    );
    out.write("\n");
  }
  out.write("\nspecwire explain <code> tells what one means and what to do.\n");
  return 0;
}

const diagnosticLine = ({ code, severity }: DiagnosticKind): string => `  ${severity.padEnd(7)}  ${code}\n`;
