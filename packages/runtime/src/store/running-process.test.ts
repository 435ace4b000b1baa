import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { runningProcess } from "./running-process.ts";

test("a process has one name for as long as it runs", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const name = runningProcess(child.pid ?? 0);
  expect(name).toBeTruthy();
  expect(runningProcess(child.pid ?? 0)).toBe(name);
  expect(runningProcess(process.pid)).not.toBe(name);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(runningProcess(child.pid ?? 0)).not.toBe(name);
});

test("one that has ended and that nobody has collected does not run", async () => {
  // A shell that becomes `sleep` never asks for its child's end.
  const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"]);
  const [said] = (await once(parent.stdout, "data")) as [Buffer];
  await expect.poll(() => runningProcess(Number(String(said)))).toBeUndefined();
  parent.kill("SIGKILL");
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 40])("%s is no process", (pid) => {
  expect(runningProcess(pid)).toBeUndefined();
});
