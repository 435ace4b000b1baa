import { toEnvironmentName } from "@specwire/contract";

/** What a first spec is made from. */
export interface FirstSpec {
  readonly slug: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly auth: AuthType;
  /** Where an editor finds the format's JSON Schema. */
  readonly schema: string;
}

export type AuthType = "api_key" | "bearer_token" | "basic" | "oauth2" | "none";

// A JSON string is a YAML string, whatever it holds.
const text = (value: string): string =>
  /^[A-Za-z][A-Za-z0-9 ]*$/.test(value) && !isYamlWord(value) ? value : JSON.stringify(value);
const isYamlWord = (value: string): boolean => /^(true|false|null|yes|no|on|off|y|n)$/i.test(value);

/** A connector.yaml that passes `specwire check`, with a read and a write to change, and what to know. */
export function firstSpec({ slug, name, baseUrl, auth, schema }: FirstSpec): string {
  return `# yaml-language-server: $schema=${schema}
# A connector spec: everything about ${slug} that Specwire has to know. After each change:
#   specwire check <this folder>      finds mistakes and says how to repair them
#   specwire compile <this folder>    writes the command-line tool, instructions for agents, manifest
# specwire prompt tells a model all that it has to know to write this file.
connector: 1                      # the version of this format
version: 0.1.0                    # raise it with every published change
# The tool is called custom-${slug}. A slug never changes once it is published.
slug: ${slug}
name: ${text(name)}
# One sentence. Agents decide by it whether this is the tool they need.
description: ${text(`Items of ${name}.`)}
# docsUrl: https://…              # the API's own documentation
baseUrl: ${/^[\w:/.~-]+$/.test(baseUrl) ? baseUrl : JSON.stringify(baseUrl)}

${authText[auth](slug)}
operations:
  # The id is the command (custom-${slug} items list) and the name in permissions.
  items.list:
    request: GET /items           # a GET is a read
    summary: List items
    query:                        # path, query, header: JSON Schema; each property becomes a flag
      properties:
        search: { type: string, description: Words that an item's name holds }
        status: { type: string, enum: [open, done], description: Only items in this state }
        cursor: { type: string, description: Where to go on }
    items: /items                 # where the answer holds the list; "" where the answer is the list
    fields: [id, name]            # what a list shows unless --fields asks for more
    # How the list goes on; the other kinds are page, offset and link.
    pagination: { kind: cursor, next: { pointer: /next }, into: cursor }
    examples:                     # shown in help and instructions
      - args: { search: milk, status: open }

  items.get:
    request: GET /items/{id}
    summary: Read an item
    path: { properties: { id: { type: string, description: The item's id } } }

  items.create:
    request: POST /items          # everything but GET and HEAD is a write: people may want to be asked
    summary: Create an item
    body:                         # sent as JSON, wrappers included
      type: object
      properties:
        name: { type: string, description: What to call it }
        tags: { type: array, items: { type: string }, description: Words to find it by }
      required: [name]
    examples:
      - args: { name: Buy milk, tags: [home] }

# If the API has an OpenAPI document, keep a copy beside this file and take operations from it:
# openapi: { document: ./openapi/${slug}.json }
# operations:
#   items.get: { use: getItem }   # an operationId, or "GET /items/{id}"
`;
}

const authText: Readonly<Record<AuthType, (slug: string) => string>> = {
  api_key: (
    slug,
  ) => `# The user's key, in a header or the query. The tool reads it from ${toEnvironmentName(slug, "api-key")}.
auth:
  type: api_key
  in: header                      # or query
  name: X-Api-Key
  label: API key
  # obtainUrl: https://…          # the page where a user gets one
`,
  bearer_token: (
    slug,
  ) => `# A token that the user copies, sent as \`Authorization: Bearer …\`. The tool reads it from ${toEnvironmentName(slug, "api-key")}.
auth:
  type: bearer_token
  label: Access token
  # obtainUrl: https://…          # the page where a user gets one
`,
  basic: (
    slug,
  ) => `# User name and password. The tool reads ${toEnvironmentName(slug, "username")} and ${toEnvironmentName(slug, "password")}.
auth:
  type: basic
  # username: { label: Account SID }    # what the service calls them
  # password: { label: Auth token }
`,
  oauth2: (
    slug,
  ) => `# OAuth 2.0: the user consents on the service's page. The tool reads ${toEnvironmentName(slug, "access-token")}.
auth:
  type: oauth2
  authorizationUrl: https://auth.example.com/authorize
  tokenUrl: https://auth.example.com/token
  scopes:                         # each with what it lets an agent do
    "items:read": Read items
    "items:write": Create and change items
`,
  none: () => `# No credential is needed.
auth:
  type: none
`,
};
