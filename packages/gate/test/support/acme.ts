import { openTable, type Table } from "@specwire/cli-kit";
import { type Connector, encodeTable, type Manifest, manifestOf, type Operation } from "@specwire/contract";
import type { GateSession } from "../../src/index.ts";

export const digest = `sha256:${"0".repeat(64)}`;

/** An operation; what is not stated is that of a plain read, or write where it has a method. */
export function operationOf(id: string, more: Partial<Operation>): Operation {
  return {
    id,
    summary: id,
    access: more.method === undefined ? "read" : "write",
    destructive: false,
    sensitive: false,
    idempotent: true,
    method: "GET",
    path: `/${id.replace(".", "/")}`,
    server: "default",
    scopes: [],
    parameters: [],
    response: { kind: "json", fields: [], known: [] },
    examples: [],
    ...more,
  };
}

const string = { kind: "string" } as const;
const id = { in: "path", name: "id", required: true, type: string } as const;

const operations: readonly Operation[] = [
  operationOf("items.create", {
    method: "POST",
    body: {
      contentType: "application/json",
      encoding: "json",
      required: true,
      default: { currency: "EUR" },
      type: {
        kind: "object",
        properties: [
          { name: "amount", type: { kind: "number" } },
          { name: "currency", type: string },
          { name: "to", type: { kind: "array", items: string } },
        ],
      },
    },
  }),
  operationOf("items.delete", {
    method: "DELETE",
    destructive: true,
    path: "/items/{id}",
    parameters: [id],
  }),
  operationOf("items.get", { path: "/items/{id}", parameters: [id] }),
  operationOf("items.list", { parameters: [{ in: "query", name: "q", type: string }] }),
  operationOf("keys.list", { sensitive: true }),
];

export const connector: Connector = {
  compiled: 1,
  slug: "acme",
  name: "Acme",
  description: "Items.",
  version: "1.0.0",
  servers: { default: { url: "https://api.acme.test", env: "ACME_BASE_URL", hosts: ["api.acme.test"] } },
  variables: {},
  headers: {},
  auth: [],
  security: [],
  errors: [],
  highlights: [],
  operations: Object.fromEntries(operations.map((one) => [one.id, one])),
  types: {},
};

export const tableText: string = encodeTable(connector, digest);
export const table: Table = openTable(tableText);
export const manifest: Manifest = manifestOf(connector, digest);

export function sessionOf(more: Partial<GateSession> = {}): GateSession {
  return {
    programs: { "custom-acme": table },
    manifests: { acme: manifest },
    policies: [],
    mode: "broker",
    ...more,
  };
}
