import { didYouMean, orList, sentences } from "../define.ts";
import { quote } from "../display.ts";

interface Id {
  id: string;
}

interface WrongUnchanged {
  readonly reason: "of-a-read" | "every-success" | "not-of-the-thing";
  readonly status: number;
}

interface Named {
  name: string;
}

export const operation = {
  "operation/not-stated": {
    severity: "error",
    message: ({ id }: Id): string => `Nothing says which request ${quote(id)} is.`,
    help: (): string => "add request: GET /path, or use: with an operation of the OpenAPI document.",
  },
  "operation/stated-twice": {
    severity: "error",
    message: ({ id }: Id): string => `${quote(id)} is taken from the document and written out.`,
    help: (): string => "keep `use` or `request`; what differs from the document can stand beside `use`.",
  },
  "operation/no-document": {
    severity: "error",
    message: (): string => "This needs an OpenAPI document, and the spec names none.",
    help: (): string =>
      "add openapi: { document: ./openapi/document.json }, or write the operation out with request:.",
  },
  "operation/id-is-group": {
    severity: "error",
    message: ({ id, member }: Id & { member: string; better: string }): string =>
      `${quote(id)} cannot be a command and the group of ${quote(member)} at once.`,
    help: ({ better }: Id & { member: string; better: string }): string =>
      `give it a word more, such as ${better}.`,
  },
  "operation/duplicate": {
    severity: "warning",
    message: ({ id, first }: Id & { first: string }): string =>
      `${quote(id)} sends the same request as ${quote(first)}; allowing one allows the other.`,
    help: (): string => "keep one, or say with `fixed` what is different.",
  },
  "operation/bad-path": {
    severity: "error",
    message: ({ path }: { path: string }): string => `${quote(path)} is not a path template.`,
    help: (): string => "each {name} stands in braces of its own, once; no segment is empty, `.` or `..`.",
  },
  "operation/parameter-not-in-path": {
    severity: "error",
    message: ({ name, path }: Named & { path: string; suggestions: readonly string[] }): string =>
      `The path ${quote(path)} has no {${name}}.`,
    help: ({ suggestions }: Named & { path: string; suggestions: readonly string[] }): string | undefined =>
      didYouMean(suggestions),
  },
  "operation/path-parameter-not-described": {
    severity: "warning",
    message: ({ name }: Named): string => `Nothing says what {${name}} is; it is taken as text.`,
    help: ({ name }: Named): string =>
      `add path: { properties: { ${name}: { type: string, description: … } } }`,
  },
  "operation/path-parameter-optional": {
    severity: "error",
    message: ({ name }: Named): string => `${quote(name)} is part of the path; it cannot be left out.`,
    help: (): string =>
      "leave `required` out; a value for when the caller gives none stands under `defaults`.",
  },
  "operation/body-not-sent": {
    severity: "error",
    message: ({ method }: { method: string }): string => `A ${method} request has no body.`,
    help: (): string => "declare query parameters, or another method.",
  },
  "operation/unknown-parameter": {
    severity: "error",
    message: ({ name, place }: Named & { place: string; suggestions: readonly string[] }): string =>
      place === "body"
        ? `The body has no member ${quote(name)}.`
        : `There is no ${place === "parameters" ? "" : `${place} `}parameter ${quote(name)}.`,
    help: ({ suggestions }: Named & { place: string; suggestions: readonly string[] }): string =>
      didYouMean(suggestions) ?? "declare it, or leave it out here.",
  },
  "operation/unknown-definition": {
    severity: "error",
    message: ({ name }: Named & { suggestions: readonly string[] }): string =>
      `There is no definition ${quote(name)} in the \`$defs\` of this schema.`,
    help: ({ suggestions }: Named & { suggestions: readonly string[] }): string =>
      didYouMean(suggestions) ??
      "add it to `$defs` of the same `path`, `query`, `header`, `cookie` or `body`, or write it where it is used.",
  },
  "operation/wrong-value": {
    severity: "error",
    message: ({ name, problem }: Named & { problem: string }): string =>
      `The value does not fit ${quote(name)}: ${problem}.`,
    help: (): string => "write one that fits, or put the schema right.",
  },
  "operation/default-and-fixed": {
    severity: "error",
    message: ({ name }: Named): string => `${quote(name)} is fixed too, so its default is never used.`,
    help: (): string => "keep `defaults` if a caller may choose, else `fixed`.",
  },
  "operation/unknown-link": {
    severity: "error",
    message: ({ id }: { id: string; suggestions: readonly string[] }): string =>
      `There is no operation ${quote(id)} to lead to.`,
    help: ({ suggestions }: { id: string; suggestions: readonly string[] }): string | undefined =>
      didYouMean(suggestions),
  },
  "operation/link-is-no-read": {
    severity: "error",
    message: ({ id }: { id: string }): string =>
      `${quote(id)} writes; what a command leads to must only read.`,
    help: (): string => "name an operation that reads.",
  },
  "operation/unknown-link-argument": {
    severity: "error",
    message: ({ name, id }: Named & { id: string; suggestions: readonly string[] }): string =>
      `${quote(id)} takes no ${quote(name)}.`,
    help: ({ suggestions }: Named & { id: string; suggestions: readonly string[] }): string =>
      didYouMean(suggestions) ??
      "left of the colon stands an argument of the other operation, right of it one of this, or a pointer into the answer.",
  },
  "operation/link-needs-arguments": {
    severity: "error",
    message: ({ id, names }: { id: string; names: readonly string[] }): string =>
      `Nothing says where ${quote(id)} gets ${orList(names.map((name) => quote(name)))} from.`,
    help: ({ id, names }: { id: string; names: readonly string[] }): string =>
      `write { operation: ${id}, arguments: { ${names.map((name) => `${name}: /…`).join(", ")} } }, with the places in the answer, or names of arguments of this operation.`,
  },
  "operation/wrong-unchanged": {
    severity: "error",
    message: ({ reason, status }: WrongUnchanged): string =>
      ({
        "of-a-read": "A command that only reads changes nothing anyway.",
        "every-success": `Status ${status} alone would call every success one that changed nothing.`,
        "not-of-the-thing": `Status ${status} is not about the thing: the call failed, and nothing says that it was so already.`,
      })[reason],
    help: ({ reason }: WrongUnchanged): string =>
      reason === "of-a-read"
        ? "remove `unchanged`; an error of the API stays one."
        : reason === "every-success"
          ? "add what the body says then: `when: { pointer: /error, equals: already_done }`."
          : "remove it; 400, 404, 409, 410 and 422 can say that it was so already, best with `when`.",
  },
} as const;

export const example = {
  "example/unknown-argument": {
    severity: "error",
    message: ({ name }: Named & { suggestions: readonly string[] }): string =>
      `The operation takes no ${quote(name)}.`,
    help: ({ suggestions }: Named & { suggestions: readonly string[] }): string | undefined =>
      sentences(didYouMean(suggestions) ?? "leave it out, or declare it."),
  },
  "example/wrong-value": {
    severity: "error",
    message: ({ name, problem }: Named & { problem: string }): string =>
      `The value does not fit ${quote(name)}: ${problem}.`,
    help: (): string => "write one that fits: readers copy it.",
  },
  "example/missing-argument": {
    severity: "error",
    message: ({ name }: Named): string => `The operation needs ${quote(name)}, which this call leaves out.`,
    help: ({ name }: Named): string => `add ${name}: with a value that a reader can copy.`,
  },
} as const;
