// Everything that has to hold before a change is merged, in one command:
//
//   npm test                        all checks; failures do not stop the others
//   npm test -- --static            all checks but the tests
//   npm test -- <vitest arguments>  only the tests that vitest selects
//
// The last line counts tests: "N passed, N failed".
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binOf } from "./lib/processes.ts";

const root = join(import.meta.dirname, "..");
const source = "--conditions=@specwire/source";

const checks = [
  { name: "generated files", run: () => [source, "scripts/generate.ts", "--check"] },
  { name: "types", run: () => [binOf("typescript", "tsc"), "--pretty"] },
  { name: "lint and format", run: () => [binOf("@biomejs/biome", "biome"), "check", "."] },
  { name: "unused code", run: () => [binOf("knip", "knip")] },
  { name: "packages", run: () => [source, "scripts/check-packages.ts"] },
];

function node(args, stdio) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio });
    const output = [];
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => output.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(output) }));
  });
}

async function check({ name, run }) {
  const began = Date.now();
  const { code, output } = await node(run(), ["ignore", "pipe", "pipe"]);
  report(code === 0, name, began);
  if (code !== 0) process.stdout.write(Buffer.concat([output, Buffer.from("\n")]));
  return code === 0;
}

function report(fine, name, began) {
  const took = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${fine ? "ok    " : "FAILED"} ${name.padEnd(16)} ${took.padStart(6)} s`);
}

async function tests(folder) {
  const began = Date.now();
  const results = join(folder, "tests.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const { code } = await node([binOf("vitest", "vitest"), "run", ...reporters], "inherit");
  report(code === 0, "tests", began);
  return { fine: code === 0, ...count(results) };
}

/** A file that could not be run at all counts as one failed test. */
function count(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, "utf8"));
    const broken = testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && !assertionResults.some((result) => result.status === "failed"),
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function checkAll() {
  const failures = [];
  for (const each of checks) if (!(await check(each))) failures.push(each.name);
  return failures;
}

async function everything() {
  const folder = mkdtempSync(join(tmpdir(), "specwire-verify-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const failures = await checkAll();
  const { fine, passed, failed } = await tests(folder);
  if (!fine) failures.push("tests");
  if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failures.length === 0 ? 0 : 1;
}

// Leave it to the child: it hears of Ctrl-C by itself and tells how it ended.
process.on("SIGINT", () => {});
const args = process.argv.slice(2);
process.exitCode =
  args[0] === "--static"
    ? Math.min(1, (await checkAll()).length)
    : args.length > 0
      ? (await node([binOf("vitest", "vitest"), "run", ...args], "inherit")).code
      : await everything();
