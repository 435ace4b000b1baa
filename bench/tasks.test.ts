import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runAgent, runReference } from "./tasks/lib/agent.ts";
import { type Compiled, compileAll } from "./tasks/lib/compiled.ts";
import { type OpenTask, openTask } from "./tasks/lib/open-task.ts";
import type { TaskResult } from "./tasks/lib/result.ts";
import { kinds, taskNamed, taskNames } from "./tasks/lib/task.ts";
import type { Tool } from "./tasks/lib/workplace.ts";
import { services } from "./tasks/services/services.ts";

const out = mkdtempSync(join(tmpdir(), "specwire-tasks-"));
let compiled: Readonly<Record<string, Compiled>>;

beforeAll(async () => {
  const main = join(import.meta.dirname, "../packages/cli/src/main.ts");
  const specwire = [process.execPath, "--conditions=@specwire/source", main];
  compiled = await compileAll(specwire, Object.values(services), out);
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

async function withTask<T>(name: string, tool: Tool, work: (open: OpenTask) => Promise<T>): Promise<T> {
  const open = await openTask(taskNamed(name), tool, compiled);
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

const letAgent = (name: string, tool: Tool, command: string, seconds = 30): Promise<TaskResult> =>
  withTask(name, tool, async (open) => open.result(await runAgent(command, open, seconds)));

describe.concurrent("each task can be done, and is not done already", () => {
  test.each(taskNames())("%s", async (name) => {
    await withTask(name, "specwire", async (open) => {
      expect(await open.judge(), "nothing was done, and nobody complains").not.toEqual([]);
      const { complaints, ended, calls } = await open.result(await runReference(open));
      expect({ complaints, ended, calls }).toEqual({
        complaints: [],
        ended: "exit 0",
        calls: open.task.calls,
      });
    });
  });

  test("there are enough of every kind", () => {
    const tasks = taskNames().map(taskNamed);
    expect(tasks.length).toBeGreaterThanOrEqual(25);
    for (const kind of kinds)
      expect(tasks.filter((task) => task.kinds.includes(kind)).length, kind).toBeGreaterThanOrEqual(2);
  });
});

describe("the harness", () => {
  test("complains about what nobody asked for", async () => {
    const { complaints } = await letAgent(
      "close-as-completed",
      "specwire",
      `for number in 6 7; do
        custom-github issues update --owner octocat --repo hello-world --issue-number $number --state closed --state-reason completed
      done`,
    );
    expect(complaints).toEqual(["nobody asked for this change: ~ octocat/hello-world/issues/7"]);
  });

  test("tells a wrong answer, and takes a right one as people write it", async () => {
    const answered = (text: string) =>
      letAgent("list-windows-issues", "specwire", `printf '%s' '${text}' > answer.txt`);
    expect((await answered("- #40\n- 33\n`26`\n19\n12\n5\n")).complaints).toEqual([]);
    expect((await answered("5, 12, 19, 26, 33, 40.")).complaints).toEqual([]);
    expect((await answered("5, 12, 19, 26, 33")).complaints).toHaveLength(1);
  });

  test.each(["already-labelled", "already-merged", "marina-already-cancelled"])(
    "takes no guess for an answer: %s",
    async (name) => {
      const { complaints } = await letAgent(name, "specwire", "printf 'was so' > answer.txt");
      expect(complaints).toEqual([expect.stringMatching(/^nobody asked the service: /)]);
    },
  );

  test("sees that a pull request was merged in another way", async () => {
    const complaints = await withTask("merge-pull-request", "specwire", async (open) => {
      const reference = open.task.reference.replace("--merge-method squash", "--merge-method merge");
      expect(reference).not.toBe(open.task.reference);
      await runReference({ ...open, task: { ...open.task, reference } });
      return open.judge();
    });
    expect(complaints).toEqual([expect.stringMatching(/parents has 2 items, not 1/)]);
  });

  test("sees that other bytes of the same length were uploaded", async () => {
    const { complaints } = await letAgent(
      "upload-to-release",
      "specwire",
      `tr 0-9 5 < report.csv > other.csv
      custom-github releases assets upload --owner octocat --repo hello-world --release-id 1 --name report-2026.csv --input @other.csv`,
    );
    expect(complaints).toEqual([expect.stringMatching(/what files\/report.csv holds was not sent/)]);
  });

  test("lets an agent with raw HTTP do the same task, and counts what it did", async () => {
    const result = await letAgent(
      "read-repository",
      "curl",
      `grep -q 'acme/tools' && $SHELL -c 'curl -s -H "Authorization: Bearer $GITHUB_TOKEN" $GITHUB_URL/repos/acme/tools > /dev/null; echo read'
      printf 'What Acme shares\\nmain\\n' > answer.txt`,
    );
    expect(result).toMatchObject({ complaints: [], ended: "exit 0", calls: 1, exits: { 0: 1 }, requests: 1 });
    expect(result.read?.characters).toBe(5);
    expect(result.answered.characters).toBeGreaterThan(1000);
  });

  test("passes on what a call prints, how it ends, and what is piped into it", async () => {
    const result = await letAgent(
      "label-is-taken",
      "specwire",
      `echo '{"name":"new","color":"ffffff"}' | custom-github labels create --owner octocat --repo hello-world --input - > made.json || exit 1
      custom-github labels create --owner octocat --repo hello-world --name new --color ffffff && exit 2
      grep -q '"name":"new"' made.json`,
    );
    expect(result).toMatchObject({ ended: "exit 0", calls: 2, exits: { 0: 1, 1: 1 } });
    expect(result.printed.characters).toBeGreaterThan(100);
  });

  test("stops an agent that takes too long", async () => {
    const { ended, complaints } = await letAgent("read-file", "specwire", "sleep 60 & wait", 1);
    expect(ended).toBe("stopped after 1 s");
    expect(complaints).toEqual(["there is no answer.txt"]);
  });

  test("knows no task by a path, and none that does not exist", () => {
    expect(() => taskNamed("../tasks")).toThrow(/no task/);
    expect(() => taskNamed("nothing")).toThrow(/no task/);
  });
});
