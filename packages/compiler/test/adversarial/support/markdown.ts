import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { parse } from "yaml";

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root | Root["children"][number];

/** A markdown file as its tree, and the front matter that may stand before it. */
interface ParsedMarkdown {
  readonly front: Readonly<Record<string, unknown>> | undefined;
  readonly tree: Root;
}

function parseMarkdown(text: string): ParsedMarkdown {
  const [, front, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const tree = fromMarkdown(body ?? text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return { front: front === undefined ? undefined : parse(front), tree };
}

/** The types of the nodes, nested: what a text must not be able to change. */
export function skeletonOfMarkdown(text: string): string {
  const { front, tree } = parseMarkdown(text);
  const shape = (node: Node): string =>
    "children" in node ? `${node.type}(${node.children.map(shape).join(" ")})` : node.type;
  const keys = front && Object.entries(front).map(([key, value]) => `${key}: ${typeof value}`);
  return `${keys ? `front(${keys.join(", ")}) ` : ""}${shape(tree)}`;
}

/** What is written as code in a paragraph. */
export function inlineCodes(text: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === "inlineCode") found.push(node.value);
    if ("children" in node) node.children.forEach(visit);
  };
  visit(parseMarkdown(text).tree);
  return found;
}
