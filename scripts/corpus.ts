// 200 real documents through everything: compile, types, help, starts, and what goes over the wire.
//
//   npm run corpus                     all of them, about 10 minutes
//   npm run corpus -- --only <id>      one of them
//   npm run corpus -- --from 50 --limit 10
//   npm run corpus -- --json           the report as JSON
//
// Exit code 1 where a figure is missed. scripts/corpus/README.md says what is measured and how.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { printReport, summaryOf } from "./corpus/report.ts";
import type { DocumentResult } from "./corpus/result.ts";
import { typecheck } from "./corpus/typecheck.ts";
import { installApart } from "./lib/install-apart.ts";

const home: string = join(import.meta.dirname, "corpus");
const work: string = join(home, ".work");
/** What one document may take; more is a failure of its own. */
const limits = { seconds: 1200, heapMb: 4096 };

const { values: asked } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    from: { type: "string", default: "0" },
    limit: { type: "string" },
    json: { type: "boolean" },
    jobs: { type: "string", default: "2" },
    wire: { type: "string", default: "20" },
  },
});

const all = JSON.parse(readFileSync(join(home, "documents.json"), "utf8")) as string[];
const ids = (asked.only ?? all).slice(Number(asked.from)).slice(0, Number(asked.limit ?? all.length));

await installApart(home, "documents and judges into scripts/corpus/node_modules");
rmSync(work, { recursive: true, force: true });
const results: DocumentResult[] = [];
const queue = [...ids];
await Promise.all(Array.from({ length: Number(asked.jobs) }, worker));
const types = typecheck(
  new Map(results.flatMap((one) => (one.compiled > 0 ? [[one.id, cliOf(one.id)]] : []))),
  work,
);
const judged = results.map((one): DocumentResult => {
  const reason = types.get(one.id);
  return reason === undefined ? one : { ...one, problems: [...one.problems, { figure: "types", reason }] };
});
judged.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
const summary = summaryOf(judged, types.get(""));
writeFileSync(join(work, "report.json"), JSON.stringify({ summary, documents: judged }, undefined, 1));
if (asked.json) console.log(JSON.stringify({ summary, documents: judged }));
else printReport(summary, judged);
process.exitCode = summary.fine ? 0 : 1;

async function worker(): Promise<void> {
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const result = await checkDocument(id);
    results.push(result);
    const wire = result.wire;
    const figures = wire ? `wire ${wire.accepted}/${wire.requests}` : "not compiled";
    console.error(
      `${String(results.length).padStart(3)}/${ids.length} ${id}: ${result.compiled}/${result.operations} operations, ${result.compileMs} ms, ${figures}, ${result.problems.length} problems`,
    );
  }
}

function folderOf(id: string): string {
  return join(work, id.replaceAll("/", "__"));
}

function cliOf(id: string): string {
  return join(folderOf(id), "cli.ts");
}

/** A process for each, so that one that crashes, hangs or fills the memory is a failure of one document. */
function checkDocument(id: string): Promise<DocumentResult> {
  const folder = folderOf(id);
  mkdirSync(folder, { recursive: true });
  const program = join(home, "check-document.ts");
  const flags = [`--max-old-space-size=${limits.heapMb}`, "--conditions=@specwire/source", "--no-warnings"];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...flags, program, id, folder, asked.wire], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, NODE_COMPILE_CACHE: join(work, "compile-cache") },
      timeout: limits.seconds * 1000,
      killSignal: "SIGKILL",
    });
    const said: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.on("close", (code, signal) => {
      try {
        if (code === 0) return resolve(JSON.parse(readFileSync(join(folder, "result.json"), "utf8")));
      } catch {
        // Falls through: a result that can't be read is a crash.
      }
      const reason = `exit ${code ?? signal}: ${Buffer.concat(said).toString().trim().slice(-600)}`;
      const nothing = {
        bytes: 0,
        operations: 0,
        compiled: 0,
        compileMs: 0,
        compileMb: 0,
        warnings: 0,
        commands: 0,
      };
      resolve({ id, ...nothing, problems: [{ figure: "crash", reason }] });
    });
  });
}
