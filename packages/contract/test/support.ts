import type { ArgumentType, Field } from "../src/argument-type.ts";
import type { Connector, Operation, Parameter } from "../src/connector.ts";

export const text: ArgumentType = { kind: "string" };
export const whole: ArgumentType = { kind: "integer" };
export const flag: ArgumentType = { kind: "boolean" };
export const anything: ArgumentType = { kind: "any" };

/** An operation with nothing in it but what the test is about. */
export function operation(parts: Partial<Operation> = {}): Operation {
  return {
    id: "things.list",
    summary: "List things",
    access: "read",
    destructive: false,
    sensitive: false,
    idempotent: true,
    method: "GET",
    path: "/things",
    server: "default",
    scopes: [],
    parameters: [],
    response: { kind: "json", fields: [], known: [] },
    examples: [],
    ...parts,
  };
}

export function query(name: string, parts: Partial<Parameter> = {}): Parameter {
  return { in: "query", name, type: anything, ...parts };
}

export function path(name: string, parts: Partial<Parameter> = {}): Parameter {
  return { in: "path", name, type: anything, required: true, ...parts };
}

export function header(name: string, parts: Partial<Parameter> = {}): Parameter {
  return { in: "header", name, type: anything, ...parts };
}

export function cookie(name: string, parts: Partial<Parameter> = {}): Parameter {
  return { in: "cookie", name, type: anything, ...parts };
}

export function field(name: string, type: ArgumentType = text, parts: Partial<Field> = {}): Field {
  return { name, type, ...parts };
}

export function object(...properties: Field[]): ArgumentType {
  return { kind: "object", properties };
}

export function connector(parts: Partial<Connector> = {}): Connector {
  return {
    compiled: 1,
    slug: "acme-crm",
    name: "Acme",
    description: "Things",
    version: "1.0.0",
    servers: {
      default: { url: "https://api.acme.test", env: "ACME_CRM_BASE_URL", hosts: ["api.acme.test"] },
    },
    variables: {},
    headers: {},
    auth: [],
    security: (parts.auth ?? []).map(({ id }) => [id]),
    errors: [],
    highlights: [],
    operations: {},
    types: {},
    ...parts,
  };
}
