import { encode } from "gpt-tokenizer";
import type { Peers } from "./answers.ts";
import type { Specli } from "./specli.ts";
import type { Tool } from "./tool.ts";

/** Tokens of a text by o200k. */
export function tokensOf(text: string): number {
  return encode(text, { allowedSpecial: new Set() }).length;
}

export interface Sizes {
  readonly median: number;
  readonly max: number;
  /** How many texts there are. */
  readonly of: number;
}

export function sizesOf(tokens: readonly number[]): Sizes {
  const sorted = [...tokens].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? 0, max: sorted.at(-1) ?? 0, of: sorted.length };
}

/** What an agent reads of a tool that Specwire made, in tokens. */
export interface OurSurfaces {
  readonly operations: number;
  readonly instructions: number;
  /** The front matter of SKILL.md, which a client keeps in the prompt. */
  readonly skillFront: number;
  readonly top: number;
  readonly topHelp: number;
  readonly groups: Sizes;
  readonly commands: Sizes;
}

export async function ourSurfaces(tool: Tool): Promise<OurSurfaces> {
  const printed = async (...words: string[]) => tokensOf((await tool.run(words)).out);
  const ids = Object.keys(tool.connector.operations);
  const groups = [...new Set(ids.flatMap((id) => (id.includes(".") ? [id.split(".")[0] ?? ""] : [])))];
  const each = async (lines: readonly string[][]) => {
    const found: number[] = [];
    for (const words of lines) found.push(await printed(...words));
    return sizesOf(found);
  };
  return {
    operations: ids.length,
    instructions: tokensOf(tool.instructions),
    skillFront: tokensOf(tool.skill.split("---\n")[1] ?? ""),
    top: await printed(),
    topHelp: await printed("--help"),
    groups: await each(groups.map((group) => [group])),
    commands: await each(ids.map((id) => [...id.split("."), "--help"])),
  };
}

/** The same of another tool; undefined where it does not start. */
export interface PeerSurfaces {
  readonly mcp?: {
    /** What the client puts into the prompt. */
    readonly toolsList: number;
    readonly tools: Sizes;
  };
  readonly specli?: {
    readonly top: number;
    readonly groups: Sizes;
    readonly commands: Sizes;
  };
  readonly failures: readonly string[];
}

/** `samples`: of how many of specli's commands and resources, since each start reads the document. */
export async function peerSurfaces({ mcp, specli, failures }: Peers, samples: number): Promise<PeerSurfaces> {
  return {
    ...(mcp && {
      mcp: {
        toolsList: tokensOf(JSON.stringify(mcp.tools)),
        tools: sizesOf(mcp.tools.map((one) => tokensOf(JSON.stringify(one)))),
      },
    }),
    ...(specli && { specli: await specliSurfaces(specli, samples) }),
    failures,
  };
}

async function specliSurfaces(specli: Specli, samples: number): Promise<NonNullable<PeerSurfaces["specli"]>> {
  const help = async (lines: readonly string[][]) => {
    const found: number[] = [];
    for (const words of lines) found.push(tokensOf(await specli.run([...words, "--help"])));
    return sizesOf(found);
  };
  const resources = [...new Set(specli.commands.map((one) => one.resource))];
  const some = <T>(all: readonly T[]) => all.filter((_, at) => at % Math.ceil(all.length / samples) === 0);
  return {
    top: tokensOf(await specli.run(["--help"])),
    groups: await help(some(resources).map((resource) => [resource])),
    commands: await help(some(specli.commands).map(({ resource, action }) => [resource, action])),
  };
}
