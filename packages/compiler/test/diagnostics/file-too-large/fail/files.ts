export const files: Record<string, string> = { "connector.yaml": "# a long comment\n".repeat(120_000) };
