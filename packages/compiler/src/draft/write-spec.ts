import type { Json } from "@specwire/contract";
import { Document, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair } from "yaml";

/** A remark at a place of the spec: above it, or behind it on its line. */
export interface Remark {
  readonly at: readonly (string | number)[];
  readonly above?: string;
  readonly behind?: string;
}

/** A spec as YAML: short things on one line, with remarks. `top` stands above everything, in lines. */
export function writeSpec(
  spec: Readonly<Record<string, Json>>,
  remarks: readonly Remark[],
  top: string,
): string {
  const document = new Document(spec, { aliasDuplicateObjects: false });
  const { contents } = document;
  if (isMap(contents)) {
    for (const pair of contents.items as Pair<Node, Node>[]) {
      if (pair.key.toString() === "operations" && isMap(pair.value))
        compactOperations(pair.value.items as Pair<Node, Node>[]);
      else compact(pair.value);
      if (
        ["auth", "openapi", "pagination", "errors", "highlights", "operations", "variables"].includes(
          pair.key.toString(),
        )
      )
        pair.key.spaceBefore = true;
    }
  }
  for (const remark of remarks) place(document, remark);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  return `${top}\n${text}`;
}

function compactOperations(pairs: readonly Pair<Node, Node>[]): void {
  for (const [index, { key, value }] of pairs.entries()) {
    if (isSeq(value) || key.toString() === "include") continue;
    if (isMap(value)) for (const inner of value.items as Pair<Node, Node>[]) compact(inner.value);
    if (index > 0) key.spaceBefore = true;
  }
}

/** What fits stands on one line. */
function compact(node: Node | null): void {
  if (!isMap(node) && !isSeq(node)) return;
  const length = JSON.stringify(node.toJSON()).length;
  if (length <= 90) node.flow = true;
  else
    for (const item of node.items) {
      const inner = isPair(item) ? item.value : item;
      if (isNode(inner)) compact(inner);
    }
}

function place(document: Document, { at, above, behind }: Remark): void {
  const node = document.getIn(at, true);
  const parent = document.getIn(at.slice(0, -1), true);
  const last = at.at(-1);
  const pair = isMap(parent)
    ? (parent.items as Pair<Node, Node>[]).find(({ key }) => key.toString() === String(last))
    : undefined;
  if (above !== undefined) {
    const target = pair?.key ?? (isNode(node) ? node : undefined);
    if (target) target.commentBefore = commentOf(above);
  }
  if (behind === undefined || !isNode(node)) return;
  // Behind a block the comment would stand on its first line.
  if (isScalar(node) || (isMap(node) && node.flow) || (isSeq(node) && node.flow)) node.comment = ` ${behind}`;
  else if (pair) pair.key.commentBefore = commentOf(behind);
}

const commentOf = (text: string): string =>
  text
    .split("\n")
    .map((line) => ` ${line}`)
    .join("\n");
