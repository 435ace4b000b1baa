import { quote } from "../display.ts";

export const yaml = {
  "yaml/syntax": {
    severity: "error",
    message: ({ problem }: { problem: string }): string => `This is not YAML: ${problem}.`,
  },
  "yaml/empty": {
    severity: "error",
    message: (): string => "The file says nothing.",
    help: (): string => "`specwire init <name>` writes a first spec.",
  },
  "yaml/alias": {
    severity: "error",
    message: ({ name }: { name: string }): string => `${quote(name)} is an alias; a spec has none.`,
    help: (): string => "write the value out. Text that starts with * needs quotes.",
  },
  "yaml/anchor": {
    severity: "error",
    message: ({ name }: { name: string }): string => `${quote(name)} is an anchor; a spec has none.`,
    help: (): string =>
      "leave it out, and write the value where it is needed. Text that starts with & needs quotes.",
  },
  "yaml/tag": {
    severity: "error",
    message: ({ tag }: { tag: string }): string => `${quote(tag)} is a tag; a spec has none.`,
    help: (): string => "leave it out; quotes make text of a value. Text that starts with ! needs quotes.",
  },
  "yaml/merge-key": {
    severity: "error",
    message: (): string => "`<<` merges one map into another; a spec has no merge keys.",
    help: (): string => "write the keys out.",
  },
  "yaml/directive": {
    severity: "error",
    message: ({ written }: { written: string }): string =>
      `${quote(written)} is a directive; a spec has none.`,
    help: (): string => "leave the line out; a spec is always YAML 1.2.",
  },
  "yaml/several-documents": {
    severity: "error",
    message: (): string => "A second document starts here; a file holds one connector spec.",
    help: (): string => "put each spec in a folder of its own.",
  },
  "yaml/duplicate-key": {
    severity: "error",
    message: ({ key }: { key: string }): string => `${quote(key)} is already there in this map.`,
    help: (): string => "keep one of the two.",
  },
  "yaml/key-not-text": {
    severity: "error",
    message: ({ written }: { written: string }): string => `The key ${written} is not text to YAML.`,
    help: ({ written }: { written: string }): string => `write ${JSON.stringify(written)} with its quotes.`,
  },
  "yaml/key-not-simple": {
    severity: "error",
    message: (): string => "A key is one piece of text, not a list or a map.",
    help: (): string => "braces and brackets at the start of text need quotes around it.",
  },
  "yaml/ambiguous-number": {
    severity: "error",
    message: ({ written, value }: { written: string; value: string }): string =>
      `YAML reads ${written} as the number ${value}, which is not what is written.`,
    help: ({ written }: { written: string }): string => `write ${JSON.stringify(written)} if it is text.`,
  },
  "yaml/too-deep": {
    severity: "error",
    message: ({ limit }: { limit: number }): string => `Values are nested here more than ${limit} deep.`,
  },
  "yaml/too-many-values": {
    severity: "error",
    message: ({ limit }: { limit: number }): string =>
      `The file has more than ${limit} parts: values, keys, comments and line breaks.`,
    help: (): string =>
      "put what comes from the API's own description in an OpenAPI document, and select from it.",
  },
} as const;
