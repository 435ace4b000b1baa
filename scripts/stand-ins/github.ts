import { createEmulator } from "emulate";

/** A stateful GitHub stand-in on loopback. */
export interface GitHubStandIn {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

const token = "demo-token";

const seed = {
  tokens: { [token]: { login: "octocat", scopes: ["repo", "user", "gist", "notifications", "workflow"] } },
  github: {
    users: [
      { login: "octocat", name: "The Octocat", email: "octocat@example.test", bio: "Says hello" },
      { login: "hubot", name: "Hubot", email: "hubot@example.test" },
    ],
    orgs: [{ login: "acme", name: "Acme", members: [{ login: "octocat", role: "admin" }] }],
    repos: [
      { owner: "octocat", name: "hello-world", description: "My first repository", auto_init: true },
      { owner: "octocat", name: "spoon-knife", description: "For practising forks", auto_init: true },
      { owner: "acme", name: "tools", description: "What Acme shares", auto_init: true },
    ],
  },
};

const titles = [
  "Greeting lacks a comma",
  "Say hello in more languages",
  "Crash when the name is empty",
  "Document the flags",
  "Slow start on Windows",
  "Exit code is always 0",
  "Names with emoji are cut",
];

/** How many issues there are; more than one page of the API's default size. */
export const issueCount = 42;

/**
 * Starts the stand-in on a free port (or the given one) and fills it with a repository at work. In its answers
 * it calls itself `publicUrl`, where that is given.
 */
export async function startGitHub(port = 0, publicUrl?: string): Promise<GitHubStandIn> {
  const at = port === 0 ? await freePort() : port;
  const emulator = await createEmulator({
    service: "github",
    port: at,
    seed,
    ...(publicUrl === undefined ? {} : { baseUrl: publicUrl }),
  });
  const url = `http://127.0.0.1:${at}`;
  await fill(url);
  return { url, token, close: () => emulator.close() };
}

async function fill(url: string): Promise<void> {
  const call = async (method: string, path: string, body: object) => {
    const response = await fetch(`${url}/repos/octocat/hello-world${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the stand-in answered ${response.status} to ${method} ${path}`);
  };
  for (const [name, color] of [
    ["bug", "d73a4a"],
    ["question", "d876e3"],
  ]) {
    // The stand-in may have made GitHub's usual labels itself.
    await call("POST", "/labels", { name, color }).catch(() => undefined);
  }
  for (let number = 1; number <= issueCount; number++) {
    const title = titles[(number - 1) % titles.length];
    const labels = number % 3 === 0 ? ["bug"] : number % 5 === 0 ? ["question"] : [];
    await call("POST", "/issues", {
      title: `${title} (${number})`,
      body: `Report number ${number}.`,
      labels,
    });
  }
  const content = Buffer.from('console.log("Hello world");\n').toString("base64");
  await call("PUT", "/contents/src/hello.js", { message: "Add src/hello.js", content });
  await call("POST", "/releases", { tag_name: "v1.0.0", name: "Version 1.0.0", body: "The first one." });
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
