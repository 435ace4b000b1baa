import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { work } from "../lib/inputs.ts";
import { node, peerFile, quietEnv } from "../lib/peers.ts";
import { type Call, pathOf } from "./calls.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

const root: string = join(import.meta.dirname, "../..");
const bun = join(root, "node_modules/bun/bin/bun.exe");

/** A server that openapi-mcp-generator made, running. */
export interface McpServer {
  /** As a client gets them and puts them into the prompt. */
  readonly tools: readonly JsonObject[];
  /** The text of a tool's result. */
  call(call: Call): Promise<string>;
  close(): void;
}

/** Generates the server of a document, without changes, and starts it against an API at this address. */
export async function openMcpServer(document: string, slug: string, url: string): Promise<McpServer> {
  const folder = join(work, "peers", `${slug}-mcp-tokens`);
  rmSync(folder, { recursive: true, force: true });
  await finished([node, peerFile("openapi-mcp-generator"), "-i", document, "-o", folder, "--force"]);
  const source = join(folder, "src/index.ts");
  const names = toolNames(readFileSync(source, "utf8"));
  const child = spawn(bun, ["run", source], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", ...quietEnv, API_BASE_URL: url },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let last = 0;
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const ask = async (method: string, params: object): Promise<JsonObject> => {
    const id = ++last;
    send({ id, method, params });
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the MCP server of ${slug} ended before it answered ${method}`);
      const message = JSON.parse(value) as Json;
      if (isObject(message) && message.id === id && isObject(message.result)) return message.result;
      if (isObject(message) && message.id === id)
        throw new Error(`${method}: ${JSON.stringify(message.error)}`);
    }
  };
  await ask("initialize", {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "bench", version: "1.0.0" },
  });
  send({ method: "notifications/initialized" });
  const { tools } = await ask("tools/list", {});
  return {
    tools: tools as readonly JsonObject[],
    async call(call) {
      const name = names.get(call.path);
      if (name === undefined) throw new Error(`${slug} has no tool for GET ${call.path}`);
      const given = { ...call.values, ...call.query };
      const { content } = await ask("tools/call", { name, arguments: withTypes(given, tools, name) });
      const text = (content as readonly JsonObject[]).map((one) => one.text).join("\n");
      if (!text.startsWith("API Response (Status: 200)"))
        throw new Error(`${name} at ${pathOf(call)}: ${text.slice(0, 200)}`);
      return text;
    },
    close: () => child.kill(),
  };
}

/** The names of tools by path, of GETs, as the generated source states them. */
function toolNames(source: string): Map<string, string> {
  const tools = source.matchAll(
    /name: "([^"]+)",\n[\s\S]*?\n\s+method: "(\w+)",\n\s+pathTemplate: "([^"]+)"/g,
  );
  return new Map(
    [...tools].flatMap(([, name = "", method, path = ""]) => (method === "get" ? [[path, name]] : [])),
  );
}

/** Numbers where the tool takes numbers. */
function withTypes(values: Readonly<Record<string, string>>, tools: Json | undefined, name: string): object {
  const tool = (tools as readonly JsonObject[]).find((one) => one.name === name);
  const schema = isObject(tool?.inputSchema) ? tool.inputSchema.properties : undefined;
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const property = isObject(schema) ? schema[key] : undefined;
      const isNumber = isObject(property) && (property.type === "number" || property.type === "integer");
      return [key, isNumber ? Number(value) : value];
    }),
  );
}

function finished(words: readonly string[]): Promise<void> {
  const [program = "", ...args] = words;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "ignore", "pipe"],
      env: { PATH: process.env.PATH ?? "", ...quietEnv },
    });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${args[0]}: ${said.slice(-500)}`)),
    );
  });
}
