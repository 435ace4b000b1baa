/** What texts of the format are called, by the name of their definition in the schema. */
export interface TextFormat {
  /** With its article. */
  readonly wanted: string;
  readonly example: string;
  readonly note?: string;
}

const kebab = "Lower-case letters and digits, in words joined by `-`, starting with a letter.";

export const textFormats: Readonly<Record<string, TextFormat>> = {
  version: { wanted: "a version", example: "1.0.0", note: "Three numbers joined by dots (semver.org)." },
  slug: { wanted: "a slug", example: "google-calendar", note: `${kebab} 3 to 40 characters.` },
  word: { wanted: "a name", example: "bot-token", note: kebab },
  schemeId: {
    wanted: "the id of a scheme",
    example: "app-key",
    note: "As `auth` states it; of a scheme without an id, its type.",
  },
  operationId: {
    wanted: "the id of an operation",
    example: "cards.create",
    note: `${kebab} Dots make groups.`,
  },
  variableName: { wanted: "the name of a variable", example: "region", note: "Letters and digits." },
  url: { wanted: "a URL", example: "https://example.com/docs" },
  serverUrl: { wanted: "a server's URL", example: "https://{region}.example.com/v2" },
  authUrl: { wanted: "a URL", example: "https://auth.example.com/token" },
  hostPattern: {
    wanted: "a host name or pattern",
    example: "*.my.salesforce.com",
    note: "No scheme and no path; `*.` may only stand in front.",
  },
  pointer: {
    wanted: "a JSON Pointer",
    example: "/data/items",
    note: 'It starts with /; "" is the whole answer.',
  },
  fieldPath: { wanted: "a path with dots", example: "owner.login", note: "No JSON Pointer, no JSONPath." },
  headerName: { wanted: "a name in a request", example: "X-Api-Key", note: "Letters, digits and `-`." },
  headerValue: {
    wanted: "a header's value",
    example: "2022-11-28",
    note: "Visible ASCII characters and blanks.",
  },
  renamed: { wanted: "a parameter's name", example: "client_key", note: "Letters, digits and `_.$~-`." },
  renamedOrNone: {
    wanted: "a parameter's name",
    example: "client_key",
    note: 'Letters, digits and `_.$~-`; "" leaves the parameter out.',
  },
  mediaType: { wanted: "a media type", example: "application/json" },
  scope: { wanted: "a scope", example: "cards:read", note: "One scope, without blanks; several are a list." },
  requestLine: {
    wanted: "a method and a path",
    example: "GET /boards/{id}",
    note: "Methods: GET, HEAD, QUERY, POST, PUT, PATCH, DELETE. Query parameters stand under `query`.",
  },
  sha256: { wanted: "a SHA-256 in hex", example: "e3b0c442… (64 characters)" },
};

/** What the next best spelling of a name would be, for names in kebab-case. */
export function kebabCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replaceAll(/[_\s/:]+/g, "-")
    .replaceAll(/[^a-z0-9.-]/g, "")
    .replaceAll(/-+/g, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "");
}
