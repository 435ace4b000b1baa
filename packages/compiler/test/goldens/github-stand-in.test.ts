import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type GitHubStandIn, issueCount, startGitHub } from "../../../../scripts/stand-ins/github.ts";
import { compileSpec } from "../support/compiled.ts";
import { loadGeneratedCli, type Ran } from "../support/generated-cli.ts";

// The generated CLI against a stand-in with a state of its own: what is labelled read leaves it as it is, what
// is labelled write changes it.

const output = compileSpec("github");
const run = await loadGeneratedCli();
const { operations } = output.connector;
let standIn: GitHubStandIn;

beforeAll(async () => {
  standIn = await startGitHub();
});

afterAll(() => standIn.close());

/** Runs an operation; `…` stands for the repository. */
function call(id: string, ...words: readonly string[]): Promise<Ran> {
  const argv = words.flatMap((word) =>
    word === "…" ? ["--owner", "octocat", "--repo", "hello-world"] : [word],
  );
  return run(output, [...id.split("."), ...argv], {
    GITHUB_BASE_URL: standIn.url,
    GITHUB_UPLOADS_BASE_URL: standIn.url,
    GITHUB_ACCESS_TOKEN: standIn.token,
  });
}

const told = [
  "/user",
  "/user/repos",
  "/user/orgs",
  ...[
    "",
    "/issues?state=all&per_page=100",
    "/issues/1",
    "/issues/1/comments",
    "/labels",
    "/milestones",
    "/branches",
    "/commits",
    "/contents/src",
    "/pulls?state=all",
    "/releases",
  ].map((path) => `/repos/octocat/hello-world${path}`),
];

/** Everything that the stand-in tells of its state. */
async function state(): Promise<string> {
  const texts = told.map(async (path) => {
    const answer = await fetch(standIn.url + path, { headers: { authorization: `Bearer ${standIn.token}` } });
    return `${path} ${answer.status} ${await answer.text()}`;
  });
  return (await Promise.all(texts)).join("\n");
}

const reads: readonly (readonly [id: string, ...words: string[]])[] = [
  ["users.me"],
  ["users.get", "--username", "octocat"],
  ["repos.get", "…"],
  ["repos.list-mine"],
  ["repos.list-for-user", "--username", "octocat"],
  ["repos.languages", "…"],
  ["repos.contributors.list", "…"],
  ["contents.get", "…", "--path", "src/hello.js"],
  ["contents.list-root", "…"],
  ["contents.raw", "…", "--path", "src/hello.js"],
  ["contents.readme", "…"],
  ["branches.list", "…"],
  ["branches.get", "…", "--branch", "main"],
  ["commits.list", "…", "--all"],
  ["commits.get", "…", "--ref", "main"],
  ["commits.checks", "…", "--ref", "main"],
  ["git.refs.get", "…", "--ref", "heads/main"],
  ["git.trees.get", "…", "--tree-sha", "main", "--recursive", "1"],
  ["issues.list", "…", "--all"],
  ["issues.list", "…", "--labels", "bug", "--state", "open", "--sort", "created"],
  ["issues.get", "…", "--issue-number", "1"],
  ["issues.comments.list", "…", "--issue-number", "1"],
  ["issues.labels.list", "…", "--issue-number", "3"],
  ["labels.list", "…"],
  ["milestones.list", "…", "--state", "open"],
  ["pulls.list", "…", "--state", "all"],
  ["releases.list", "…"],
  ["releases.get-by-tag", "…", "--tag", "v1.0.0"],
  ["releases.latest", "…"],
  ["search.issues", "--q", "repo:octocat/hello-world is:open label:bug"],
  ["search.repos", "--q", "hello"],
  ["search.code", "--q", "hello"],
  ["search.users", "--q", "octocat"],
  ["orgs.list"],
  ["rate-limit"],
  ["actions.workflows.list", "…"],
  ["actions.runs.list", "…"],
];

