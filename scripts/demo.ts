// The main job on real input: four connectors are compiled, and commands of the generated CLIs run against
// stateful stand-ins of GitHub and Slack on loopback.
//
//   npm run demo
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { heading, note, show } from "./demo/terminal.ts";
import { issueCount, startGitHub } from "./stand-ins/github.ts";
import { startSlack } from "./stand-ins/slack.ts";

const root = join(import.meta.dirname, "..");
const out = join(root, "out");
const slugs = ["github", "trello", "slack", "notion"];

heading("1. One spec becomes a CLI, instructions and a permission manifest");
mkdirSync(out, { recursive: true });
const specwire = {
  program: join(root, "packages/cli/src/main.ts"),
  env: { NODE_OPTIONS: "--conditions=@specwire/source", ...home() },
};
await expect(0, ["specwire", "compile", ...slugs.map((slug) => `specs/${slug}`), "-o", "out"], specwire);

heading("2. What an agent reads (out/trello/instructions.md)");
console.log(`\n${readFileSync(join(out, "trello/instructions.md"), "utf8").trimEnd()}`);

const github = await startGitHub();
const slack = await startSlack();
try {
  heading(`3. custom-github against a GitHub stand-in on ${new URL(github.url).host}`);
  const gh = {
    program: join(out, "github/cli.mjs"),
    env: { GITHUB_BASE_URL: github.url, GITHUB_UPLOADS_BASE_URL: github.url, GITHUB_API_KEY: github.token },
  };
  const repository = ["--owner", "octocat", "--repo", "hello-world"];

  note("\nA list: a few fields of each, how many there are, and the next command.");
  await expect(0, ["custom-github", "issues", "list", ...repository, "--limit", "3"], gh);
  note("\nA detail.");
  await expect(
    0,
    [
      "custom-github",
      "issues",
      "get",
      ...repository,
      "--issue-number",
      "3",
      "--fields",
      "number,title,state,labels",
    ],
    gh,
  );
  note("\nA write, then read back.");
  const title = "Say hello to Specwire";
  const created = await expect(
    0,
    [
      "custom-github",
      "issues",
      "create",
      ...repository,
      "--title",
      title,
      "--labels",
      "bug",
      "--fields",
      "number,title",
    ],
    gh,
  );
  const { number } = JSON.parse(created.stdout) as { number: number };
  const read = await expect(
    0,
    [
      "custom-github",
      "issues",
      "get",
      ...repository,
      "--issue-number",
      String(number),
      "--fields",
      "title,labels",
    ],
    gh,
  );
  if (!read.stdout.includes(title))
    throw new Error("the issue that was written is not the one that was read");
  note("\nA list of two pages, to its end.");
  const all = await expect(
    0,
    ["custom-github", "issues", "list", ...repository, "--per-page", "20", "--all", "--fields", "number"],
    gh,
  );
  const count = (JSON.parse(all.stdout) as unknown[]).length;
  if (count !== issueCount + 1) throw new Error(`${count} issues came back, not ${issueCount + 1}`);
  note("\nA wrong flag is answered with the right one.");
  await expect(2, ["custom-github", "issues", "list", ...repository, "--stat", "open"], gh);
  note("\nHelp of a command, and the search for one.");
  await expect(0, ["custom-github", "issues", "comments", "create", "--help"], gh);
  await expect(0, ["custom-github", "--find", "merge pull request"], gh);
  note("\nThe request without sending it; secrets are left out.");
  await expect(
    0,
    [
      "custom-github",
      "issues",
      "update",
      ...repository,
      "--issue-number",
      "3",
      "--state",
      "closed",
      "--dry-run",
    ],
    gh,
  );

  heading(`4. custom-slack against a Slack stand-in on ${new URL(slack.url).host}`);
  const chat = {
    program: join(out, "slack/cli.mjs"),
    env: { SLACK_BASE_URL: slack.url, SLACK_API_KEY: slack.token },
  };
  await expect(
    0,
    ["custom-slack", "messages", "send", "--channel", slack.channel, "--text", "Hello from Specwire"],
    chat,
  );
  note("\nSlack answers errors with status 200; the spec says so, and the exit code tells.");
  await expect(1, ["custom-slack", "messages", "send", "--channel", "C0NOWHERE", "--text", "Anyone?"], chat);

  heading("5. What a person reviews (out/slack/permissions.json)");
  const manifest = JSON.parse(readFileSync(join(out, "slack/permissions.json"), "utf8")) as Record<
    string,
    string[]
  >;
  console.log(`\nreadOps:  ${manifest.readOps?.join(" ")}\nwriteOps: ${manifest.writeOps?.join(" ")}`);
} finally {
  await Promise.all([github.close(), slack.close()]);
}

heading("Next");
console.log(`
  node out/trello/cli.mjs cards create --help    look around in a generated tool
  npm run -s specwire -- init my-api             start a connector of your own (README: five minutes)
  npm run -s specwire -- check specs/github      what the checker says
  npm run -s specwire -- explain                 every diagnostic, explained
  npm test                                       every test
`);
process.exit(0);

function home(): Record<string, string> {
  const names = ["HOME", "USERPROFILE", "TMPDIR", "TEMP", "FORCE_COLOR", "NO_COLOR"];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

async function expect(
  code: number,
  words: [string, ...string[]],
  run: Parameters<typeof show>[1],
): ReturnType<typeof show> {
  const ran = await show(words, run);
  if (ran.code !== code) throw new Error(`${words.join(" ")} ended with ${ran.code}, not ${code}`);
  return ran;
}
