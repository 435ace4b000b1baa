import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { node } from "../lib/peers.ts";

/** A program of the bench in a process of its own. */
export interface Child {
  readonly pid: number;
  /** The line that it said first, as JSON. */
  readonly said: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts `<name>-process.ts`, from the sources. */
export async function start(name: string, ...words: readonly string[]): Promise<Child> {
  const program = join(import.meta.dirname, `${name}-process.ts`);
  const child = spawn(node, ["--conditions=@specwire/source", program, ...words], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  return { pid: child.pid ?? 0, said: JSON.parse(await firstLine(child)), stop: () => end(child) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = "";
  for await (const chunk of child.stdout ?? []) {
    said += chunk;
    if (said.includes("\n")) return said.slice(0, said.indexOf("\n"));
  }
  throw new Error("a program of the bench ended before it began");
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill();
  await ended;
}

/** In a child: listens, says where, and ends with its parent. */
export function ready(server: Server): void {
  server.listen(0, "127.0.0.1", () => {
    say({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
}

export function say(words: Readonly<Record<string, string>>): void {
  process.stdin.resume().once("end", () => process.exit());
  console.log(JSON.stringify(words));
}

/** Processor time of a process so far, in milliseconds; with `children`, of those that were waited for as well. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // Behind the name, which may hold anything: user and system time in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export const canCount: boolean = existsSync("/proc/self/stat");

/** Forgets the largest memory of a process so far. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** The largest memory of a process, in MB. */
export function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}
