import { quote } from "../display.ts";

export const file = {
  "file/not-found": {
    severity: "error",
    message: ({ path }: { path: string }): string => `There is no connector spec at ${quote(path, 200)}.`,
    help: (): string =>
      "name a folder that holds connector.yaml, or the file itself; `specwire init <name>` starts a new one.",
  },
  "file/too-large": {
    severity: "error",
    message: ({ bytes, limit }: { bytes: number; limit: number }): string =>
      `The file has ${bytes} bytes; a connector spec has at most ${limit}.`,
    help: (): string =>
      "put what comes from the API's own description in an OpenAPI document, and select from it.",
  },
  "file/not-utf-8": {
    severity: "error",
    message: ({ found }: { found: string }): string => `The file is not UTF-8: ${found}.`,
    help: (): string => "save it as UTF-8.",
  },
} as const;
