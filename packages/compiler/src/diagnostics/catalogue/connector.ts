export const connector = {
  "connector/unsupported-format": {
    severity: "error",
    message: ({ found }: { found: string }): string =>
      `This compiler knows format 1 of connector specs, not ${found}.`,
    help: (): string => "write connector: 1, or use a newer specwire.",
  },
} as const;
