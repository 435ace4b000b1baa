import type { Draft } from "@specwire/compiler";

/** openapi/SOURCE.md: what is known of where the document comes from, and what has to be filled in. */
export function sourcePage(facts: SourceFacts, address?: string): string {
  const { document, name, version, licence, sha256, of, remote } = facts;
  const others = remote.map(({ url, copy }) => `| \`${copy.replace(/^openapi\//, "")}\` | ${plain(url)} |\n`);
  return `# Where this document comes from

\`${document.replace(/^\.\/openapi\//, "")}\` is the OpenAPI document of ${escaped(name)}.

| | |
|---|---|
| taken from | ${address ? plain(address) : "fill in: the address, or the package and file"} |
| version in the document | ${escaped(version) || "none stated"} |
| operations | ${of} |
| SHA-256 | \`${sha256}\` |
| licence | ${escaped(licence) || "fill in: may it be shared?"} |

It is kept as it is. What it gets wrong is put right in \`../connector.yaml\`, never here.
${others.length > 0 ? `\nWhat it refers to on other hosts, as it was when this was made; nothing is fetched again unasked:\n\n| copy | of |\n|---|---|\n${others.join("")}` : ""}`;
}

/** A text of the document, as one line that says nothing in Markdown or HTML. */
function escaped(text: string | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").replace(/[\\`*_[\]<>|&#~]/g, "\\$&");
}

/** A URL's own characters, none of which ends a cell or makes markup. */
function plain(url: string): string {
  return url.replace(/[|`<>*_[\]()\\]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

export type SourceFacts = Pick<
  Draft,
  "document" | "name" | "version" | "licence" | "sha256" | "of" | "remote"
>;
