import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type CompileOutput, compile, nodeHost } from "../../../packages/compiler/src/index.ts";

const root = join(import.meta.dirname, "../../..");

/** Every folder of the repository with a connector that compiles: `specs/trello`, `packages/…/samples/follow`. */
export const connectorFolders: readonly string[] = [
  "specs",
  "examples",
  "packages/compiler/test/samples",
].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => path.split("\\").join("/"))
    .filter((path) => /^[^/]+\/connector\.(yaml|json)$/.test(path))
    .map((path) => `${folder}/${path.split("/")[0]}`)
    .toSorted(),
);

/** What the connector of a folder compiles to. */
export function compiled(folder: string): CompileOutput {
  const path = join(root, folder, "connector.yaml");
  const { output, diagnostics } = compile(path, nodeHost);
  if (output === undefined)
    throw new Error(`${folder}: ${diagnostics.map(({ message }) => message).join("; ")}`);
  return output;
}

/** An emitted file's text. */
export function fileOf({ files }: CompileOutput, path: string): string {
  const file = files.find((one) => one.path === path);
  if (file === undefined) throw new Error(`the compiler wrote no ${path}`);
  return file.text;
}
