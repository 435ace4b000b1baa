import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Connector, isObject, own } from "@specwire/contract";
import { lockName } from "../shared/file-names.ts";
import { quote, Refusal, withFiles } from "../shared/refusal.ts";

/** The connector of a compiled folder, as `specwire compile` wrote it and nobody changed it. */
export function compiledConnector(folder: string, slug: string): Connector {
  const read = (name: string) =>
    withFiles("read", join(folder, name), () => readFileSync(join(folder, name), "utf8"));
  const text = read("connector.json");
  const lock = json(read(lockName));
  const outputs = isObject(lock) && lock.lock === 1 && isObject(lock.outputs) ? lock.outputs : {};
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  if (own(outputs, "connector.json") !== digest) {
    throw new Refusal(
      `${quote(join(folder, "connector.json"))} is not what ${lockName} beside it says.`,
      "compile it again from the version that is in use, with its document.",
    );
  }
  const data = json(text);
  if (!isObject(data) || data.compiled !== 1)
    throw new Refusal(`${quote(folder)} was compiled to a format that this version does not know.`);
  if (data.slug !== slug)
    throw new Refusal(`${quote(folder)} is the connector ${quote(String(data.slug))}, not ${quote(slug)}.`);
  return data as unknown as Connector;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
