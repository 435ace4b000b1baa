import { spawnSync } from "node:child_process";

/** The words that a shell gives to `custom-acme`, from a command line as it is printed. */
export function shellWords(line: string): string[] {
  const stub = `custom-acme() { printf '%s\\0' "$@"; }\n${line}`;
  const { stdout, stderr } = spawnSync("bash", ["-c", stub], { encoding: "utf8" });
  if (stderr !== "") throw new Error(stderr);
  return stdout.split("\0").slice(0, -1);
}
