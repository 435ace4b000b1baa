import { spawnSync } from "node:child_process";
import type { Connector } from "../../packages/contract/src/index.ts";
import type { Problem } from "./result.ts";
import { runInProcess } from "./wire/run-in-process.ts";

/** `--help` and `--schema` of every command, in this process, with the generated file's own table. */
export async function checkCommands(connector: Connector, tableText: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  const fail = (reason: string) => problems.push({ figure: "commands", reason });
  for (const operation of Object.values(connector.operations)) {
    const words = operation.id.split(".");
    const help = await runInProcess(tableText, [...words, "--help"], {});
    if (help.exit !== 0 || help.err !== "" || !help.out.includes(words.join(" ")))
      fail(`${operation.id} --help: exit ${help.exit} ${help.err.slice(0, 200)}`);
    const schema = await runInProcess(tableText, [...words, "--schema"], {});
    if (schema.exit !== 0 || schema.err !== "" || !isJsonObject(schema.out))
      fail(`${operation.id} --schema: exit ${schema.exit} ${schema.err.slice(0, 200)}`);
  }
  return problems;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

/** Two starts as a user's machine makes them. */
export function checkStarts(connector: Connector, file: string): Problem[] {
  const [first] = Object.values(connector.operations);
  const starts = [["--help"], first === undefined ? [] : [...first.id.split("."), "--schema"]];
  return starts.flatMap((argv): Problem[] => {
    const ran = spawnSync(process.execPath, [file, ...argv], { encoding: "utf8", env: {}, timeout: 60_000 });
    const fine = ran.status === 0 && ran.stderr === "" && ran.stdout !== "";
    if (fine) return [];
    const reason = `${argv.join(" ")}: exit ${ran.status} ${ran.stderr.slice(0, 200)}`;
    return [{ figure: "starts", reason }];
  });
}
