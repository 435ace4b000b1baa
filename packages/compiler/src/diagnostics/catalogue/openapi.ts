import { didYouMean } from "../define.ts";
import { quote } from "../display.ts";

interface Document {
  path: string;
}

export const openapi = {
  "openapi/document-outside": {
    severity: "error",
    message: ({ path }: Document): string => `${quote(path, 200)} leads out of the spec's folder.`,
    help: (): string => "copy the document beside the spec; openapi/SOURCE.md says where it came from.",
  },
  "openapi/document-missing": {
    severity: "error",
    message: ({ path }: Document): string => `There is no document at ${quote(path, 200)}.`,
    help: (): string => "the path is relative to the spec's folder; documents are never fetched.",
  },
  "openapi/document-too-large": {
    severity: "error",
    message: ({ path, bytes, limit }: Document & { bytes: number; limit: number }): string =>
      `${quote(path, 200)} has ${bytes} bytes; a document has at most ${limit}.`,
  },
  "openapi/document-changed": {
    severity: "error",
    message: ({ path, found }: Document & { pinned: string; found: string }): string =>
      `${quote(path, 200)} is not the document that this spec was written for: its SHA-256 is ${found}.`,
    help: (): string =>
      "look at what changed; then write the new digest here, or bring the old document back.",
  },
  "openapi/document-unreadable": {
    severity: "error",
    message: ({ path, reason }: Document & { reason: string }): string =>
      `${quote(path, 200)} cannot be read: ${quote(reason.split("\n")[0] ?? "", 200)}.`,
  },
  "openapi/unsupported-version": {
    severity: "error",
    message: ({ path, version }: Document & { version: string }): string =>
      `${quote(path, 200)} is not an OpenAPI document of a supported version (${quote(version)}).`,
    help: (): string => "Supported: 3.0 and 3.1.",
  },
  "openapi/too-many-operations": {
    severity: "error",
    message: ({ path, count, limit }: Document & { count: number; limit: number }): string =>
      `${quote(path, 200)} has ${count} operations; the limit is ${limit}.`,
    help: (): string => "keep an extract of the document with what the connector needs.",
  },
  "openapi/unknown-operation": {
    severity: "error",
    message: ({ name }: { name: string; suggestions: readonly string[] }): string =>
      `The document has no operation ${quote(name)}.`,
    help: ({ suggestions }: { name: string; suggestions: readonly string[] }): string | undefined =>
      didYouMean(suggestions),
  },
  "openapi/ambiguous-operation": {
    severity: "error",
    message: ({ name, names }: { name: string; names: readonly string[] }): string =>
      `The document has ${names.length} operations ${quote(name)}: ${names
        .slice(0, 5)
        .map((one) => quote(one, 100))
        .join(", ")}.`,
    help: (): string => "say which one by its method and path.",
  },
  "openapi/invisible-character": {
    severity: "error",
    message: ({ operation, name }: { operation: string; name: string }): string =>
      `${quote(operation, 100)} has a name that holds characters that nobody sees: ${quote(name, 100)}.`,
    help: (): string => "leave the operation out, or repair the document.",
  },
  "openapi/selector-matches-nothing": {
    severity: "error",
    message: ({ selector }: { selector: string; suggestions: readonly string[] }): string =>
      `${quote(selector)} matches no operation of the document.`,
    help: ({ suggestions }: { selector: string; suggestions: readonly string[] }): string | undefined =>
      didYouMean(suggestions),
  },
  "openapi/ids-clash": {
    severity: "error",
    message: ({ id, first, second }: { id: string; first: string; second: string }): string =>
      `${quote(first, 100)} and ${quote(second, 100)} would both be ${quote(id)}.`,
    help: (): string => "name one of them under `operations` with an id of its own and `use`, or exclude it.",
  },
  "openapi/bad-path": {
    severity: "error",
    message: ({ name }: { name: string }): string =>
      `${quote(name, 100)} is not a path that can be sent as it is.`,
    help: (): string => "write the operation out with request: and declare its query parameters.",
  },
  "openapi/left-out": {
    severity: "warning",
    message: ({ name }: { name: string }): string =>
      `${quote(name, 100)} is left out: its path cannot be sent as it is.`,
    help: (): string => "exclude it, or write it out with request: if it is needed.",
  },
} as const;
