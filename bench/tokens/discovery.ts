import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandName } from "../../packages/contract/src/index.ts";
import type { Specli } from "./specli.ts";
import { tokensOf } from "./surfaces.ts";
import type { Tool } from "./tool.ts";

/** What somebody wants, in words of their own, and the operations that do it. */
export interface Intent {
  readonly intent: string;
  readonly right: readonly string[];
}

const file: string = join(import.meta.dirname, "../../packages/cli-kit/test/find/intents.json");

/** Intents for the whole of GitHub's document, of those that the search was not tuned with. */
export function intents(): readonly Intent[] {
  const all = JSON.parse(readFileSync(file, "utf8")) as (Intent & { api: string; held?: true })[];
  return all.filter(({ api, held }) => api === "github" && held);
}

/** What an agent has read when it knows the call, in tokens, by both ways that the instructions tell. */
export interface Way {
  readonly intent: string;
  readonly command: string;
  /** Which of the commands that `--find` shows is right; undefined where none is. */
  readonly place: number | undefined;
  /** Instructions, `--find` with the intent's own words, help of the command. */
  readonly byFind: number | undefined;
  /** Instructions, the list of the group, down to the command, help of the command. */
  readonly byGroups: number;
  /** By `--find`, and by groups after it where it does not show the command. */
  readonly inAll: number;
}

export async function waysTo(tool: Tool, { intent, right }: Intent): Promise<Way> {
  const { slug, operations } = tool.connector;
  const known = right.filter((id) => Object.hasOwn(operations, id));
  const [first] = known;
  if (first === undefined) throw new Error(`"${intent}": there is no operation ${right.join(", ")}`);
  const found = (await tool.run(["--find", intent])).out;
  const lines = found.split("\n").filter((line) => line.includes(`${commandName(slug)} `));
  const places = known.flatMap((id) => {
    const at = lines.findIndex((line) => isCommand(line, commandName(slug, id)));
    return at === -1 ? [] : [{ id, at }];
  });
  const best = places.toSorted((a, b) => a.at - b.at)[0];
  const help = async (id: string) => tokensOf((await tool.run([...id.split("."), "--help"])).out);
  const [read, answer] = [tokensOf(tool.instructions), tokensOf(found)];
  const byFind = best && read + answer + (await help(best.id));
  const byGroups = read + (await pagesDown(tool, first)) + (await help(first));
  return {
    intent,
    command: (best?.id ?? first).replaceAll(".", " "),
    place: best && best.at + 1,
    byFind,
    byGroups,
    inAll: byFind ?? byGroups + answer,
  };
}

/** Whether a line shows this command, and no longer one that begins with its words. */
function isCommand(line: string, command: string): boolean {
  const at = line.indexOf(command);
  return at !== -1 && /^(?:$| {2}| -)/.test(line.slice(at + command.length));
}

/** The lists from the group down, until the command is on one. */
async function pagesDown(tool: Tool, id: string): Promise<number> {
  const parts = id.split(".");
  let tokens = 0;
  for (let depth = 1; depth < parts.length; depth++) {
    const { out } = await tool.run(parts.slice(0, depth));
    tokens += tokensOf(out);
    const rest = parts.slice(depth).join(" ");
    if (out.split(/\n| {2,}/).some((cell) => cell.replace(/^[*! ]+/, "").trim() === rest)) break;
  }
  return tokens;
}

/** The same for specli: its top, the resource's help, the command's help. */
export async function specliWays(tool: Tool, specli: Specli, all: readonly Intent[]): Promise<number[]> {
  const cache = new Map<string, Promise<number>>();
  const help = (...words: string[]) => {
    const key = words.join(" ");
    const known = cache.get(key) ?? specli.run([...words, "--help"]).then(tokensOf);
    cache.set(key, known);
    return known;
  };
  const found: number[] = [];
  for (const { right } of all) {
    const operation = tool.connector.operations[right[0] ?? ""];
    const command = specli.commands.find(
      (one) => one.method === operation?.method && one.path === operation.path,
    );
    if (command === undefined) continue;
    const { resource, action } = command;
    found.push((await help()) + (await help(resource)) + (await help(resource, action)));
  }
  return found;
}
