import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { onTestFinished } from "vitest";

/** A folder of the running test, gone when it ends. */
export function scratch(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "specwire-cli-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return folder;
}

/** Names in a folder, hidden ones too; none where it does not exist. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** A spec without mistakes; more lines go to its end, among the operations. */
export function spec(slug: string, baseUrl = "https://api.acme.test"): string {
  return `connector: 1
version: 1.0.0
slug: ${slug}
name: Test
description: A connector for tests.
baseUrl: ${baseUrl}
auth: { type: bearer_token }
operations:
  items.list: { request: GET /items, summary: List items, items: /items, fields: [id] }
  items.delete:
    request: DELETE /items/{id}
    summary: Delete an item
    path: { properties: { id: { type: string, description: The item } } }
    response: none
`;
}

/** Paths of all files below a folder. */
export function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
