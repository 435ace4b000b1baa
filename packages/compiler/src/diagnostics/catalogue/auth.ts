import { didYouMean, orList } from "../define.ts";
import { quote } from "../display.ts";

interface Id {
  id: string;
}

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
  "auth/unknown-verify-operation": {
    severity: "error",
    message: ({ id }: Id & { suggestions: readonly string[] }): string =>
      `There is no operation ${quote(id)}.`,
    help: ({ suggestions }: Id & { suggestions: readonly string[] }): string | undefined =>
      didYouMean(suggestions),
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
