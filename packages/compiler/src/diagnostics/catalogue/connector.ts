import { didYouMean } from "../define.ts";
import { quote } from "../display.ts";

export const connector = {
  "connector/unsupported-format": {
    severity: "error",
    message: ({ found }: { found: string }): string =>
      `This compiler knows format 1 of connector specs, not ${found}.`,
    help: (): string => "write connector: 1, or use a newer specwire.",
  },
  "connector/slug-is-command": {
    severity: "error",
    message: ({ slug }: { slug: string }): string =>
      `${quote(slug)} is the name of a command that is known everywhere.`,
    help: ({ slug }: { slug: string }): string =>
      `add a word, such as ${slug}-api; the slug says which service it is.`,
  },
  "connector/no-server": {
    severity: "error",
    message: (): string => "Nothing says where requests go.",
    help: (): string => "add baseUrl: https://api.example.com, or servers: with a default.",
  },
  "connector/two-kinds-of-server": {
    severity: "error",
    message: (): string => "`baseUrl` and `servers` both say where requests go.",
    help: (): string => "keep `servers`, and move `baseUrl` into it as `default`.",
  },
  "connector/unknown-highlight": {
    severity: "error",
    message: ({ id }: { id: string; suggestions: readonly string[] }): string =>
      `There is no operation ${quote(id)}.`,
    help: ({ suggestions }: { id: string; suggestions: readonly string[] }): string | undefined =>
      didYouMean(suggestions),
  },
  "connector/reserved-header": {
    severity: "error",
    message: ({ name }: { name: string }): string =>
      `${quote(name)} is set by whoever sends the request; a spec cannot.`,
    help: (): string => "leave it out; for the body's type there is `contentType`.",
  },
  "connector/credential-elsewhere": {
    severity: "error",
    message: ({ name }: { name: string }): string =>
      `${quote(name)} is where the credential goes; it cannot be a parameter or a fixed value too.`,
    help: (): string => "leave it out; `auth` says where credentials are written.",
  },
  "connector/secret-in-spec": {
    severity: "warning",
    message: (): string => "This looks like a real key or token; whoever gets the spec gets it too.",
    help: (): string => "revoke it if it is real, and let `auth` ask for it.",
  },
} as const;
