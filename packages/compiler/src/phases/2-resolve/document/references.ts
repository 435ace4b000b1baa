import type { Json, JsonObject, JsonPointer } from "@specwire/contract";
import { isArray, isObject, own, pointerTokens, toPointer } from "@specwire/contract";
import type { JsonSchema } from "../json-schema.ts";
import type { DocumentFile } from "./document-file.ts";
import { passesData } from "./each-node.ts";
import type { FileStore } from "./file-store.ts";
import { absolute, baseAt, resourceAt } from "./identifiers.ts";
import type { DocumentProblem } from "./problems.ts";
import { decodePercent, splitReference, targetOf } from "./reference.ts";

/** What a reference leads to. */
export interface Found {
  readonly file: DocumentFile;
  readonly pointer: JsonPointer;
  readonly value: Json;
  /** Whether that stands where {@link eachNode} doesn't come by. */
  readonly hidden: boolean;
}

export interface Lost {
  readonly code: DocumentProblem;
  readonly reason: string;
}

const mostHops = 50;
/** Chains of references longer than this are shortened, so that nothing has to follow them link by link. */
const longChain = 12;

/** Follows the references of a document, in any of its files. */
export class References {
  readonly #store: FileStore;
  /** Whether the entry file is in the words of Swagger 2.0, where schemas stand under `definitions`. */
  #definitions = false;
  /** By canonical reference. */
  readonly #values = new Map<string, Json>();
  /** Objects whose `$ref` is canonical already. */
  readonly #done = new Set<object>();

  constructor(store: FileStore) {
    this.#store = store;
  }

  readDefinitions(): void {
    this.#definitions = true;
  }

  isDone(holder: object): boolean {
    return this.#done.has(holder);
  }

  /** Writes the canonical reference in place of the one that was followed. */
  settle(holder: JsonObject, key: string, found: Found): string {
    const canonical = this.#canonical(found);
    (holder as Record<string, Json>)[key] = canonical;
    this.#done.add(holder);
    this.#values.set(canonical, found.value);
    return canonical;
  }

  /** Where a reference at `pointer` of a file leads, with whatever file that takes. */
  follow(reference: string, file: DocumentFile, pointer: JsonPointer, hops = 0): Found | Lost {
    const { uri, fragment } = splitReference(reference);
    const named = this.#byIdentifier(uri, file, pointer);
    if (named) {
      const found = this.#fragment(named.file, named.pointer, fragment, hops);
      if (found || uri !== "") return found ?? nothing;
    }
    const target = targetOf(uri, file.path);
    if (target.kind === "outside") return { code: "openapi/reference-outside", reason: "" };
    if (target.kind === "here") return this.#fragment(file, "", fragment, hops) ?? nothing;
    if (target.kind === "remote") {
      const remote = this.#store.remote(target.url);
      if ("root" in remote) return this.#fragment(remote, "", fragment, hops) ?? nothing;
      return remote.kind === "missing"
        ? { code: "openapi/remote-reference", reason: new URL(target.url).hostname }
        : { code: "openapi/file-unreadable", reason: remote.reason };
    }
    let outside = false;
    for (const path of target.paths) {
      const local = this.#store.local(path);
      if ("root" in local) return this.#fragment(local, "", fragment, hops) ?? nothing;
      if (local.kind === "outside") outside = true;
      else if (local.kind !== "missing") return { code: "openapi/file-unreadable", reason: local.reason };
    }
    return outside ? { code: "openapi/reference-outside", reason: "" } : nothing;
  }

  /** The value behind a canonical reference; undefined where it is lost, or no object or boolean. */
  lookup = (reference: string): JsonSchema | undefined => {
    const value = this.#behindChain(reference);
    return isObject(value) || typeof value === "boolean" ? value : undefined;
  };

  /** What a canonical reference leads to in the end, whatever it is, and the name of the file that has it. */
  end(reference: string): { readonly value: Json | undefined; readonly name: string } {
    const seen = new Set<string>();
    let last = reference;
    let value = this.#value(reference);
    while (isObject(value) && typeof value.$ref === "string" && !seen.has(value.$ref)) {
      last = value.$ref;
      seen.add(last);
      value = this.#value(last);
    }
    const isLost = isObject(value) && typeof value.$ref === "string";
    return { value: isLost ? undefined : value, name: splitReference(last).uri };
  }

