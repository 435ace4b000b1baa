import { didYouMean } from "../define.ts";
import { quote } from "../display.ts";

interface Document {
  path: string;
}

/** Something that a document gets wrong, the first of its kind in a file. */
interface Wrong {
  subject: string;
  reason: string;
  /** Of the same kind in this file, this one included. */
  count: number;
  /** In further files that are not named. */
  elsewhere: number;
  files: number;
}

function more({ count, elsewhere, files }: Wrong): string {
  const here = count > 1 ? ` ${count - 1} more in this file.` : "";
  return elsewhere > 0 ? `${here} ${elsewhere} more in ${files} further files.` : here;
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
    message: ({ path, reason, limit }: Document & { reason: string; limit: number }): string =>
      `${quote(path, 200)} is too large: ${reason}; a file of a document has at most ${limit}.`,
  },
  "openapi/document-changed": {
    severity: "error",
    message: ({ path, found, files }: Document & { pinned: string; found: string; files: number }): string =>
      files === 1
        ? `${quote(path, 200)} is not the document that this spec was written for: its SHA-256 is ${found}.`
        : `${quote(path, 200)} or another of its ${files} files is not what this spec was written for: the digest of all of them is ${found}.`,
    help: ({ files }: { files: number }): string =>
      `bring the old document back and give the new one to \`specwire update\`, which shows what changes and writes the digest.${files === 1 ? "" : " connector.lock.json, where one was compiled before, tells which file changed."}`,
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
    help: (): string => "Supported: OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0.",
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
  "openapi/no-operations": {
    severity: "error",
    message: (): string => "The document describes no operation that can be called.",
    help: ({ about }: { about: "webhooks" | "paths" | "components" }): string =>
      about === "webhooks"
        ? "its webhooks are requests that the API sends; name the document that has `paths`."
        : about === "paths"
          ? "its `paths` hold none; name the document that does, or write operations out with request:."
          : "it has no `paths`, and may be a part of another document; name that one.",
  },
  "openapi/ids-clash": {
    severity: "error",
    message: ({ id, first, second }: { id: string; first: string; second: string }): string =>
      `${quote(first, 100)} and ${quote(second, 100)} would both be ${quote(id)}.`,
    help: (): string => "name one of them under `operations` with an id of its own and `use`, or exclude it.",
  },
  "openapi/left-out": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `${quote(wrong.subject, 100)} is left out: ${wrong.reason}.${more(wrong)}`,
    help: (): string => "write it out with request: if it is needed.",
  },
  "openapi/parameter-left-out": {
    severity: "warning",
    message: ({ name, operation, count }: { name: string; operation: string; count: number }): string =>
      `The header ${quote(name, 100)} of ${quote(operation, 100)} can't be set by a caller and is left out${count > 1 ? `; so in ${count - 1} more` : ""}.`,
    help: (): string => "a header of one fixed value is stated once, in the connector's headers.",
  },
  "openapi/lost-reference": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `${quote(wrong.subject, 200)} leads to nothing; what it stands for may be anything.${more(wrong)}`,
    help: (): string => "references are relative to the file that they stand in, and tell capitals apart.",
  },
  "openapi/reference-outside": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `${quote(wrong.subject, 200)} leads out of the document and is not followed; what it stands for may be anything.${more(wrong)}`,
    help: (): string =>
      "put the file beside the document as .json, .yaml or .md, and refer to it there; none that is hidden is read.",
  },
  "openapi/remote-reference": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `${quote(wrong.subject, 200)} is on another machine and is not fetched; what it stands for may be anything.${more(wrong)}`,
    help: ({ reason }: Wrong): string =>
      `put a copy beside the document and refer to that, or allow it: --allow-remote ${quote(reason).slice(1, -1)}`,
  },
  "openapi/file-unreadable": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `${quote(wrong.subject, 200)} names a file that cannot be read: ${quote(wrong.reason, 200)}. What it stands for may be anything.${more(wrong)}`,
  },
  "openapi/too-deep": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `It is nested deeper than anything that is read; what lies below may be anything.${more(wrong)}`,
  },
  "openapi/duplicate-key": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `A name stands twice in one object: the last one counts.${more(wrong)}`,
    help: (): string => "keep one of them; both may have been meant.",
  },
  "openapi/not-json": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `From here on it is no JSON (${quote(wrong.subject, 120)}); it is read as YAML.${more(wrong)}`,
    help: (): string => "JSON has no comments and no comma after the last member.",
  },
  "openapi/odd-version": {
    severity: "warning",
    message: ({ subject, reason }: Wrong): string =>
      `${subject === "" ? "No version is stated" : `The version ${quote(subject)} is not known`}; by its looks it is read as ${reason}.`,
    help: (): string => 'state the version that it is written in, such as openapi: "3.1.0".',
  },
  "openapi/path-rewritten": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `The path ${quote(wrong.subject, 100)} can't be sent as it is; ${quote(wrong.reason, 100)} is sent.${more(wrong)}`,
  },
  "openapi/parameter-undeclared": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `${quote(wrong.subject, 100)} does not declare ${quote(wrong.reason, 100)} of its path; any text is taken.${more(wrong)}`,
  },
  "openapi/parameter-not-in-path": {
    severity: "warning",
    message: (wrong: Wrong): string =>
      `${quote(wrong.subject, 100)} declares ${quote(wrong.reason, 100)}, which its path does not have; it is dropped.${more(wrong)}`,
  },
} as const;
