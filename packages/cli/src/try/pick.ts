import { interpretLine, openTable, runCli } from "@specwire/cli-kit";
import {
  type Arguments,
  type Connector,
  commandName,
  encodeTable,
  type Operation,
  quoteWord,
} from "@specwire/contract";
import { Refusal } from "../shared/refusal.ts";

export interface Picked {
  readonly operation: Operation;
  readonly arguments: Arguments;
}

/** The read that the words name; without words the one that proves a credential, else the first that needs nothing. */
export async function pickRead(
  connector: Connector,
  words: readonly string[],
  folder: string,
): Promise<Picked> {
  if (words.length > 0) return named(connector, words, folder);
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

async function named(connector: Connector, words: readonly string[], folder: string): Promise<Picked> {
  const table = encodeTable(connector, `sha256:${"0".repeat(64)}`);
  const line = await interpretLine(openTable(table), words);
  if (line.kind === "refused") {
    const { message, help } = await inTheToolsWords(table, words);
    const tool = `custom-${connector.slug} `;
    const ours = `specwire try ${quoteWord(folder)} `;
    throw new Refusal(`This can't be tried: ${message ?? line.message}.`, help?.replaceAll(tool, ours));
  }
  if (line.kind === "nothing" || line.arguments === undefined)
    throw new Refusal(
      "This sends nothing that can be tried.",
      "name a read with its flags; files are left out.",
    );
  if (!isRead(line.operation)) {
    const { list, detail } = line.operation;
    const near = [list, detail].map((link) => connector.operations[link?.operation ?? ""]);
    const read = [...near, ...Object.values(connector.operations)].find((one) => one && isRead(one));
    throw new Refusal(
      `${line.operation.id} changes something, and try only reads.`,
      read &&
        `try: specwire try ${quoteWord(folder)} ${commandName(connector.slug, read.id).replace(/^\S+ /, "")}`,
    );
  }
  return { operation: line.operation, arguments: line.arguments };
}

/** What the spec calls a read is asked for with GET or HEAD alone: a spec that is tried may be wrong. */
function isRead({ access, method }: Operation): boolean {
  return access === "read" && (method === "GET" || method === "HEAD");
}

/** What the tool itself says to a line that it refuses, with the line that is right where it knows one. */
async function inTheToolsWords(
  table: string,
  argv: readonly string[],
): Promise<{ readonly message?: string; readonly help?: string }> {
  let said = "";
  const output = (write: (text: string) => void) => ({
    terminal: false,
    columns: 80,
    write: async (chunk: string | Uint8Array) => write(String(chunk)),
  });
  const nothing = (): never => {
    throw new Error("a line that is refused sends nothing");
  };
  await runCli({
    argv,
    env: {},
    stdin: { terminal: false, read: nothing },
    stdout: output(() => undefined),
    stderr: output((text) => {
      said += text;
    }),
    tableText: () => table,
    now: Date.now,
    sleep: nothing,
    random: () => 0,
    onFile: nothing,
  });
  try {
    return JSON.parse(said).error;
  } catch {
    return {};
  }
}
