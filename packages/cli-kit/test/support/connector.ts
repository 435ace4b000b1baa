import type { AuthScheme, Connector, Operation, Parameter } from "@specwire/contract";

/** A connector made for one test: `acme`, one server, no credential unless the test says so. */
export function connectorOf(operations: readonly Operation[], more: Partial<Connector> = {}): Connector {
  return {
    compiled: 1,
    slug: "acme",
    name: "Acme",
    description: "Boxes and what is in them.",
    version: "1.2.3",
    servers: {
      default: { url: "https://api.acme.example", env: "ACME_BASE_URL", hosts: ["api.acme.example"] },
    },
    variables: {},
    headers: {},
    auth: [],
    security: (more.auth ?? []).map(({ id }) => [id]),
    errors: [],
    highlights: [],
    operations: Object.fromEntries(
      [...operations].sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => [one.id, one]),
    ),
    types: {},
    ...more,
  };
}

export function operationOf(id: string, more: Partial<Operation> = {}): Operation {
  const method = more.method ?? "GET";
  const read = method === "GET" || method === "HEAD";
  return {
    id,
    summary: `Do ${id}`,
    access: read ? "read" : "write",
    destructive: method === "DELETE",
    sensitive: false,
    idempotent: method !== "POST" && method !== "PATCH",
    method,
    path: `/${id.replaceAll(".", "/")}`,
    server: "default",
    scopes: [],
    parameters: [],
    response: { kind: "json", fields: [], known: [] },
    examples: [],
    ...more,
  };
}

export function parameterOf(name: string, more: Partial<Parameter> = {}): Parameter {
  return { name, in: "query", type: { kind: "string" }, ...more };
}

export const string = { kind: "string" } as const;
export const integer = { kind: "integer" } as const;

export function slotOf(id: string, env: string): AuthScheme["slots"][number] {
  return { id, env, label: `${id} of Acme` };
}

export const bearer: AuthScheme = {
  id: "bearer_token",
  type: "bearer_token",
  slots: [slotOf("api_key", "ACME_API_KEY")],
  placements: [{ in: "header", name: "Authorization", prefix: "Bearer ", slots: ["api_key"] }],
};

export const basic: AuthScheme = {
  id: "basic",
  type: "basic",
  slots: [slotOf("username", "ACME_USERNAME"), slotOf("password", "ACME_PASSWORD")],
  placements: [{ in: "header", name: "Authorization", slots: ["username", "password"], basic: true }],
};

/** Two keys in the query, sent together. */
export const twoKeys: AuthScheme = {
  id: "keys",
  type: "api_key",
  slots: [slotOf("key", "ACME_KEY"), slotOf("token", "ACME_TOKEN")],
  placements: [
    { in: "query", name: "key", slots: ["key"] },
    { in: "query", name: "token", slots: ["token"] },
  ],
};

export const headerKey: AuthScheme = {
  id: "api_key",
  type: "api_key",
  slots: [slotOf("api_key", "ACME_API_KEY")],
  placements: [{ in: "header", name: "X-Api-Key", slots: ["api_key"] }],
};
