import { plainName } from "@specwire/contract";

/** A parameter's place in the paths of an API; templates that begin alike share it, whatever they call it. */
export interface PathNode {
  /** The place of the parameter in front of it. */
  readonly parent: PathNode | undefined;
  /** What URLs say of the parameters up to here, the commonest in front once all are told. */
  readonly told: Map<string, Told>;
}

interface Told {
  readonly values: readonly string[];
  count: number;
}

/** What a URL says of the parameters of a path. */
export interface PathMatch {
  /** In the order of the path. */
  readonly nodes: readonly PathNode[];
  /** Decoded; one for each node. */
  readonly values: readonly string[];
}

interface Branch {
  readonly words: Map<string, Branch>;
  parameter?: Branch;
  /** What stands behind the parameter in its segment: `.json`. */
  readonly suffixes: Set<string>;
  /** Of a branch behind a parameter: its place. */
  readonly node?: PathNode;
  /** Names of the parameter that ends here. */
  readonly names: Set<string>;
  isEnd: boolean;
}

/** The path templates of an API, by which the URLs in its examples are read. */
export class PathTree {
  readonly #root: Branch = branch();
  readonly #known = new Map<string, PathMatch | undefined>();
  readonly #bases: readonly RegExp[];

  /** `servers` are URL templates; a URL of another host says nothing. */
  constructor(servers: readonly string[]) {
    this.#bases = servers.map(baseOf);
  }

  /** The places of a template's parameters, in the order of its path, by name. */
  add(template: string): ReadonlyMap<string, PathNode> {
    const found = new Map<string, PathNode>();
    let current = this.#root;
    let parent: PathNode | undefined;
    for (const segment of segmentsOf(template)) {
      const [, name, suffix = ""] = /^\{([^{}]+)\}(\.\w+)?$/.exec(segment) ?? [];
      if (name === undefined) {
        const next = current.words.get(segment) ?? branch();
        current.words.set(segment, next);
        current = next;
        continue;
      }
      const node: PathNode = current.parameter?.node ?? { parent, told: new Map() };
      current.parameter ??= branch(node);
      current.suffixes.add(suffix);
      current = current.parameter;
      current.names.add(plainName(name));
      found.set(name, node);
      parent = node;
    }
    current.isEnd = true;
    return found;
  }

  /** Reads a text as a URL of the API. Undefined where no operation is there, or it holds places for values itself. */
  match(text: string): PathMatch | undefined {
    if (this.#known.has(text)) return this.#known.get(text);
    const found = this.#match(text);
    this.#known.set(text, found);
    return found;
  }

  /** Counts what an example says, so that the commonest is known. */
  count({ nodes, values }: PathMatch): void {
    for (const [index, node] of nodes.entries()) {
      const all = values.slice(0, index + 1);
      const key = all.join("\n");
      const told = node.told.get(key);
      if (told === undefined) node.told.set(key, { values: all, count: 1 });
      else told.count++;
    }
  }

  #match(text: string): PathMatch | undefined {
    const path = this.#pathOf(text);
    if (path === undefined) return undefined;
    const nodes: PathNode[] = [];
    const values: string[] = [];
    const names = new Set<string>();
    let current = this.#root;
    for (const segment of segmentsOf(path)) {
      const word = current.words.get(segment);
      if (word !== undefined) {
        current = word;
        continue;
      }
      const { parameter, suffixes } = current;
      const value = parameter && saidBy(segment, suffixes);
      if (parameter?.node === undefined || value === undefined) return undefined;
      nodes.push(parameter.node);
      values.push(value);
      for (const name of parameter.names) names.add(name);
      current = parameter;
    }
    // `/repos/OWNER/REPO`: places, and no values.
    const isKnown = current.isEnd && nodes.length > 0 && !values.some((one) => names.has(plainName(one)));
    return isKnown ? { nodes, values } : undefined;
  }

  /** `{/sha}` at the end of a URL is a place of a URI template (RFC 6570): what stands in front is a URL by itself. */
  #pathOf(text: string): string | undefined {
    const [whole = ""] = text.split(/[?#]|\{[/?&#]/, 1);
    for (const base of this.#bases) {
      const [start] = base.exec(whole) ?? [];
      if (start !== undefined) return whole.slice(start.length);
    }
    return undefined;
  }
}

/** What URLs say most often of the parameters up to a place; of as many, the first. */
export function commonest({ told }: PathNode): readonly string[] | undefined {
  let found: Told | undefined;
  for (const one of told.values()) if (found === undefined || one.count > found.count) found = one;
  return found?.values;
}

function branch(node?: PathNode): Branch {
  return { words: new Map(), suffixes: new Set(), names: new Set(), isEnd: false, ...(node && { node }) };
}

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, "").split("/").slice(1);
}

/** `https://{region}.example.com/v1/`, which a URL begins with; a path alone is of the same host. */
function baseOf(server: string): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const open = (text: string) =>
    text
      .split(/\{[^{}]*\}/)
      .map(literal)
      .join("[^/]+");
  const [, origin = "", path = ""] = /^(\w+:\/\/[^/]*)?(.*)$/s.exec(server.replace(/\/+$/, "")) ?? [];
  return new RegExp(`^(?:${open(origin)})?${open(path)}(?=/)`);
}

function saidBy(segment: string, suffixes: ReadonlySet<string>): string | undefined {
  const suffix = [...suffixes].find((one) => one !== "" && segment.endsWith(one));
  if (suffix === undefined && !suffixes.has("")) return undefined;
  const bare = suffix === undefined ? segment : segment.slice(0, -suffix.length);
  let value: string;
  try {
    value = decodeURIComponent(bare);
  } catch {
    return undefined;
  }
  // `/users/:id`, `/users/[id]`.
  return /[{}<>]|^[:$[]|^\.*$/.test(value) ? undefined : value;
}
