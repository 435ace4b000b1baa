import type { CompilerHost } from "@specwire/compiler";
import { nodeHost } from "@specwire/compiler/node-host";
import { harmless } from "../shared/refusal.ts";
import { progress, type World } from "../shared/world.ts";
import { allowedHosts } from "./allowed-hosts.ts";

const mostFiles = 1000;
const atOnce = 6;

/**
 * Does work that compiles, over again until every file is there that documents refer to at the named hosts.
 * Without such hosts nothing is fetched.
 */
export async function withRemote<T>(
  hosts: readonly string[],
  world: World,
  work: (host: CompilerHost) => T,
): Promise<T> {
  if (hosts.length === 0) return work(nodeHost);
  // Importing node:http takes longer than a small compilation.
  const { fetchFile } = await import("./fetch-file.ts");
  const isAllowed = allowedHosts(hosts);
  const fetched = new Map<string, Uint8Array | undefined>();
  for (;;) {
    const missing = new Set<string>();
    const result = work({
      ...nodeHost,
      remote(url) {
        if (!fetched.has(url) && isAllowed(new URL(url))) missing.add(url);
        return fetched.get(url);
      },
    });
    if (missing.size === 0) return result;
    const waiting = [...missing];
    const fetchNext = async (): Promise<void> => {
      for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
        const found = fetched.size < mostFiles ? await tryFetch(url) : undefined;
        fetched.set(url, found);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, fetchNext));
    progress(world, "");
  }

  async function tryFetch(url: string): Promise<Uint8Array | undefined> {
    progress(world, `fetching ${harmless(url)}`);
    try {
      return await fetchFile(url, isAllowed);
    } catch (error) {
      progress(world, "");
      const reason = error instanceof Error ? error.message : String(error);
      world.err.write(`${harmless(url)} could not be fetched: ${harmless(reason)}\n`);
      return undefined;
    }
  }
}
