import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

test("the demo runs to its end", { timeout: 120_000 }, async () => {
  const child = spawn(process.execPath, ["--conditions=@specwire/source", "scripts/demo.ts"], { cwd: root });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code, output).toBe(0);
  // It checks what it shows; here only that nothing was left out.
  for (const shown of ["permissions.json", "3 of ", "did you mean --state?", "Slack", "Next"]) {
    expect(output).toContain(shown);
  }
  expect(output).not.toContain("demo-token");
  expect(output).not.toContain("xoxb-demo");
});
