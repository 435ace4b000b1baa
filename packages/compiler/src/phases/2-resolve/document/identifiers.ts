import type { Json, JsonPointer } from "@specwire/contract";
import { isObject, toPointer } from "@specwire/contract";
import { eachNode } from "./each-node.ts";
import { isRemote } from "./reference.ts";

export interface Identifiers {
  /** Absolute URLs by the pointer of what they name. */
  readonly resources: ReadonlyMap<JsonPointer, string>;
  /** Pointers by `<pointer of the resource>#<name>`; by `#<name>` the first of that name too. */
  readonly anchors: ReadonlyMap<string, JsonPointer>;
}

export const noIdentifiers: Identifiers = { resources: new Map(), anchors: new Map() };

/** A base for files that have no URL: two of them differ in it as in their paths. */
export function baseOf(path: string): string {
  if (isRemote(path)) return path;
  return `https://spec.invalid/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** What a file names by `$self`, `$id`, `$anchor` and `$dynamicAnchor`. */
export function identifiersOf(root: Json, path: string, shares: boolean): Identifiers {
  const resources = new Map<JsonPointer, string>();
  const anchors = new Map<string, JsonPointer>();
  const name = (id: Json | undefined, pointer: JsonPointer) => {
    if (typeof id !== "string" || id.startsWith("#")) return;
    const url = absolute(id, baseAt(resources, pointer, path));
    if (url !== undefined) resources.set(pointer, url);
  };
  if (isObject(root)) name(root.$self, "");
  eachNode(
    root,
    shares,
    (node, { path: tokens }) => {
      const { $id, $anchor, $dynamicAnchor } = node;
      if ($id === undefined && $anchor === undefined && $dynamicAnchor === undefined) return;
      const pointer = toPointer(tokens);
      name($id, pointer);
      for (const anchor of [$anchor, $dynamicAnchor]) {
        if (typeof anchor !== "string") continue;
        anchors.set(`${resourceAt(resources, pointer)}#${anchor}`, pointer);
        if (!anchors.has(`#${anchor}`)) anchors.set(`#${anchor}`, pointer);
      }
    },
    () => undefined,
  );
  return { resources, anchors };
}

/** The pointer of the innermost resource around a place; "" where that is the file itself. */
export function resourceAt(resources: ReadonlyMap<JsonPointer, string>, pointer: JsonPointer): JsonPointer {
  if (resources.size === 0) return "";
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
    const outer = pointer.slice(0, end);
    if (resources.has(outer)) return outer;
  }
  return "";
}

/** The base that references at a place are relative to. */
export function baseAt(
  resources: ReadonlyMap<JsonPointer, string>,
  pointer: JsonPointer,
  path: string,
): string {
  return resources.get(resourceAt(resources, pointer)) ?? resources.get("") ?? baseOf(path);
}

/** Without its fragment; undefined where that is no URL. */
export function absolute(uri: string, base: string): string | undefined {
  try {
    const url = new URL(uri, base);
    url.hash = "";
    return url.href;
  } catch {
    return undefined;
  }
}
