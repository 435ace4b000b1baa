import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadGeneratedCli } from "../../packages/compiler/test/support/generated-cli.ts";
import { work } from "../lib/inputs.ts";
import type { Report, Target } from "../lib/report.ts";
import { type Authored, author } from "./authors.ts";
import { type Grade, gradeSpec } from "./grade/grade-spec.ts";
import { readService, type Service, serviceNames } from "./services.ts";

/** Who wrote the specs that are graded. Without both: the references. */
export interface AuthoringOptions {
  /** A program that takes the task on standard input and prints connector.yaml. */
  readonly author?: string;
  /** A folder with `<service>.yaml`, or `<service>/connector.yaml`. */
  readonly grade?: string;
  /** Only these services. */
  readonly only?: readonly string[];
}

interface Row {
  readonly grade: Grade;
  readonly authored: Authored;
}

/** Whether what an author writes from documentation becomes a tool that sends what the service wants. */
export async function authoringBench(options: AuthoringOptions = {}): Promise<Report> {
  const run = await loadGeneratedCli();
  const rows: Row[] = [];
  const names = serviceNames.filter((name) => options.only?.includes(name) ?? true);
  for (const name of names) {
    const service = readService(name);
    const authored = await specOf(service, options);
    if (authored === undefined) {
      console.error(`  ${name}: no spec`);
      continue;
    }
    const grade = await gradeSpec(service, authored.spec, run);
    console.error(lines(grade).join("\n"));
    rows.push({ grade, authored });
  }
  return reportOf(rows, names.length);
}

async function specOf(service: Service, { author: command, grade }: AuthoringOptions) {
  if (command !== undefined) return await author(command, service, join(work, "authoring"));
  if (grade === undefined) return { spec: service.reference, errors: [] };
  const file = specFiles(grade, service.name).find((one) => existsSync(one));
  return file === undefined ? undefined : { spec: readFileSync(file, "utf8"), errors: [] };
}

/** Where the spec of a service may be in a folder. */
export function specFiles(folder: string, service: string): string[] {
  return [join(folder, `${service}.yaml`), join(folder, service, "connector.yaml")];
}

/** What went wrong, for whoever wrote the spec or the prompt. */
function lines({ service, passed, diagnostics, checks }: Grade): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return [
    `  ${service}: ${passed ? "passed" : "failed"}`,
    ...errors.map(({ code, message }) => `    ${code}: ${message}`),
    ...checks.flatMap(({ name, problems, optional }) =>
      problems.map((problem) => `    ${name}${optional ? " (not counted)" : ""}: ${problem}`),
    ),
  ];
}

function reportOf(rows: readonly Row[], asked: number): Report {
  const passed = rows.filter(({ grade }) => grade.passed).length;
  const clean = (round: number): number =>
    rows.filter(({ authored: { errors } }) => errors.slice(0, round + 1).includes(0)).length;
  const counted = rows.flatMap(({ grade }) => grade.checks.filter(({ optional }) => !optional));
  const targets: Target[] = [
    {
      id: "A1",
      asks: `${asked === 1 ? "the connector of 1 service sends what it wants" : `the connectors of all ${asked} services send what the service wants`}`,
      measured: `${passed} of ${asked}`,
      met: passed === asked,
    },
  ];
  const head = "| service | clean after | checks | hidden check |\n|---|---|---|---|";
  const table = rows.map(
    ({ grade: { service, checks, passed: fine, diagnostics }, authored: { errors } }) => {
      const hidden = checks.filter(({ optional }) => !optional);
      const held = hidden.filter(({ problems }) => problems.length === 0).length;
      const isClean = !diagnostics.some(({ severity }) => severity === "error");
      const after =
        errors.length === 0
          ? isClean
            ? "as given"
            : "never"
          : isClean
            ? `${errors.length - 1} repairs`
            : "never";
      return `| ${service} | ${after} | ${held} of ${hidden.length} | ${fine ? "passed" : "**failed**"} |`;
    },
  );
  const sums = rows.some(({ authored }) => authored.errors.length > 0)
    ? [
        `Clean at once: ${clean(0)} of ${asked}; after 1, 2, 3 repairs: ${clean(1)}, ${clean(2)}, ${clean(3)}.`,
      ]
    : [];
  const held = counted.filter(({ problems }) => problems.length === 0).length;
  return {
    bench: "authoring",
    sections: [],
    targets,
    text: [[head, ...table].join("\n"), [...sums, `Checks held: ${held} of ${counted.length}.`].join(" ")],
  };
}
