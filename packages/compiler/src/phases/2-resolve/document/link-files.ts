import type { Json, JsonObject, JsonPointer } from "@specwire/contract";
import { isObject, toPointer } from "@specwire/contract";
import type { DocumentFile } from "./document-file.ts";
import { eachNode, isText, type NodePlace } from "./each-node.ts";
import type { Problems } from "./problems.ts";
import { decodePercent, isProse, isRemote, splitReference } from "./reference.ts";
import type { Found, References } from "./references.ts";
import { settleSchema } from "./schema-words.ts";
import type { Version } from "./version.ts";

/** A reference that leads nowhere yet: what it names may stand in a file that is read later. */
interface Pending {
  readonly file: DocumentFile;
  readonly holder: JsonObject;
  readonly key: string;
  readonly reference: string;
  readonly pointer: JsonPointer;
}

/** A reference where OpenAPI has none, whose place takes what it leads to. */
interface Replacement {
  readonly file: DocumentFile;
  readonly holder: object;
  readonly key: string | number;
  readonly node: JsonObject;
  readonly pointer: JsonPointer;
  /** As it is written. */
  readonly reference: string;
}

/**
 * Walks the entry file and every file that it refers to, once each, and makes every reference canonical:
 * `#/pointer` in the entry file, `<path from its folder>#/pointer` in another. The files' data is changed in
 * place; nothing is copied.
 */
export function linkFiles(
  entry: DocumentFile,
  version: Version,
  references: References,
  problems: Problems,
): void {
  const queue = [entry];
  const queued = new Set([entry]);
  const walked = new Set<object>();
  const pending: Pending[] = [];
  const replacements: Replacement[] = [];

  const accept = (found: Found) => {
    if (!queued.has(found.file)) {
      queued.add(found.file);
      queue.push(found.file);
    }
    // A schema among extensions or examples is one as soon as something refers to it.
    if (found.hidden && typeof found.value === "object" && found.value !== null && !walked.has(found.value)) {
      walked.add(found.value);
      walk(found.file, found.value, found.pointer);
    }
  };

  const walk = (file: DocumentFile, root: Json, base: JsonPointer) => {
    /** What a reference means anywhere in this file; only where no `$id` makes that depend on the place. */
    const known = file.resources.size === 0 ? new Map<string, Found>() : undefined;
    const pointerOf = (path: readonly (string | number)[]) => base + toPointer(path);

    const refer = (holder: JsonObject, key: string, reference: string, place: NodePlace) => {
      const before = known?.get(reference);
      if (before) return void references.settle(holder, key, before);
      const pointer = pointerOf(place.path);
      const found = references.follow(reference, file, pointer);
      if (!("value" in found)) return void pending.push({ file, holder, key, reference, pointer });
      known?.set(reference, found);
      references.settle(holder, key, found);
      accept(found);
    };

    eachNode(
      root,
      file.shares,
      (node, place) => {
        if (!place.inPlace) settleSchema(node, version);
        const { $ref, discriminator } = node;
        if (typeof $ref === "string" && !references.isDone(node)) {
          const key = place.path.at(-1);
          if (place.inPlace && isText(key) && !givesText($ref, file)) {
            // Not even read: what is read is copied along with the document.
            problems.add("openapi/reference-outside", {
              file,
              pointer: pointerOf(place.path),
              subject: $ref,
              reason: "",
            });
            (place.holder as Record<string | number, Json>)[key ?? ""] = "";
            return;
          }
          refer(node, "$ref", $ref, place);
          if (place.inPlace && key !== undefined)
            replacements.push({
              file,
              holder: place.holder,
              key,
              node,
              pointer: pointerOf(place.path),
              reference: $ref,
            });
        }
        const mapping = isObject(discriminator) ? discriminator.mapping : undefined;
        if (isObject(mapping) && !references.isDone(mapping)) {
          for (const [name, target] of Object.entries(mapping))
            if (typeof target === "string" && /[#/]|\.(json|ya?ml)$/.test(target))
              refer(mapping, name, target, place);
        }
      },
      (path) => {
        // A thousand names would fill a screen and help nobody.
        const pointer = pointerOf(path.slice(0, 12));
        problems.add("openapi/too-deep", { file, pointer, subject: pointer });
      },
    );
  };

  const walkQueued = () => {
    for (let file = queue.pop(); file; file = queue.pop()) walk(file, file.root, "");
  };

  walkQueued();
  while (pending.length > 0) {
    for (const { file, holder, key, reference, pointer } of pending.splice(0)) {
      const found = references.follow(reference, file, pointer);
      if ("value" in found) {
        references.settle(holder, key, found);
        accept(found);
        walkQueued();
      } else problems.add(found.code, { file, pointer, subject: reference, reason: found.reason });
    }
  }
  for (const one of replacements) {
    if (replace(one, references)) continue;
    const { file, pointer, reference } = one;
    problems.add("openapi/reference-outside", { file, pointer, subject: reference, reason: "" });
  }
}

/** Whether a reference to a text may be followed at all, by its words: to the same file, to prose, or to what was published. */
function givesText(reference: string, { path }: DocumentFile): boolean {
  const { uri } = splitReference(reference);
  return uri === "" || isRemote(uri) || isRemote(path) || isProse(decodePercent(uri));
}

/**
 * Puts what a reference leads to in its place, with what is written beside it; false where that may not be shown: a
 * text that a document takes from another file's data could be a secret that merely lies beside it.
 */
function replace({ file, holder, key, node }: Replacement, references: References): boolean {
  const { $ref, ...beside } = node;
  if (typeof $ref !== "string") return true;
  const { value, name } = references.end($ref);
  const isShown =
    typeof value !== "string" || name === "" || name === file.name || isRemote(name) || isProse(name);
  const settled = isObject(value) ? { ...value, ...beside } : value;
  // Where it leads to nothing, that has been reported already.
  (holder as Record<string | number, Json>)[key] = isShown ? (settled ?? null) : "";
  return isShown;
}
