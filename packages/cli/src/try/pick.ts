import { interpretLine, openTable } from "@specwire/cli-kit";
import { type Arguments, type Connector, commandName, encodeTable, type Operation } from "@specwire/contract";
import { Refusal } from "../shared/refusal.ts";

export interface Picked {
  readonly operation: Operation;
  readonly arguments: Arguments;
}

/** The read that the words name; without words the one that proves a credential, else the first that needs nothing. */
export async function pickRead(connector: Connector, words: readonly string[]): Promise<Picked> {
  if (words.length > 0) return named(connector, words);
  const all = Object.values(connector.operations);
  const verified = connector.auth.flatMap(({ verify }) => verify?.operation ?? []);
  const needsNothing = (one: Operation) =>
    !one.parameters.some(
      ({ required, default: preset, fixed }) => required && preset === undefined && fixed === undefined,
    );
  const fine = all.filter((one) => isRead(one) && !one.sensitive && needsNothing(one));
  const found =
    fine.find(({ id }) => verified.includes(id)) ??
    fine.find(({ id, response }) => connector.highlights.includes(id) && response.items !== undefined) ??
    fine.find(({ response }) => response.items !== undefined) ??
    fine.find(({ response }) => response.kind === "json");
  if (found !== undefined) return { operation: found, arguments: {} };
  const some = all.find(isRead);
  throw new Refusal(
    "There is no read that needs no argument.",
    some && `name one, with its flags: ${commandName(connector.slug, some.id).replace(/^\S+ /, "")} …`,
  );
}

async function named(connector: Connector, words: readonly string[]): Promise<Picked> {
  const table = openTable(encodeTable(connector, `sha256:${"0".repeat(64)}`));
  const line = await interpretLine(table, words);
  if (line.kind === "refused") throw new Refusal(`This can't be tried: ${line.message}.`);
  if (line.kind === "nothing" || line.arguments === undefined)
    throw new Refusal(
      "This sends nothing that can be tried.",
      "name a read with its flags; files are left out.",
    );
  if (!isRead(line.operation))
    throw new Refusal(`${line.operation.id} changes something, and try only reads.`, "name a read.");
  return { operation: line.operation, arguments: line.arguments };
}

/** What the spec calls a read is asked for with GET or HEAD alone: a spec that is tried may be wrong. */
function isRead({ access, method }: Operation): boolean {
  return access === "read" && (method === "GET" || method === "HEAD");
}
