import { createHash } from "node:crypto";
import { type Connector, type Manifest, manifestOf } from "@specwire/contract";
import { and, eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { connectorFiles } from "../store/schema.ts";
import { Refusal } from "./refusal.ts";

/** A version of a connector as it runs. One file is what requests are built from and what they are judged by. */
export interface KnownConnector {
  readonly connector: Connector;
  readonly manifest: Manifest;
}

/** More than a host's users work with at once; the largest takes some ten megabytes. */
const mostKept = 50;

/**
 * Connectors by the digest of their connector.json, read once. Nothing of it can change: the bytes are what the digest
 * says, or they are refused. `find` throws `Refusal` where the connector has another version by now.
 */
export class KnownConnectors {
  readonly #context: Pick<Context, "db">;
  /** In the order of their use. */
  readonly #known = new Map<string, KnownConnector>();

  constructor(context: Pick<Context, "db">) {
    this.#context = context;
  }

  async find({ connectorId, digest }: { connectorId: string; digest: string }): Promise<KnownConnector> {
    const found = this.#known.get(digest) ?? (await this.#read(connectorId, digest));
    this.#known.delete(digest);
    this.#known.set(digest, found);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
    return found;
  }

  async #read(connectorId: string, digest: string): Promise<KnownConnector> {
    const [file] = await this.#context.db
      .select({ text: connectorFiles.text })
      .from(connectorFiles)
      .where(and(eq(connectorFiles.connectorId, connectorId), eq(connectorFiles.name, "connector.json")));
    const hash = createHash("sha256")
      .update(file?.text ?? "")
      .digest("hex");
    if (file === undefined || `sha256:${hash}` !== digest) throw anotherVersion();
    const connector = JSON.parse(file.text) as Connector;
    return { connector, manifest: manifestOf(connector, digest) };
  }
}

export function anotherVersion(): Refusal {
  return new Refusal("NOT_CONFIGURED", "the connector has another version than this session was made for", {
    help: "ask the host for a new session",
  });
}
