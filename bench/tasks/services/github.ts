import { join } from "node:path";
import { startGitHub } from "../../../scripts/stand-ins/github.ts";
import type { Ask, Service } from "../lib/service.ts";
import { lasting } from "../lib/state.ts";

const token = "demo-token";

type Thing = Record<string, unknown>;

export const github: Service = {
  slug: "github",
  connector: join(import.meta.dirname, "../../../specs/github"),
  start: (port, url) => startGitHub(port, url),
  environment: (url) => ({ GITHUB_BASE_URL: url, GITHUB_UPLOADS_BASE_URL: url, GITHUB_API_KEY: token }),
  http: {
    environment: (url) => ({ GITHUB_URL: url, GITHUB_TOKEN: token }),
    text: `GitHub's REST API answers at $GITHUB_URL: its paths are those of https://api.github.com, and what
GitHub has at https://uploads.github.com is there as well. The access token is $GITHUB_TOKEN.`,
  },
  headers: { authorization: `Bearer ${token}` },
  state,
};

async function state(ask: Ask): Promise<Thing> {
  const found: Thing = { user: lasting((await ask("/user")) as object) };
  for (const repo of await list(ask, "/user/repos?per_page=100")) {
    const key = String(repo.full_name);
    found[key] = lasting(repo);
    await addRepository(found, ask, key);
  }
  return found;
}

async function addRepository(found: Thing, ask: Ask, key: string): Promise<void> {
  const all = async (path: string): Promise<Thing[]> => list(ask, `/repos/${key}/${path}`);
  const add = (things: readonly Thing[], folder: string, member: string) => {
    for (const thing of things) found[`${key}/${folder}/${thing[member]}`] = lasting(thing);
  };
  const [issues, labels, milestones, pulls, releases, branches] = await Promise.all(
    [
      "issues?state=all&per_page=100",
      "labels?per_page=100",
      "milestones?state=all&per_page=100",
      "pulls?state=all&per_page=100",
      "releases?per_page=100",
      "branches?per_page=100",
    ].map(all),
  );
  const isIssue = (thing: Thing): boolean => thing.pull_request === undefined;
  add((issues ?? []).filter(isIssue), "issues", "number");
  add(labels ?? [], "labels", "name");
  add(milestones ?? [], "milestones", "title");
  add(pulls ?? [], "pulls", "number");
  for (const { number, comments } of issues ?? [])
    if (comments !== 0)
      add(await all(`issues/${number}/comments?per_page=100`), `issues/${number}/comments`, "id");
  for (const pull of pulls ?? [])
    add(await all(`pulls/${pull.number}/reviews`), `pulls/${pull.number}/reviews`, "id");
  for (const release of releases ?? []) {
    const folder = `releases/${release.tag_name}`;
    const assets = (release.assets ?? []) as Thing[];
    found[`${key}/${folder}`] = lasting({ ...release, assets: undefined });
    for (const asset of assets)
      found[`${key}/${folder}/${asset.name}`] = { ...lasting(asset), size: asset.size };
  }
  for (const { name } of branches ?? []) {
    found[`${key}/branches/${name}`] = name;
    const tree = (await ask(`/repos/${key}/git/trees/${name}?recursive=1`)) as { tree?: Thing[] } | undefined;
    for (const { path, sha, type } of tree?.tree ?? [])
      if (type === "blob") found[`${key}/branches/${name}/${path}`] = sha;
  }
}

async function list(ask: Ask, path: string): Promise<Thing[]> {
  return ((await ask(path)) ?? []) as Thing[];
}
