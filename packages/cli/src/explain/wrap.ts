const widest = 90;

/** Markdown with its paragraphs in lines for a terminal; code stays as it is. */
export function wrapProse(markdown: string): string {
  let inCode = false;
  const lines = markdown.split("\n").flatMap((line) => {
    if (line.startsWith("```")) inCode = !inCode;
    return inCode || line.length <= widest || /^( {4}|#|\|)/.test(line) ? [line] : wrapped(line);
  });
  return lines.join("\n");
}

/** Further lines of a list item stand under its text. */
function wrapped(line: string): string[] {
  const indent = " ".repeat(/^(\s*([-*]|\d+\.)\s+)?/.exec(line)?.[0].length ?? 0);
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > widest) {
      lines.push(current);
      current = indent + word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
