import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { namesIn, scratch, spec } from "./support/scratch.ts";
import { asProcess, inProcess } from "./support/specwire.ts";

const right = spec("acme");
const wrong = right.replace("baseUrl:", "baseURL:");
const root = process.getuid?.() === 0;

describe("check --fix", () => {
  test.each([
    ["a byte order mark", (text: string) => `\ufeff${text}`],
    ["line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    ["characters of four bytes before the place", (text: string) => `# 🦊🦊\n${text}`],
  ])("keeps %s", async (_, change) => {
    const folder = scratch({ "connector.yaml": change(wrong) });
    expect(await inProcess(["check", folder, "--fix"])).toMatchObject({ code: 0, err: "" });
    expect(readFileSync(join(folder, "connector.yaml"), "utf8")).toBe(change(right));
    expect(namesIn(folder)).toEqual(["connector.yaml"]);
  });

  test("does not touch a file in which nothing is certain", async () => {
    const folder = scratch({ "connector.yaml": right });
    const before = statSync(join(folder, "connector.yaml")).ino;
    await inProcess(["check", folder, "--fix"]);
    expect(statSync(join(folder, "connector.yaml")).ino).toBe(before);
  });

  test.runIf(process.platform !== "win32")("keeps a link a link and permissions as they are", async () => {
    const folder = scratch({ "real.yaml": wrong });
    chmodSync(join(folder, "real.yaml"), 0o640);
    symlinkSync("real.yaml", join(folder, "connector.yaml"));
    expect((await inProcess(["check", folder, "--fix"])).code).toBe(0);
    expect(lstatSync(join(folder, "connector.yaml")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "real.yaml"), "utf8")).toBe(right);
    expect(statSync(join(folder, "real.yaml")).mode & 0o777).toBe(0o640);
  });

  // Root may write anywhere, so the command runs as nobody there.
  test.runIf(process.platform !== "win32").each([
    ["file", 0o444, 0o777],
    ["folder", 0o666, 0o555],
  ])("changes nothing in a read-only %s and says so", async (_, fileMode, folderMode) => {
    const folder = scratch({ "connector.yaml": wrong });
    const file = join(folder, "connector.yaml");
    chmodSync(file, fileMode);
    chmodSync(folder, folderMode);
    const { code, err } = await asProcess(["check", folder, "--fix"], root ? { uid: 65534 } : {});
    chmodSync(folder, 0o755);
    expect(code).toBe(2);
    expect(err).toMatch(/Could not write ".*connector\.yaml": permission denied\./);
    expect(readFileSync(file, "utf8")).toBe(wrong);
    expect(namesIn(folder)).toEqual(["connector.yaml"]);
  });

  test("repairs each of several connectors", async () => {
    const folder = scratch({ "a/connector.yaml": wrong, "b/connector.yaml": wrong.replace("acme", "beta") });
    const data = JSON.parse((await inProcess(["check", folder, "--fix", "--json"])).out);
    expect(data).toMatchObject({
      errors: 0,
      connectors: [{ fixed: [{ line: 6 }] }, { fixed: [{ line: 6 }] }],
    });
    expect(readFileSync(join(folder, "b/connector.yaml"), "utf8")).toBe(right.replace("acme", "beta"));
  });
});
