import type { Table } from "@specwire/cli-kit";
import {
  type ArgumentType,
  contentTypesOf,
  type Flag,
  flagsOf,
  isObject,
  type Json,
  type JsonObject,
  type Operation,
  own,
  reachableTypes,
  resolveType,
} from "@specwire/contract";
import { fieldSchema, schemaOf } from "./input-schema.ts";

/** What the input of an operation is made of. Names are those of the command line's flags. */
export interface OperationInput {
  readonly operation: Operation;
  readonly types: Readonly<Record<string, ArgumentType>>;
  /** Parameters, and the fields at the top of the body. */
  readonly flags: readonly Flag[];
  /** Whether something of the body can only be given as a whole, by `input`. */
  readonly needsBody: boolean;
}

/** What the session adds to every operation. */
export interface InputOptions {
  /** Labels of the accounts that a call can choose from. */
  readonly accounts: readonly string[];
  /** Whether files can be sent and saved. */
  readonly files: boolean;
}

/** `operation` is the one to call, with the body of the media type that is asked for. */
export function inputOf(table: Table, operation: Operation): OperationInput {
  const types = Object.fromEntries(reachableTypes([operation], (name) => table.type(name)));
  const flags = flagsOf(operation, types).filter((flag) => flag.path.length === 1);
  const { body } = operation;
  const type = body && resolveType(body.type, types);
  const isOfFields =
    type?.kind === "object" &&
    body?.encoding !== "raw" &&
    type.properties.length > 0 &&
    (type.additional === undefined || type.additional.kind === "any") &&
    type.properties.every(
      ({ name }) =>
        flags.some((flag) => flag.in === "body" && flag.path[0] === name) || isFixed(body?.fixed, name),
    );
  return { operation, types, flags, needsBody: body !== undefined && !isOfFields };
}

function isFixed(fixed: Json | undefined, name: string): boolean {
  return isObject(fixed) && Object.hasOwn(fixed, name);
}

/** The schema of the tool that calls it. */
export function inputSchema(input: OperationInput, options: InputOptions): JsonObject {
  const { operation, types, flags, needsBody } = input;
  const { body, response, pagination } = operation;
  const properties: Record<string, JsonObject> = {};
  const required: string[] = [];
  for (const flag of flags) {
    if (flag.name.length > 64) continue;
    const preset =
      flag.in === "body" && isObject(body?.default) ? own(body.default, flag.path[0] ?? "") : undefined;
    properties[flag.name] = fieldSchema(
      preset === undefined ? flag.field : { ...flag.field, default: preset },
      types,
    );
    if (isRequired(flag, operation)) required.push(flag.name);
  }
  if (body !== undefined && needsBody) {
    const hasFields = flags.some((flag) => flag.in === "body");
    const isText = body.encoding === "raw" && resolveType(body.type, types).kind !== "file";
    properties.input = hasFields
      ? { type: "object", description: "further members of the request body" }
      : isText
        ? { type: "string", description: "the request body, as text" }
        : { description: "the request body", ...schemaOf(body.type, types) };
    if (body.required && body.default === undefined && body.fixed === undefined && !hasFields)
      required.push("input");
  }
  const contentTypes = contentTypesOf(operation);
  if (contentTypes.length > 1)
    properties["content-type"] = {
      type: "string",
      description: `media type of the body; without it ${contentTypes[0]}`,
      enum: contentTypes,
    };
  if (response.kind === "json")
    properties.fields = { type: "string", description: "which fields to show: a,b.c, or all" };
  if (response.items !== undefined || response.kind === "stream" || response.mayStream)
    properties.limit = { type: "integer", minimum: 1, description: "how many items" };
  if (response.items !== undefined) {
    properties.count = { type: "boolean", description: "only how many items there are" };
    properties["count-by"] = { type: "string", description: "only how many items each value of a field has" };
  }
  if (pagination !== undefined) properties.all = { type: "boolean", description: "every item, of all pages" };
  if (options.files)
    properties.save = { type: "string", description: "write the answer's bytes to this file" };
  if (options.accounts.length > 1)
    properties.account = { type: "string", description: "which account", enum: options.accounts };
  if (options.accounts.length > 1) required.push("account");
  return {
    type: "object",
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function isRequired(flag: Flag, { parameters, body }: Operation): boolean {
  if (!flag.field.required) return false;
  const [name = ""] = flag.path;
  if (flag.in === "body") return body?.required === true && !isFixed(body.default, name);
  return parameters.every((one) => one.in !== flag.in || one.name !== name || one.default === undefined);
}