/** In this order: later ones need what earlier ones made. */
const writes: readonly (readonly [id: string, ...words: string[]])[] = [
  ["issues.create", "…", "--title", "The greeting lacks a comma", "--labels", "bug"],
  ["issues.update", "…", "--issue-number", "1", "--state", "closed", "--state-reason", "completed"],
  ["issues.comments.create", "…", "--issue-number", "1", "--body", "Thank you."],
  ["issues.labels.add", "…", "--issue-number", "1", "--labels", "bug", "--labels", "question"],
  ["issues.labels.remove", "…", "--issue-number", "1", "--name", "question"],
  ["issues.assignees.add", "…", "--issue-number", "1", "--assignees", "octocat"],
  ["issues.assignees.remove", "…", "--issue-number", "1", "--assignees", "octocat"],
  ["labels.create", "…", "--name", "needs triage", "--color", "ededed"],
  ["labels.delete", "…", "--name", "needs triage"],
  ["milestones.create", "…", "--title", "2.0"],
  ["contents.put", "…", "--path", "src/new file.md", "--message", "Add it", "--content", "SGVsbG8K"],
  ["releases.create", "…", "--tag-name", "v2.0.0", "--name", "Version 2"],
  ["repos.update", "…", "--description", "Greets the world"],
  ["repos.create", "--name", "fresh", "--auto-init"],
];

describe("operations that read", () => {
  test("succeed and leave the stand-in's state as it is", async () => {
    const before = await state();
    expect(before).toContain(`"number":${issueCount}`);
    for (const [id, ...words] of reads) {
      expect(operations[id]?.access, id).toBe("read");
      const { exit, err } = await call(id, ...words);
      expect({ id, exit, error: exit === 0 ? "" : err }).toEqual({ id, exit: 0, error: "" });
    }
    expect(await state()).toBe(before);
  });

  test("come to the end of a list of several pages", async () => {
    const { out, err } = await call("issues.list", "…", "--all", "--fields", "number", "--per-page", "10");
    expect(JSON.parse(out)).toHaveLength(issueCount);
    expect(err).toBe(
      `All ${issueCount} items.\nOnly --state open, which the API takes by itself; all: --state all\n`,
    );
  });
});

describe("operations that write", () => {
  test("succeed and change the stand-in's state", async () => {
    let before = await state();
    for (const [id, ...words] of writes) {
      expect(operations[id]?.access, id).toBe("write");
      const { exit, err } = await call(id, ...words);
      expect({ id, exit, error: exit === 0 ? "" : err }).toEqual({ id, exit: 0, error: "" });
      const after = await state();
      expect(after === before, `${id} changed nothing`).toBe(false);
      before = after;
    }
  });

  test("are read back", async () => {
    const made = await call("issues.create", "…", "--title", "Grüße 🎉", "--body", "Two\nlines");
    const { number } = JSON.parse(made.out) as { number: number };
    const { out } = await call("issues.get", "…", "--issue-number", String(number));
    expect(JSON.parse(out)).toMatchObject({ number, title: "Grüße 🎉", body: "Two\nlines", state: "open" });
  });

  test("go together: a branch, a change, a pull request, a review and its merge", async () => {
    const json = async (id: string, ...words: readonly string[]) => {
      const { exit, out, err } = await call(id, ...words);
      expect({ id, exit, error: exit === 0 ? "" : err }).toEqual({ id, exit: 0, error: "" });
      return JSON.parse(out) as {
        object: { sha: string };
        number: number;
        merged: boolean;
        files: unknown[];
      };
    };
    const { object } = await json("git.refs.get", "…", "--ref", "heads/main");
    await json("git.refs.create", "…", "--ref", "refs/heads/fix/comma", "--sha", object.sha);
    const change = [
      "--path",
      "src/comma.js",
      "--message",
      "Add a comma",
      "--content",
      "LA==",
      "--branch",
      "fix/comma",
    ];
    await json("contents.put", "…", ...change);
    expect((await json("compare", "…", "--basehead", "main...fix/comma")).files).toHaveLength(1);
    const words = ["--title", "Add a comma", "--head", "fix/comma", "--base", "main"];
    const number = String((await json("pulls.create", "…", ...words)).number);
    await json("pulls.commits.list", "…", "--pull-number", number);
    await json(
      "pulls.reviews.create",
      "…",
      "--pull-number",
      number,
      "--event",
      "COMMENT",
      "--body",
      "Looks good.",
    );
    expect(await json("pulls.reviews.list", "…", "--pull-number", number)).toHaveLength(1);
    await json("pulls.reviewers.request", "…", "--pull-number", number, "--reviewers", "hubot");
    await json("pulls.merge", "…", "--pull-number", number, "--merge-method", "squash");
    expect(await json("pulls.get", "…", "--pull-number", number)).toMatchObject({ merged: true });
    const removed = await call("git.refs.delete", "…", "--ref", "heads/fix/comma");
    expect(removed.exit).toBe(0);
  });
});
