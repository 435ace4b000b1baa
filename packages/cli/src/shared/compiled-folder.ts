import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Connector, isObject, own } from "@specwire/contract";
import { lockName, specName } from "./file-names.ts";
import { quote, Refusal, withFiles } from "./refusal.ts";

/** Whether there is a file of this name; a folder is none. */
export const isFile = (path: string): boolean =>
  withFiles("read", path, () => statSync(path, { throwIfNoEntry: false })?.isFile()) === true;

/** Whether a folder is what `specwire compile` wrote, and no connector's own. */
export function isCompiled(folder: string): boolean {
  return !isFile(join(folder, specName)) && isFile(join(folder, lockName));
}

/** A compiled folder's connector, as `specwire compile` wrote it and nobody changed it, and its digest. */
export function readCompiled(folder: string): { readonly connector: Connector; readonly digest: string } {
  const read = (name: string) =>
    withFiles("read", join(folder, name), () => readFileSync(join(folder, name), "utf8"));
  const text = read("connector.json");
  const lock = json(read(lockName));
  const outputs = isObject(lock) && lock.lock === 1 && isObject(lock.outputs) ? lock.outputs : {};
  const digest = digestOf(text);
  if (own(outputs, "connector.json") !== digest) {
    throw new Refusal(
      `${quote(join(folder, "connector.json"))} is not what ${lockName} beside it says.`,
      "compile it again from the version that is in use, with its document.",
    );
  }
  const data = json(text);
  if (!isObject(data) || data.compiled !== 1)
    throw new Refusal(`${quote(folder)} was compiled to a format that this version does not know.`);
  return { connector: data as unknown as Connector, digest };
}

/** `sha256:` and the digest of a text, in hex. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
