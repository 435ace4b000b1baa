import type { DocumentOperation } from "./document/openapi-document.ts";

/** The operations of a document by the segments of their paths: a glob looks only where it can match. */
export interface PathTree {
  readonly children: Map<string, PathTree>;
  readonly operations: DocumentOperation[];
}

export function pathTree(operations: readonly DocumentOperation[]): PathTree {
  const root: PathTree = { children: new Map(), operations: [] };
  for (const one of operations) {
    let node = root;
    for (const segment of one.path.split("/")) {
      const next: PathTree = node.children.get(segment) ?? { children: new Map(), operations: [] };
      node.children.set(segment, next);
      node = next;
    }
    node.operations.push(one);
  }
  return root;
}

/** `*` is within a segment, `**` any number of segments. Segment by segment, so that no pattern can stall. */
export function operationsUnder(root: PathTree, glob: string): DocumentOperation[] {
  let reached = new Set([root]);
  for (const part of glob.split("/")) {
    const next = new Set<PathTree>();
    for (const node of reached) {
      if (part === "**") addAll(node, next);
      else if (!part.includes("*")) {
        const child = node.children.get(part);
        if (child !== undefined) next.add(child);
      } else {
        for (const [segment, child] of node.children) if (segmentMatches(part, segment)) next.add(child);
      }
    }
    reached = next;
  }
  return [...reached].flatMap((node) => node.operations);
}

function addAll(node: PathTree, to: Set<PathTree>): void {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (to.has(next)) continue;
    to.add(next);
    open.push(...next.children.values());
  }
}

function segmentMatches(pattern: string, segment: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop() ?? "";
  if (!segment.startsWith(first) || segment.length < first.length + last.length || !segment.endsWith(last))
    return false;
  let position = first.length;
  for (const piece of rest) {
    const found = segment.indexOf(piece, position);
    if (found < 0 || found + piece.length > segment.length - last.length) return false;
    position = found + piece.length;
  }
  return true;
}
