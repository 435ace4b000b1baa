import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { JsonObject } from "@specwire/contract";
import type { ScriptedModel } from "./scripted-model.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const version = "1.18.33";

/** The real client, which `npm test` puts there; undefined where it has no build for this machine. */
export const openCode: string | undefined = [
  join(
    root,
    ".toolchain",
    `opencode-linux-x64-${version}`,
    "node_modules",
    "opencode-linux-x64",
    "bin",
    "opencode",
  ),
].find((file) => process.platform === "linux" && process.arch === "x64" && existsSync(file));

export interface OpenCodeOptions {
  /** Its home and its project are made in there. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ends it where it hangs. */
  readonly signal?: AbortSignal;
}

/** Configuration for a model that is a server on loopback. */
export function withModel(model: ScriptedModel): JsonObject {
  const limit = { context: 100_000, output: 4_000 };
  return {
    model: "scripted/scripted",
    small_model: "scripted/scripted",
    share: "disabled",
    autoupdate: false,
    provider: {
      scripted: {
        npm: "@ai-sdk/openai-compatible",
        name: "scripted",
        options: { baseURL: model.url, apiKey: "none" },
        models: { scripted: { name: "scripted", tool_call: true, limit } },
      },
    },
  };
}

/** Lets the client work on one prompt without anyone to ask; gives what it wrote. */
export async function runOpenCode(options: OpenCodeOptions): Promise<string> {
  const client = startOpenCode(["run", "--format", "json", "go on"], options);
  const [said] = await Promise.all([text(client.stdout), once(client, "close")]);
  return said;
}

/** Starts the client in a project of its own; it knows nothing of this machine's user and fetches nothing. */
export function startOpenCode(
  args: readonly string[],
  { folder, env, signal }: OpenCodeOptions,
): ChildProcessByStdio<null, Readable, Readable> {
  const project = join(folder, "project");
  mkdirSync(project, { recursive: true });
  const config = join(folder, "config", "opencode");
  // It would fetch its plugin library from the package registry otherwise.
  mkdirSync(join(config, "node_modules"), { recursive: true });
  const packages = { "": { dependencies: { "@opencode-ai/plugin": "*" } } };
  writeFileSync(join(config, "package-lock.json"), JSON.stringify({ packages }));
  const own = (name: string) => join(folder, name);
  return spawn(openCode ?? "", args, {
    cwd: project,
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal && { signal }),
    env: {
      HOME: own("home"),
      XDG_CONFIG_HOME: own("config"),
      XDG_DATA_HOME: own("data"),
      XDG_CACHE_HOME: own("cache"),
      XDG_STATE_HOME: own("state"),
      OPENCODE_DISABLE_MODELS_FETCH: "1",
      OPENCODE_DISABLE_AUTOUPDATE: "1",
      OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
      OPENCODE_DISABLE_DEFAULT_PLUGINS: "1",
      ...env,
    },
  });
}
