/**
 * Text of a spec or an API on one line of markdown, where it is only words: it can make no heading, list, link, image,
 * code, emphasis, table, HTML or reference, and nothing that GitHub's dialect links by itself. Models read it as it
 * stands: nothing is escaped that need not be, and addresses are without `https://`.
 */
export function markdownText(text: string): string {
  return text
    .replace(/\bhttps?:\/\//gi, "")
    .replace(/[\\`*[\]<>|~$@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)|#(?=\d)|:(?=\/\/)/gu, "\\$&")
    .replace(/^[-+=#]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2")
    .replace(/\bwww\./gi, (match) => `${match.slice(0, -1)}\\.`);
}

/** A line of code in a paragraph; the fence is longer than any run of backticks in it. */
export function markdownCode(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const padding = code.startsWith("`") || code.endsWith("`") ? " " : "";
  return `${fence}${padding}${code}${padding}${fence}`;
}
