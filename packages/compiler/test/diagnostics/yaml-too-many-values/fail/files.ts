/** A list of 250,000 items, which nobody needs to keep in the repository. */
export const files: Record<string, string> = {
  "connector.yaml": `connector: 1\nlist:\n${"- a\n".repeat(250_000)}`,
};
