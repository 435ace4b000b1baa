import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Arguments,
  type ArgumentType,
  type Json,
  type Operation,
  outgoingRequest,
  requestUrl,
  resolveType,
} from "../../../packages/contract/src/index.ts";
import { compiled } from "../lib/connectors.ts";
import { startWatchedGitHub } from "../lib/watched-github.ts";

// What the manifest calls a read is asked of a server with a state, which must stay as it is.

const { connector } = compiled("specs/github");
const operations = Object.values(connector.operations);
const reads = operations.filter(({ access }) => access === "read");

interface Values {
  /** By the name of the parameter, and where one operation needs another. */
  readonly values: Readonly<Record<string, Json>>;
  readonly operations: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** What it answers with 404 or without a body, whatever is asked. */
  readonly unknownToStandIn: readonly string[];
}

const given = JSON.parse(readFileSync(join(import.meta.dirname, "github-values.json"), "utf8")) as Values;

let github: Awaited<ReturnType<typeof startWatchedGitHub>>;
beforeAll(async () => {
  github = await startWatchedGitHub();
  const call = (method: string, path: string, body: object) =>
    send(method, `/repos/octocat/hello-world${path}`, body);
  const { sha } = (
    (await (await call("GET", "/git/ref/heads/main", {})).json()) as { object: { sha: string } }
  ).object;
  await call("POST", "/git/refs", { ref: "refs/heads/topic", sha });
  await call("PUT", "/contents/topic.md", { message: "A topic", content: "eA==", branch: "topic" });
  await call("POST", "/pulls", { title: "A topic", head: "topic", base: "main" });
  await call("POST", "/issues/3/comments", { body: "Seen." });
  await call("POST", "/milestones", { title: "One" });
  const row = { repo_id: 1, name: "CI", path: ".github/workflows/ci.yml", state: "active", node_id: "" };
  github.insert("github.workflows", row);
  const dispatched = await call("POST", "/actions/workflows/1/dispatches", { ref: "main" });
  expect(dispatched.status).toBe(204);
  github.insert("github.artifacts", {
    repo_id: 1,
    run_id: 1,
    name: "report",
    size_in_bytes: 1,
    expired: false,
  });
  await call("POST", "/releases/1/assets?name=notes.txt", { notes: "x" });
});
afterAll(() => github.close());

async function send(method: string, path: string, body?: object): Promise<Response> {
  const hasBody = body !== undefined && method !== "GET";
  return await fetch(`${github.url}${path}`, {
    method,
    redirect: "manual",
    headers: { authorization: `Bearer ${github.token}`, "content-type": "application/json" },
    ...(hasBody && { body: JSON.stringify(body) }),
  });
}

/** The least that an operation takes, or with everything that it could be given. */
function argumentsOf(operation: Operation, all: boolean): Arguments {
  const places: Record<string, Record<string, Json>> = {};
  for (const { in: place, name, required, type, fixed } of operation.parameters) {
    if (fixed !== undefined || !(required || all)) continue;
    const value = given.operations[operation.id]?.[name] ?? given.values[name] ?? sample(type);
    if (value !== undefined) places[place] = { ...places[place], [name]: value };
  }
  return places;
}

function sample(declared: ArgumentType): Json | undefined {
  const type = resolveType(declared, connector.types);
  if (type.kind === "string")
    return type.enum?.at(-1) ?? (type.format === "date-time" ? "2026-01-01T00:00:00Z" : "x");
  if (type.kind === "integer" || type.kind === "number") return type.enum?.[0] ?? type.minimum ?? 1;
  return type.kind === "boolean" ? true : undefined;
}

async function perform(operation: Operation, args: Arguments): Promise<number> {
  const { method, path, query, headers, body } = outgoingRequest(connector, operation, args);
  const response = await fetch(requestUrl(github.url, { path, query }), {
    method,
    redirect: "manual",
    headers: { ...headers, authorization: `Bearer ${github.token}` },
    ...(body.kind === "text" && { body: body.text }),
  });
  await response.arrayBuffer();
  return response.status;
}

const answered = new Set<string>();

describe("reads leave the state as it is", () => {
  test.each(reads.map((one) => [one.id, one] as const))("%s", async (id, operation) => {
    const before = github.state();
    for (const all of [false, true]) {
      const status = await perform(operation, argumentsOf(operation, all));
      if (status < 400) answered.add(id);
    }
    expect(github.state() === before).toBe(true);
  });

  test("what is asked is answered, but for what the stand-in does not know", () => {
    expect(reads.map(({ id }) => id).filter((id) => !answered.has(id))).toEqual(given.unknownToStandIn);
  });
});

test("writes change it, so that the comparison says something", async () => {
  const changes: string[] = [];
  for (const [id, body] of Object.entries({
    "issues.create": { title: "x" },
    "issues.update": { title: "y" },
    "labels.create": { name: "new", color: "ffffff" },
  })) {
    const before = github.state();
    const operation = connector.operations[id];
    if (operation === undefined) throw new Error(`there is no ${id}`);
    await perform(operation, { ...argumentsOf(operation, false), body });
    if (github.state() !== before) changes.push(id);
  }
  expect(changes).toEqual(["issues.create", "issues.update", "labels.create"]);
});
