import { fileURLToPath } from "node:url";

/**
 * Runs a program of the gate, by its URL, in this process as if it had been started by itself: it reads standard
 * input, writes standard output, and says how the process ends. Gives the exit code that it has set by the time it is
 * loaded.
 */
export async function startProgram(url: string, args: readonly string[]): Promise<number> {
  process.argv = [process.execPath, fileURLToPath(url), ...args];
  await import(url);
  return Number(process.exitCode ?? 0);
}
