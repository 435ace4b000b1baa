import type { ShownRequest } from "./shown-request.ts";
import { beginning, type ShownText } from "./shown-text.ts";

/** Characters of a value on a terminal; the whole of it is in `ShownRequest`. */
const longest = 1000;

/**
 * The request in words, for a terminal or a message: a sentence, the method and URL, a line for each argument and each
 * file. Nothing in a request can make a line of its own.
 */
export function inWords(request: ShownRequest): string {
  const { connector, operation, accounts, method, url, files, moreFiles } = request;
  const from =
    accounts.length === 0
      ? "without an account"
      : `as the account${accounts.length > 1 ? "s" : ""} ${accounts.join(" and ")}`;
  return [
    `${operation.summary} (${operation.id}) of ${connector.name} (custom-${connector.slug}), ${from}. ${effect(operation)}`,
    `  ${method} ${short(url)}`,
    ...request.arguments.map(({ name, value }) => `  ${name} = ${short(value)}`),
    ...files.map(
      ({ name, size, sha256 }, index) => `  file ${index + 1} = ${name}, ${size} bytes, SHA-256 ${sha256}`,
    ),
    ...(moreFiles > 0 ? [`  and ${moreFiles} more files that are not shown`] : []),
  ].join("\n");
}

function effect({ access, destructive, sensitive }: ShownRequest["operation"]): string {
  if (access === "read") return sensitive ? "It reveals secrets." : "It only reads.";
  return destructive ? "It changes data and can't be undone." : "It changes data.";
}

/** That something is left out stands in front, where nothing in the value can push it out of sight. */
function short({ text, cut }: ShownText): string {
  if (text.length <= longest && cut === undefined) return text;
  const of = cut === undefined ? `${text.length}` : `${cut.characters}, SHA-256 ${cut.sha256}`;
  return `(only the first ${longest} characters of ${of}) ${beginning(text, longest)}`;
}
