import { dirname, resolve, sep } from "node:path";
import { nodeHost } from "@specwire/compiler";
import { quote, Refusal } from "../shared/refusal.ts";
import type { NewContent } from "../shared/replace-files.ts";
import type { Basis, Plan } from "./plan.ts";
import type { Staged } from "./stage.ts";

/**
 * What an update changes: the document's files, those that only the earlier document had, and last the spec, whose
 * pin fits nothing until it is there. What stays as it is is none of it.
 */
export function filesToChange({ spec, files: read }: Basis, staged: Staged, plan: Plan): NewContent[] {
  const file = resolve(spec.path);
  const inFolder = (path: string) => path !== file && path.startsWith(dirname(file) + sep);
  const changed = [...staged.files].filter(([path, content]) => !isSame(path, content));
  const left = [...read].filter((path) => inFolder(path) && !staged.files.has(path));
  const found = new TextDecoder("utf-8", { ignoreBOM: true }).decode(nodeHost.read(spec.path));
  const mark = found.startsWith("\ufeff") ? "\ufeff" : "";
  if (found !== mark + spec.text) {
    throw new Refusal(
      `${quote(spec.path)} was changed while it was being updated.`,
      "run the same command again.",
    );
  }
  return [
    ...changed.map(([path, content]): NewContent => ({ path, content })),
    ...left.map((path): NewContent => ({ path })),
    ...(plan.text === spec.text ? [] : [{ path: spec.path, content: mark + plan.text }]),
  ];
}

function isSame(path: string, content: Uint8Array): boolean {
  const found = nodeHost.read(path);
  return found !== undefined && Buffer.from(found).equals(content);
}
