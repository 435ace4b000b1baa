import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documents, work } from "../../lib/inputs.ts";
import { services } from "../services/services.ts";
import { type Compiled, compileAll } from "./compiled.ts";

/**
 * The tools of all services.
 * @param specwire how the command is started
 * @param whole GitHub's whole document in place of the 105 chosen commands of specs/github
 */
export function compileTools(
  specwire: readonly string[],
  whole: boolean,
): Promise<Readonly<Record<string, Compiled>>> {
  const connectors = Object.values(services).map((one) =>
    whole && one.slug === "github" ? { slug: one.slug, connector: wholeGitHub() } : one,
  );
  return compileAll(specwire, connectors, join(work, "tasks/out"));
}

function wholeGitHub(): string {
  const folder = join(work, "tasks/github");
  mkdirSync(folder, { recursive: true });
  copyFileSync(documents.GitHub as string, join(folder, "document.json"));
  writeFileSync(
    join(folder, "connector.yaml"),
    `connector: 1
version: 1.0.0
slug: github
name: GitHub
description: Every operation of GitHub's document.
docsUrl: https://docs.github.com/rest
baseUrl: https://api.github.com
auth: { type: bearer_token }
openapi: { document: ./document.json }
pagination: { kind: link, next: { header: link }, pageSize: per_page, maxPageSize: 100 }
operations: { include: ["/**"] }
`,
  );
  return folder;
}
