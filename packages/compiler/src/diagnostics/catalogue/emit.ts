export const emit = {
  "emit/instructions-too-long": {
    severity: "error",
    message: ({ budget }: { budget: number }): string =>
      `The instructions don't fit into ${budget} tokens, not even with no command in them.`,
    help: (): string => "shorten `name` and `description`, or allow more tokens.",
  },
} as const;
