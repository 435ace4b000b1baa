import type { Json, JsonObject } from "@specwire/contract";
import { isObject } from "@specwire/contract";

export type Version = "2.0" | "3.0" | "3.1" | "3.2";

export interface FoundVersion {
  readonly version: Version;
  /** What the document itself says, where that had to be guessed from; "" where it says nothing. */
  readonly odd?: string;
}

/** The version in whose words a document is written; undefined where it doesn't look like an OpenAPI document. */
export function versionOf(root: JsonObject): FoundVersion | undefined {
  const stated = statedVersion(root);
  const [, minor] = /^3\.([012])(\.\d+)?(-\S+)?$/.exec(stated) ?? [];
  if ("openapi" in root && minor !== undefined) return { version: `3.${minor}` as Version };
  if ("swagger" in root && /^2(\.0)?$/.test(stated)) return { version: "2.0" };
  if (/^1(\.|$)/.test(stated)) return undefined;
  const version = guess(root, stated);
  return version && { version, odd: stated };
}

export function statedVersion(root: Json): string {
  const version = isObject(root) ? (root.openapi ?? root.swagger) : undefined;
  return typeof version === "string" || typeof version === "number" ? String(version).trim() : "";
}

function guess(root: JsonObject, stated: string): Version | undefined {
  const newest = "3.2";
  const has = (...keys: readonly string[]) => keys.some((key) => key in root);
  if (has("definitions", "securityDefinitions", "host", "basePath", "consumes", "produces")) return "2.0";
  if (has("components", "servers", "webhooks")) return stated.startsWith("3.0") ? "3.0" : newest;
  if (has("paths")) return stated.startsWith("2") ? "2.0" : newest;
  return has("openapi", "swagger") ? newest : undefined;
}
