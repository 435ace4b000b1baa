interface Unseen {
  /** Such as `U+202E`. */
  characters: readonly string[];
}

export const text = {
  "text/invisible-character": {
    severity: "error",
    message: ({ characters }: Unseen): string =>
      `This holds characters that nobody sees: ${characters.join(", ")}.`,
    help: (): string => "leave them out; names, hosts and URLs must be what they look like.",
  },
  "text/invisible-character-in-prose": {
    severity: "warning",
    message: ({ characters }: Unseen): string =>
      `This text holds characters that nobody sees: ${characters.join(", ")}.`,
    help: (): string => "leave them out; they can carry words that only a machine reads.",
  },
} as const;
