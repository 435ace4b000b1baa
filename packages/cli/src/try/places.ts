import { join } from "node:path";
import { compile, nodeHost, openSpec } from "@specwire/compiler";
import { type Connector, isArray, isObject, type Json, toPointer, valueAt } from "@specwire/contract";
import { isCompiled, readCompiled } from "../shared/compiled-folder.ts";
import { specName } from "../shared/file-names.ts";
import { printDiagnostics } from "../shared/report.ts";
import type { World } from "../shared/world.ts";
import type { SpecPlaces } from "./finding.ts";

export interface OpenedConnector {
  readonly connector: Connector;
  readonly places: SpecPlaces;
  /** Whether connector.yaml has the value itself, so that a patch can change it. */
  readonly has: (path: string) => boolean;
}

/** Undefined where the spec has errors, which are shown by then. */
export function openConnector(path: string, world: World): OpenedConnector | undefined {
  if (isCompiled(path))
    return {
      connector: readCompiled(path).connector,
      places: placesOf(undefined, () => 1),
      has: () => false,
    };
  const { output, diagnostics } = compile(path, nodeHost);
  if (output === undefined) {
    printDiagnostics(
      diagnostics.filter((one) => one.severity === "error"),
      world,
    );
    return undefined;
  }
  const opened = openSpec(path.endsWith(".yaml") ? path : join(path, specName), nodeHost);
  const source = opened.source as unknown as Json | undefined;
  return {
    connector: output.connector,
    places: placesOf(source, opened.lineOf),
    has: (pointer) => valueAt(source, pointer) !== undefined,
  };
}

function placesOf(source: Json | undefined, lineOf: SpecPlaces["lineOf"]): SpecPlaces {
  const written = isObject(source) ? source : {};
  return {
    lineOf,
    baseUrl(server) {
      const { servers } = written;
      if (server === "default" && written.baseUrl !== undefined) return "/baseUrl";
      return isObject(servers) && servers[server] !== undefined ? toPointer(["servers", server]) : "/openapi";
    },
    auth(scheme, member) {
      const { auth } = written;
      if (!isArray(auth)) return toPointer(["auth", member]);
      const at = auth.findIndex((one) => isObject(one) && (one.id ?? one.type) === scheme);
      return toPointer(["auth", String(Math.max(0, at)), member]);
    },
    operation: (id, member) => toPointer(["operations", id, member]),
    pagination(id) {
      const own = toPointer(["operations", id, "pagination"]);
      return isObject(valueAt(written, own)) || written.pagination === undefined ? own : "/pagination";
    },
  };
}
