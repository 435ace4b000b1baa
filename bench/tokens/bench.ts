import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { work } from "../lib/inputs.ts";
import type { BenchOptions } from "../lib/options.ts";
import { quietEnv, withVersion } from "../lib/peers.ts";
import type { Report } from "../lib/report.ts";
import { measureAnswers, type Peers } from "./answers.ts";
import { type Calls, calls } from "./calls.ts";
import { intents, specliWays, waysTo } from "./discovery.ts";
import { openMcpServer } from "./mcp.ts";
import type { Measured } from "./measured.ts";
import { openSpecli } from "./specli.ts";
import { ourSurfaces, peerSurfaces, tokensOf } from "./surfaces.ts";
import {
  answersTable,
  discoveryTable,
  markdownTable,
  peersTable,
  surfacesTable,
  type Table,
  writesTable,
} from "./tables.ts";
import { targetsOf } from "./targets.ts";
import { type Tool, toolIn } from "./tool.ts";
import { measureWrites } from "./writes.ts";

const root: string = join(import.meta.dirname, "../..");
const home = join(work, "tokens");

/** Of how many commands and resources specli's help is measured: each of its starts reads the document. */
const helpSamples = 20;

/** How many tokens an agent reads: to find a call, and of its answer. */
export async function tokensBench(
  options: BenchOptions,
  measuredCalls: Readonly<Record<string, Calls>> = calls,
): Promise<Report> {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const measured: Measured[] = [];
  const tables: Table[] = [];
  let ways: Awaited<ReturnType<typeof waysTo>>[] = [];
  for (const [name, document] of Object.entries(options.documents)) {
    console.error(`  ${name}`);
    const slug = name.toLowerCase();
    const tool = await initTool(slug, document, options);
    const found = await measureAnswers(
      tool,
      document,
      measuredCalls[name] ?? { lists: [], details: [] },
      (url) => (options.peers ? openPeers(slug, document, url) : Promise.resolve(undefined)),
    );
    try {
      const { answers, peers } = found;
      const samples = options.effort === "whole" ? helpSamples : 4;
      measured.push({
        name,
        surfaces: await ourSurfaces(tool),
        document: tokensOf(readFileSync(document, "utf8")),
        ...(peers && { peers: await peerSurfaces(peers, samples) }),
        answers,
      });
      if (name !== "GitHub") continue;
      const asked = options.effort === "whole" ? intents() : intents().slice(0, 4);
      ways = [];
      for (const intent of asked) ways.push(await waysTo(tool, intent));
      tables.push(discoveryTable(ways, peers?.specli && (await specliWays(tool, peers.specli, asked))));
    } finally {
      await found.close();
    }
  }
  const byHand = await compiledTool("github", join(root, "specs/github"), options);
  measured.push({ name: "GitHub, written by hand", surfaces: await ourSurfaces(byHand), answers: [] });
  const written = await measureWrites(byHand);
  return {
    bench: "tokens",
    sections: [],
    targets: targetsOf(measured, ways, written),
    text: [
      surfacesTable(measured),
      ...(options.peers ? [peersTable(measured, peerNames())] : []),
      ...tables,
      ...answersTable(measured),
      writesTable(written),
    ].map(markdownTable),
    figures: { measured, ways, written },
  };
}

function peerNames(): { readonly mcp: string; readonly specli: string } {
  return { mcp: withVersion("openapi-mcp-generator"), specli: withVersion("specli") };
}

async function openPeers(slug: string, document: string, url: string): Promise<Peers> {
  const failures: string[] = [];
  const attempt = async <T>(name: string, open: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await open();
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  };
  const { mcp: mcpName, specli: specliName } = peerNames();
  const mcp = await attempt(mcpName, () => openMcpServer(document, slug, url));
  const specli = await attempt(specliName, () => openSpecli(document, url));
  return { ...(mcp && { mcp }), ...(specli && { specli }), failures };
}

/** As a user makes it: `specwire init --openapi`, and nothing adjusted. */
async function initTool(slug: string, document: string, options: BenchOptions): Promise<Tool> {
  const folder = join(home, "specs", slug);
  mkdirSync(join(home, "specs"), { recursive: true });
  await specwire(options, ["init", slug, "--openapi", document], join(home, "specs"));
  return await compiledTool(slug, folder, options);
}

async function compiledTool(slug: string, folder: string, options: BenchOptions): Promise<Tool> {
  const out = join(home, "out", folder.startsWith(home) ? "init" : "by-hand");
  await specwire(options, ["compile", folder, "-o", out]);
  return toolIn(join(out, slug));
}

function specwire(
  { specwire: [program = "", ...flags] }: BenchOptions,
  words: readonly string[],
  cwd: string = root,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...quietEnv };
    const child = spawn(program, [...flags, ...words], { stdio: ["ignore", "ignore", "pipe"], env, cwd });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`specwire ${words[0]}: ${said.slice(-800)}`)),
    );
  });
}
