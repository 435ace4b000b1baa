import type { Connector } from "@specwire/contract";
import type { EmittedFile } from "./shared/emitted-file.ts";
import { jsonText } from "./shared/json-text.ts";

/** `connector.json`: what everything that runs reads. */
export function emitConnectorJson(connector: Connector): EmittedFile {
  return { path: "connector.json", text: jsonText(connector) };
}
