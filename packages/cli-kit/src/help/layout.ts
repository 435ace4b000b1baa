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

/** Words with a separator behind all but the last, in lines of about 100 characters. */
export function wrapWords(words: readonly string[], separator = ", ", indent = "  ", width = 100): string {
  const lines: string[] = [];
  let line = "";
  for (const [index, word] of words.entries()) {
    const shown = index < words.length - 1 ? `${word}${separator}` : word;
    if (line !== "" && indent.length + line.length + shown.trimEnd().length > width) {
      lines.push(line);
      line = "";
    }
    line += shown;
  }
  if (line !== "") lines.push(line);
  return lines.map((one) => `${indent}${one.trimEnd()}\n`).join("");
}
