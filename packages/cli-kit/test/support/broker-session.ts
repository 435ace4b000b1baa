import type { Connector } from "@specwire/contract";
import { bearer, connectorOf, operationOf, parameterOf, string } from "./connector.ts";
import type { FakeBroker } from "./fake-broker.ts";
import { type Ran, type RunOptions, runConnector } from "./run-in-process.ts";

const list = operationOf("boxes.list", {
  path: "/boxes",
  parameters: [parameterOf("cursor"), parameterOf("color")],
  response: { kind: "json", items: "/items", fields: ["id"], known: [] },
  pagination: { kind: "cursor", into: { in: "query", name: "cursor" }, next: { pointer: "/next" } },
});
const get = operationOf("boxes.get", {
  path: "/boxes/{id}",
  parameters: [parameterOf("id", { in: "path", required: true })],
});
const add = operationOf("boxes.add", {
  method: "POST",
  path: "/boxes",
  body: {
    contentType: "application/json",
    encoding: "json",
    required: true,
    type: {
      kind: "object",
      properties: [{ name: "title", required: true, type: string }],
      additional: { kind: "any" },
    },
  },
});
const upload = operationOf("boxes.upload", {
  method: "POST",
  path: "/upload",
  body: { contentType: "application/octet-stream", encoding: "raw", required: true, type: { kind: "file" } },
});
const download = operationOf("boxes.download", {
  path: "/file",
  response: { kind: "binary", fields: [], known: [] },
});
const watch = operationOf("boxes.watch", {
  path: "/events",
  response: { kind: "stream", accept: "text/event-stream", fields: [], known: [] },
});
export const connector: Connector = connectorOf([list, get, add, upload, download, watch], {
  auth: [bearer],
});
/** The environment of a broker session. */
export function session(
  broker: FakeBroker,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { SPECWIRE_BROKER_URL: broker.url, SPECWIRE_GRANT: "grant-1", ...more };
}

/** Runs a command of the connector with a broker. */
export function run(broker: FakeBroker, argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return runConnector(connector, argv, { ...options, env: session(broker, options.env) });
}
