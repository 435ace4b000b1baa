/** Rows of cells with their columns aligned; the last column is as wide as it wants. */
export function alignColumns(rows: readonly (readonly string[])[], indent = "  ", widest = 30): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.slice(0, -1).entries())
      if (cell.length <= widest) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, index) =>
        index < row.length - 1 ? cell.padEnd(widths[index] ?? 0) : cell,
      );
      return `${indent}${cells.join("  ")}`.trimEnd();
    })
    .map((line) => `${line}\n`)
    .join("");
}

/** Words in lines of at most `width` characters. */
export function wrapWords(words: readonly string[], indent = "  ", width = 100): string {
  let text = "";
  let line = indent;
  for (const word of words) {
    if (line !== indent && line.length + word.length + 2 > width) {
      text += `${line.trimEnd()}\n`;
      line = indent;
    }
    line += `${word}  `;
  }
  return line === indent ? text : `${text}${line.trimEnd()}\n`;
}
