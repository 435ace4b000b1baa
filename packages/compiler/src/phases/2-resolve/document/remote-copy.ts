import { createHash } from "node:crypto";

/**
 * Where a copy of another host's file lies, from the spec's folder on: `remote/<host>/<digest of the URL>-<name>`
 * beside the entry file. One flat name a URL: none leads elsewhere, and no file stands where another's folder would.
 */
export function remoteCopy(entry: string, url: string): string {
  const { host, pathname } = new URL(url);
  const digest = createHash("sha256").update(url).digest("hex").slice(0, 12);
  const name = (pathname.split("/").at(-1) ?? "").replace(/[^A-Za-z0-9._-]+/g, "-").slice(-60);
  const folder = entry.split("/").slice(0, -1);
  return [...folder, "remote", host.replace(/[^a-z0-9.-]+/g, "_"), `${digest}-${name || "file"}`].join("/");
}
