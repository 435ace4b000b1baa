/** A list of a hundred thousand items, which nobody needs to keep in the repository. */
export const files: Record<string, string> = {
  "connector.yaml": `connector: 1\nlist:\n${"- a\n".repeat(120_000)}`,
};
