import { type Connector, manifestOf } from "@specwire/contract";
import type { EmittedFile } from "./shared/emitted-file.ts";
import { jsonText } from "./shared/json-text.ts";

/** `permissions.json`: for people, reviews and hosts. */
export function emitPermissions(connector: Connector, digest: string): EmittedFile {
  return { path: "permissions.json", text: jsonText(manifestOf(connector, digest)) };
}
