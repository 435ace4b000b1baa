import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

interface Block {
  readonly language: string;
  /** What stands behind the language: a file to write, or `server`. */
  readonly label: string;
  readonly text: string;
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)(?: ([^\n]+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", label = "", text = ""]) => ({ language, label, text }),
  );
}

/** The five minutes: everything below their heading. */
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = blocksOf(readme.slice(readme.indexOf("## Five minutes"), readme.indexOf("## Put it into")));
const folder = mkdtempSync(join(tmpdir(), "specwire-readme-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As in a shell of a person's own: without what the scripts that run this test tell each other. */
const { SPECWIRE_USER_FOLDER: _, INIT_CWD: __, NODE_OPTIONS: ___, ...personal } = process.env;

function shell(script: string): Promise<{ code: number; output: string; stdout: string }> {
  const child = spawn("bash", ["-e", "-c", script], {
    cwd: folder,
    env: personal,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let stdout = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output, stdout }));
  });
}

/** The README's port may be taken on this machine, by another run of this test for one. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

test("the README's five minutes work as they are written", { timeout: 120_000 }, async () => {
  const command = `node ${JSON.stringify(join(root, "scripts/run.mjs"))} specwire:only`;
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ private: true, scripts: { specwire: command } }),
  );
  cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
  const port = await freePort();
  const here = (text: string) => text.replaceAll("127.0.0.1:8787", `127.0.0.1:${port}`);

  const [server] = blocks.filter((block) => block.label === "server");
  expect(server?.text.trim()).toBe("node examples/notes-api/server.mjs");
  const notes = spawn(process.execPath, ["examples/notes-api/server.mjs", String(port)], { cwd: folder });
  try {
    await new Promise<void>((resolve, reject) => {
      notes.stdout.once("data", () => resolve());
      notes.once("exit", () => reject(new Error("the notes API did not start")));
    });
    let environment = "";
    let outputs = "";
    for (const block of blocks) {
      if (block.label === "server") continue;
      if (block.language === "yaml") {
        mkdirSync(dirname(join(folder, block.label)), { recursive: true });
        writeFileSync(join(folder, block.label), here(block.text));
        continue;
      }
      const { code, output } = await shell(`${environment}${here(block.text)}`);
      expect(code, `${block.text}\n${output}`).toBe(0);
      environment += [...block.text.matchAll(/^export .+$/gm)].map(([line]) => `${line}\n`).join("");
      outputs += output;
    }
    expect(outputs).toContain("3 of 12");
    expect(outputs).toContain("Try Specwire");
    expect(outputs).toContain("custom-notes notes create");
    expect(outputs).toContain('"notes.delete"');
    expect(outputs).toContain("4 operations, 2 read, 2 write");
    expect(outputs).toContain("From a document");
  } finally {
    notes.kill();
  }
});

test("every command of the README stands in a block that is executed", () => {
  const first = blocksOf(readme.slice(0, readme.indexOf("## Five minutes")));
  expect(first.map((block) => block.text)).toEqual(["npm run demo\nnpm test\n"]);
});
