import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandFiles } from "./session-files.ts";
import { writeSession } from "./write-session.ts";

const scratch = () => realpathSync(mkdtempSync(join(tmpdir(), "specwire-session-")));
const texts = { typescript: "// ts\n", javascript: "// mjs\n" };
const bundle = (root: string, ...slugs: string[]) => ({
  files: slugs.flatMap((slug) => commandFiles(root, slug, texts)),
});
const modeOf = (path: string) => lstatSync(path).mode & 0o777;

test("files are where they say, with their modes", async () => {
  const root = join(scratch(), "my app");
  await writeSession(bundle(root, "acme"), root);
  expect(readdirSync(join(root, "cli")).sort()).toEqual(["custom-acme.mjs", "custom-acme.ts"]);
  expect(readFileSync(join(root, "cli/custom-acme.ts"), "utf8")).toBe("// ts\n");
  expect(modeOf(join(root, "bin/custom-acme"))).toBe(0o755);
  const key = { path: join(root, "certificates/custom-acme.pem"), text: "k", mode: 0o600 };
  await writeSession({ files: [key] }, root);
  expect(modeOf(key.path)).toBe(0o600);
});

test("another folder stands for the root", async () => {
  const folder = scratch();
  await writeSession(bundle("/app", "acme"), folder);
  expect(readdirSync(join(folder, "bin"))).toEqual(["custom-acme"]);
});

test("commands of an earlier session are gone, and nothing else", async () => {
  const root = scratch();
  await writeSession(bundle(root, "acme", "other"), root);
  writeFileSync(join(root, "bin/mine"), "");
  await writeSession(bundle(root, "acme"), root);
  expect(readdirSync(join(root, "bin")).sort()).toEqual(["custom-acme", "mine"]);
  await writeSession({ files: [] }, root);
  expect(readdirSync(join(root, "bin"))).toEqual(["mine"]);
  expect(readdirSync(join(root, "cli"))).toEqual([]);
});

test("without a folder nothing is written, since an empty session would leave an earlier one's files", async () => {
  const [root, none] = [scratch(), undefined as unknown as string];
  await expect(writeSession(bundle(root, "acme"), none)).rejects.toThrowError(
    expect.objectContaining({ code: "INVALID_OPTION" }),
  );
  expect(readdirSync(root)).toEqual([]);
});

test("a link in a file's place is replaced, and where it led stays as it was", async () => {
  const [root, outside] = [scratch(), scratch()];
  const victim = join(outside, "victim");
  writeFileSync(victim, "untouched");
  mkdirSync(join(root, "bin"));
  symlinkSync(victim, join(root, "bin/custom-acme"));
  await writeSession(bundle(root, "acme"), root);
  expect(readFileSync(victim, "utf8")).toBe("untouched");
  expect(lstatSync(join(root, "bin/custom-acme")).isFile()).toBe(true);
});

test.each(["bin", "cli", "certificates"])("a link in the place of %s is refused", async (name) => {
  const [root, outside] = [scratch(), scratch()];
  writeFileSync(join(outside, "custom-acme"), "untouched");
  symlinkSync(outside, join(root, name));
  await expect(writeSession(bundle(root, "acme"), root)).rejects.toThrowError(
    expect.objectContaining({ code: "INVALID_OPTION" }),
  );
  expect(readdirSync(outside)).toEqual(["custom-acme"]);
});

test("files that are somewhere else are refused", async () => {
  const root = scratch();
  for (const path of [
    join(root, "bin/../../custom-x"),
    join(root, "etc/custom-x"),
    join(root, "bin/x"),
    "bin/custom-x",
  ])
    await expect(
      writeSession({ files: [...bundle(root, "acme").files, { path, text: "", mode: 0o644 }] }, root),
    ).rejects.toThrowError(expect.objectContaining({ code: "INVALID_OPTION" }));
});
