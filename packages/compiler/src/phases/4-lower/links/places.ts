import type { Operation } from "@specwire/contract";

/** Where an operation is, comparable with where others are. */
export interface Place {
  /** Server and path, parameters without their names: `default /boards/{}/cards`. */
  readonly shape: string;
  readonly segments: readonly string[];
  /** Names of the path's parameters by the place of their segment. */
  readonly parameters: ReadonlyMap<number, string>;
}

/** Undefined where a segment is neither a word nor a parameter alone, so that nothing can be told from it. */
export function placeOf({ path, server }: Pick<Operation, "path" | "server">): Place {
  const segments = path
    .replace(/\/$/, "")
    .replace(/\.(json|xml)$/i, "")
    .split("/")
    .slice(1);
  const parameters = new Map<number, string>();
  for (const [index, segment] of segments.entries()) {
    const [, name] = /^\{([^{}]+)\}$/.exec(segment) ?? [];
    if (name !== undefined) parameters.set(index, name);
  }
  return { shape: shapeOf(server, segments), segments, parameters };
}

export function shapeOf(server: string, segments: readonly string[]): string {
  return [server, ...segments.map((one) => (/^\{[^{}]+\}$/.test(one) ? "{}" : one))].join("/");
}

/** The word in front of the last parameter: what the thing that it names is kept in. */
export function collectionOf(
  { segments, parameters }: Place,
  index = segments.length - 1,
): string | undefined {
  return index > 0 && !parameters.has(index - 1) ? segments[index - 1] : undefined;
}