  #behindChain(reference: string): Json | undefined {
    const first = this.#value(reference);
    let value = first;
    const seen = new Set([reference]);
    while (isObject(value) && typeof value.$ref === "string" && this.#done.has(value)) {
      // A chain that comes back to itself leads to nothing.
      if (seen.has(value.$ref)) return undefined;
      seen.add(value.$ref);
      value = this.#value(value.$ref);
    }
    if (seen.size <= longChain || value === undefined) return first;
    for (const one of [...seen].slice(0, -longChain)) this.#values.set(one, value);
    return value;
  }

  #value(reference: string): Json | undefined {
    if (this.#values.has(reference)) return this.#values.get(reference);
    const { uri, fragment } = splitReference(reference);
    const file = this.#store.byName.get(uri);
    const value = file && this.#fragment(file, "", fragment, 0)?.value;
    if (value !== undefined) this.#values.set(reference, value);
    return value;
  }

  #canonical({ file, pointer }: Found): string {
    if (file.name === "" && this.#definitions && pointer.startsWith("/definitions/"))
      return `#/components/schemas${pointer.slice("/definitions".length)}`;
    return `${file.name}#${pointer}`;
  }

  #byIdentifier(uri: string, file: DocumentFile, pointer: JsonPointer) {
    if (this.#store.byId.size === 0) return undefined;
    if (uri === "") {
      const inside = resourceAt(file.resources, pointer);
      return inside === "" ? undefined : { file, pointer: inside };
    }
    const url = absolute(uri, baseAt(file.resources, pointer, file.path));
    return url === undefined ? undefined : this.#store.byId.get(url);
  }

  /** What a fragment names in a resource: a pointer, else an anchor. */
  #fragment(file: DocumentFile, resource: JsonPointer, fragment: string, hops: number): Found | undefined {
    const decoded = decodePercent(fragment);
    if (decoded !== "" && !decoded.startsWith("/")) {
      const anchor = file.anchors.get(`${resource}#${decoded}`) ?? file.anchors.get(`#${decoded}`);
      // Some leave out the slash: `other.yaml#components/schemas/Pet`.
      return this.#walk(file, anchor ?? `${resource}/${decoded}`, hops);
    }
    const found = this.#walk(file, resource + decoded, hops);
    return found ?? (decoded === fragment ? undefined : this.#walk(file, resource + fragment, hops));
  }

  #walk(file: DocumentFile, pointer: JsonPointer, hops: number): Found | undefined {
    if (hops > mostHops) return undefined;
    let current: Json | undefined = file.root;
    let hidden = false;
    const tokens = pointerTokens(pointer);
    if (file.name === "" && this.#definitions && tokens[0] === "components" && tokens[1] === "schemas")
      tokens.splice(0, 2, "definitions");
    for (const [index, token] of tokens.entries()) {
      hidden ||= passesData(token);
      const next = memberOf(current, token);
      if (next === undefined && isObject(current) && typeof current.$ref === "string") {
        // The way itself leads over a reference.
        const rest = toPointer(tokens.slice(index));
        const over = this.#over(current.$ref, this.#done.has(current), file, tokens.slice(0, index), hops);
        return over && this.#walk(over.file, over.pointer + rest, hops + 1);
      }
      if (next === undefined) return undefined;
      current = next;
    }
    return { file, pointer: toPointer(tokens), value: current as Json, hidden };
  }

  #over(reference: string, done: boolean, file: DocumentFile, tokens: readonly string[], hops: number) {
    if (!done) {
      const found = this.follow(reference, file, toPointer(tokens), hops + 1);
      return "value" in found ? found : undefined;
    }
    const { uri, fragment } = splitReference(reference);
    const target = this.#store.byName.get(uri);
    return target && this.#fragment(target, "", fragment, hops + 1);
  }
}

const nothing: Lost = { code: "openapi/lost-reference", reason: "" };

function memberOf(value: Json | undefined, token: string): Json | undefined {
  if (isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isObject(value) ? own(value, token) : undefined;
}
