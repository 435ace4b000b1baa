import type { Draft } from "@specwire/compiler";

/** openapi/SOURCE.md: what is known of where the document comes from, and what has to be filled in. */
export function sourcePage({ document, name, version, licence, sha256, of }: SourceFacts): string {
  return `# Where this document comes from

\`${document.replace(/^\.\/openapi\//, "")}\` is the OpenAPI document of ${name}.

| | |
|---|---|
| taken from | fill in: the address, or the package and file |
| version in the document | ${version || "none stated"} |
| operations | ${of} |
| SHA-256 | \`${sha256}\` |
| licence | ${licence || "fill in: may it be shared?"} |

It is kept as it is. What it gets wrong is put right in \`../connector.yaml\`, never here.
`;
}

export type SourceFacts = Pick<Draft, "document" | "name" | "version" | "licence" | "sha256" | "of">;
