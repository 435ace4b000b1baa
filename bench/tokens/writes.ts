import { startGitHub } from "../../scripts/stand-ins/github.ts";
import { tokensOf } from "./surfaces.ts";
import { environmentOf, type Tool } from "./tool.ts";

/** What an agent reads of a write's answer, or of a look at the same thing, in tokens of both streams. */
export interface Written {
  readonly command: string;
  readonly tokens: number;
  /** At most so many; absent where it is only told. */
  readonly limit?: number;
}

const repo = ["--owner", "octocat", "--repo", "hello-world"];

const calls: readonly { readonly words: readonly string[]; readonly limit?: number }[] = [
  {
    words: [
      "issues",
      "create",
      ...repo,
      "--title",
      "Colours are wrong",
      "--labels",
      "bug",
      "--body",
      "Too red.",
    ],
    limit: 120,
  },
  { words: ["issues", "update", ...repo, "--issue-number", "43", "--state", "closed"], limit: 120 },
  { words: ["issues", "comments", "create", ...repo, "--issue-number", "43", "--body", "Done."], limit: 120 },
  {
    words: ["pulls", "create", ...repo, "--title", "Less red", "--head", "octocat:dev", "--base", "main"],
    limit: 150,
  },
  { words: ["issues", "get", ...repo, "--issue-number", "43"] },
  { words: ["pulls", "get", ...repo, "--pull-number", "44"] },
  { words: ["repos", "get", ...repo] },
];

/** Makes the calls with the tool of `specs/github` at the stateful stand-in. */
export async function measureWrites(tool: Tool): Promise<Written[]> {
  const github = await startGitHub();
  try {
    const env = Object.entries(environmentOf(tool, github.url)).map(([name, value]) => [
      name,
      value === github.url ? value : github.token,
    ]);
    const written: Written[] = [];
    for (const { words, limit } of calls) {
      const { exit, out, err } = await tool.run(words, Object.fromEntries(env));
      const command = words.slice(0, words.indexOf("--owner")).join(" ");
      if (exit !== 0) throw new Error(`${command}: ${err}`);
      written.push({ command, tokens: tokensOf(out + err), ...(limit !== undefined && { limit }) });
    }
    return written;
  } finally {
    await github.close();
  }
}
