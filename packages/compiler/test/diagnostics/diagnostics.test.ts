import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  compile,
  diagnosticKinds,
  diagnosticPage,
  memoryHost,
  renderJson,
  renderText,
} from "../../src/index.ts";
import { expectGoldens } from "../support/golden.ts";

// One folder for each code, named after it: `fail/` breaks that one rule and `_expected/diagnostics.json` says
// how; `pass/` is nearly the same and has nothing to complain of. `files.ts` stands for inputs that are not
// worth keeping. `_expected/output.txt` is compared where it exists.

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

type Files = Record<string, string | Uint8Array>;

async function filesOf(folder: string): Promise<Files> {
  if (existsSync(join(folder, "files.ts"))) {
    const made = (await import(join(folder, "files.ts"))) as { readonly files: Files };
    return made.files;
  }
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => !name.startsWith("_expected") && statSync(join(folder, name)).isFile());
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
}

async function diagnosticsOf(name: string, kind: "fail" | "pass") {
  const files = await filesOf(join(import.meta.dirname, name, kind));
  const options = name === "emit-instructions-too-long" && kind === "fail" ? { tokenBudget: 10 } : {};
  return compile("connector.yaml", memoryHost(files), options).diagnostics;
}

const kinds = diagnosticKinds();
const folderOf = (code: string) => code.replace("/", "-");

describe("every diagnostic", () => {
  test("has a case", () => {
    expect(folders).toEqual(kinds.map(({ code }) => folderOf(code)).toSorted());
  });

  test("has a page, and every page a diagnostic", () => {
    const pages = join(import.meta.dirname, "../../diagnostics");
    const found = readdirSync(pages, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(pages.length + 1)
          .replaceAll("\\", "/"),
      );
    expect(found.toSorted()).toEqual(kinds.map(({ code }) => `${code}.md`).toSorted());
  });

  test.each(kinds.map(({ code }) => code))(
    "%s: the page says what is wrong, why, and what to write",
    (code) => {
      const page = (diagnosticPage(code) ?? "").replaceAll(/^```[\s\S]*?^```/gm, "");
      const headings = [...page.matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
      expect(headings).toEqual([`# ${code}`, "## Instead of", "## Use"]);
    },
  );
});

describe("cases", () => {
  test.each(kinds)("$code is reported, and nothing else", async ({ code, severity }) => {
    const name = folderOf(code);
    const found = await diagnosticsOf(name, "fail");
    expect([...new Set(found.map((one) => `${one.severity} ${one.code}`))]).toEqual([`${severity} ${code}`]);
    const folder = join(import.meta.dirname, name, "fail/_expected");
    const shown = existsSync(join(folder, "output.txt"));
    expectGoldens({
      folder,
      files: {
        "diagnostics.json": `${JSON.stringify(renderJson(found), null, 2)}\n`,
        ...(shown && { "output.txt": renderText(found) }),
      },
      suite: "packages/compiler/test/diagnostics",
    });
  });

  test.each(kinds)("$code is not reported where nothing is wrong", async ({ code }) => {
    const found = await diagnosticsOf(folderOf(code), "pass");
    expect(found.map((one) => one.code)).toEqual([]);
  });
});
