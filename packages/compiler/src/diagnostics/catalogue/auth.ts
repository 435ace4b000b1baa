import { didYouMean, orList } from "../define.ts";
import { quote } from "../display.ts";

interface Id {
  id: string;
}

interface Verified extends Id {
  suggestions: readonly string[];
  /** Reads of the spec that could do it. */
  fit: readonly string[];
}

interface DocumentName {
  name: string;
  suggestions: readonly string[];
  names: readonly string[];
}

const places: Readonly<Record<string, string>> = {
  header: "header",
  query: "query parameter",
  cookie: "cookie",
};

export const auth = {
  "auth/key-not-stated": {
    severity: "error",
    message: (): string => "Nothing says where the key is written in a request.",
    help: (): string =>
      "add in: and name:, such as { type: api_key, in: header, name: X-Api-Key }, or keys: for several.",
  },
  "auth/key-stated-twice": {
    severity: "error",
    message: (): string => "A key stands here beside `keys`.",
    help: (): string => "move it into `keys`.",
  },
  "auth/duplicate-id": {
    severity: "error",
    message: ({ id }: Id): string => `There is a key ${quote(id)} already.`,
    help: (): string => "give each key an id of its own.",
  },
  "auth/reserved-id": {
    severity: "error",
    message: ({ id }: Id): string =>
      `${quote(id)} would be an environment variable that means something else.`,
    help: (): string => "choose another id.",
  },
  "auth/foreign-variable": {
    severity: "error",
    message: ({ name }: { name: string }): string =>
      `The environment variable would be ${name}, which other programs or hosts read.`,
    help: (): string => "choose another slug or id.",
  },
  "auth/duplicate-scheme": {
    severity: "error",
    message: ({ id }: Id): string => `There is a scheme ${quote(id)} already.`,
    help: (): string => "give each scheme an id of its own; one without an id goes by its type.",
  },
  "auth/unknown-scheme": {
    severity: "error",
    message: ({ id }: Id & { suggestions: readonly string[] }): string =>
      id === "none" ? "No credential is not a scheme here." : `There is no scheme ${quote(id)} in \`auth\`.`,
    help: ({ id, suggestions }: Id & { suggestions: readonly string[] }): string =>
      id === "none"
        ? "write [] for the alternative that needs none."
        : (didYouMean(suggestions) ??
          "`security` names schemes by their `id`; those without one by their type."),
  },
  "auth/unused-scheme": {
    severity: "warning",
    message: ({ id }: Id): string => `No operation needs ${quote(id)}, so its secret is never sent.`,
    help: (): string => "add it to `security`, of the connector or of an operation, or leave it out.",
  },
  "auth/unknown-document-scheme": {
    severity: "error",
    message: ({ name }: DocumentName): string => `The document has no security scheme ${quote(name)}.`,
    help: ({ suggestions, names }: DocumentName): string =>
      didYouMean(suggestions) ??
      (names.length === 0
        ? "it declares none; leave `use` out."
        : `it has ${orList(names.slice(0, 8).map((one) => quote(one)))}.`),
  },
  "auth/same-place": {
    severity: "error",
    message: ({ in: place, name }: { in: string; name: string }): string =>
      `Two of these are written to the ${places[place] ?? place} ${quote(name)}; only one can be sent.`,
    help: (): string =>
      "make them alternatives, such as [[a], [b]], or correct where one of them is written.",
  },
  "auth/shared-variable": {
    severity: "error",
    message: ({ name, id, other }: Id & { name: string; other: string }): string =>
      `${quote(other)} and ${quote(id)} are sent together, and both are read from ${name}.`,
    help: (): string => "give this one an id; its variable is then named after it.",
  },
  "auth/not-stated": {
    severity: "warning",
    message: ({ id, more }: Id & { more: number; token: boolean }): string =>
      `\`auth\` says that no credential is needed, and ${quote(id)}${more > 0 ? ` and ${more} more` : ""} can answer that one is.`,
    help: ({ token }: Id & { more: number; token: boolean }): string =>
      `${token ? "the descriptions speak of access tokens: write { type: bearer_token }" : "say which one the API takes"}; or \`security: []\` beside it if everything works without.`,
  },
  "auth/unknown-verify-operation": {
    severity: "error",
    message: ({ id }: Verified): string => `There is no operation ${quote(id)}.`,
    help: ({ suggestions, fit }: Verified): string =>
      didYouMean(suggestions) ??
      (fit.length > 0
        ? `name a read that needs no argument, such as ${orList(fit)}, or leave verify out.`
        : "leave verify out: no read here needs no argument."),
  },
  "auth/verify-is-no-read": {
    severity: "error",
    message: ({ id }: Id): string => `${quote(id)} writes; proving a credential must change nothing.`,
    help: (): string => "name an operation that reads, such as the one that says who is signed in.",
  },
  "auth/verify-needs-arguments": {
    severity: "error",
    message: ({ id, names }: Id & { names: readonly string[] }): string =>
      `${quote(id)} needs ${orList(names.map((name) => quote(name)))}, which nobody gives here.`,
    help: (): string => "name another operation, or give it `defaults`.",
  },
} as const;
