import { expect, onTestFinished, test, vi } from "vitest";
import { authoringCommand } from "./authoring/command.ts";
import { tasksCommand } from "./tasks/command.ts";

// What the benches answer to words that make no sense; nothing is run.
async function said(run: () => Promise<number>): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const spies = [
    vi.spyOn(console, "log").mockImplementation((line: string) => void out.push(line)),
    vi.spyOn(console, "error").mockImplementation((line: string) => void err.push(line)),
  ];
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  const code = await run();
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const tasks = (...words: string[]) =>
  said(() => tasksCommand(words, ["false"], () => Promise.reject(new Error("nothing is to be prepared"))));
const authoring = (...words: string[]) => said(() => authoringCommand(words));

test("a task that does not exist is answered with a near one", async () => {
  expect(await tasks("--agent", "true", "--only", "open-issue,opn-issue")).toEqual({
    code: 2,
    out: "",
    err: expect.stringMatching(/^There is no task "opn-issue"; did you mean open-issue/),
  });
  expect((await tasks("--agent", "true", "--only", "zzzzzzzz")).err).toBe(
    'There is no task "zzzzzzzz"; --list shows them.',
  );
});

test("tasks are listed in columns", async () => {
  const { code, out } = await tasks("--list");
  expect(code).toBe(0);
  expect(out).toMatch(/ 1 call\n/);
  expect(out).toMatch(/\n\d+ tasks; calls are those of the reference$/);
  const starts = out
    .split("\n")
    .slice(0, -1)
    .map((line) => line.search(/ (github|marina) /));
  expect(new Set(starts).size).toBe(1);
});

test("--help is no mistake", async () => {
  for (const run of [tasks, authoring]) {
    const { code, out, err } = await run("--help");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("npm run bench ");
  }
});

test("a folder without specs is said to be one", async () => {
  const { code, err } = await authoring("--grade", import.meta.dirname);
  expect([code, err]).toEqual([2, expect.stringMatching(/^There is no spec in /)]);
});
