import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type JsonPointer,
  nearest,
  own,
  slipOf,
  toPointer,
} from "@specwire/contract";
import { renameRepair, sentSlipRepair, valueRepair } from "../../1-parse/rewrite/repairs.ts";
import { fittingValue, valueProblem } from "../arguments.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

const places = ["path", "query", "header", "cookie", "body"] as const;

/** What a written schema says of itself holds: its defaults and values are of its type, its references lead somewhere. */
export function operationSchemas(spec: CheckedSpec): void {
  for (const { operation, at } of namedOperations(spec)) {
    for (const place of places) {
      const schema = operation[place] as JsonObject | undefined;
      if (!isObject(schema)) continue;
      optionalNames(spec, schema, `${at}/${place}`);
      visit(spec, schema, `${at}/${place}`, isObject(schema.$defs) ? schema.$defs : {});
    }
  }
}

/** `since?` is how TypeScript has a member that may be left out; here it would be sent under that name. */
function optionalNames({ report, text, locate }: CheckedSpec, schema: JsonObject, at: JsonPointer): void {
  for (const name of Object.keys(isObject(schema.properties) ? schema.properties : {})) {
    if (!/^[\w.-]+\?$/.test(name)) continue;
    const where = at + toPointer(["properties", name]);
    const meant = name.slice(0, -1);
    const said = { value: name, wanted: "the name of a parameter", example: "" };
    const help = `write ${meant}: what may be left out is not in \`required\`.`;
    report.add("schema/bad-name", said, locate(where, "key"), { help, ...renameRepair(text, where, meant) });
  }
}

function visit(spec: CheckedSpec, schema: Json, at: JsonPointer, definitions: JsonObject): void {
  if (!isObject(schema)) return;
  const { report, text, locate } = spec;
  const reference = own(schema, "$ref");
  if (typeof reference === "string") {
    const name = reference.replace(/^#\/\$defs\//, "");
    const names = Object.keys(definitions);
    const inside = name.split("/")[0] ?? "";
    if (
      reference.startsWith("#/$defs/")
        ? !names.includes(inside.replaceAll("~1", "/").replaceAll("~0", "~"))
        : reference !== "#"
    ) {
      const repair = sentSlipRepair(
        text,
        `${at}/$ref`,
        "value",
        names.map((one) => `#/$defs/${one}`),
      );
      const said = { name, suggestions: nearest(name, names) };
      report.add("operation/unknown-definition", said, locate(`${at}/$ref`), repair);
    }
  }
  const { default: _, examples: __, ...bare } = schema;
  const { enum: ___, ...plain } = bare;
  const name = at.slice(at.lastIndexOf("/") + 1);
  const judge = (value: Json, against: JsonObject, where: JsonPointer) => {
    const problem = valueProblem(value, against, spec.resolved.lookup);
    if (problem === undefined) return;
    // `{ value: open, label: Open }` among the values of an `enum`.
    const inner = isObject(value) ? own(value, "value") : undefined;
    const alone = inner === undefined || valueProblem(inner, against, spec.resolved.lookup) !== undefined;
    const meant = alone ? fittingValue(value, against, spec.resolved.lookup) : inner;
    const repair = meant === undefined ? {} : valueRepair(text, where, meant);
    report.add("operation/wrong-value", { name, problem }, locate(where), repair);
  };
  idleKeywords(spec, schema, at);
  if (reference === undefined) {
    const { default: value, enum: values } = schema;
    if (value !== undefined && value !== null) judge(value, bare, `${at}/default`);
    if (isArray(values))
      for (const [index, one] of values.entries()) judge(one, plain, `${at}/enum/${index}`);
  }
  slippedRequired(spec, schema, at);
  for (const [key, inner] of Object.entries(schema)) {
    const below = at + toPointer([key]);
    if (["properties", "patternProperties", "$defs", "dependentSchemas"].includes(key) && isObject(inner)) {
      for (const [member, one] of Object.entries(inner))
        visit(spec, one, below + toPointer([member]), definitions);
    } else if (["items", "additionalProperties", "not", "if", "then", "else", "contains"].includes(key)) {
      visit(spec, inner, below, definitions);
    } else if (["allOf", "anyOf", "oneOf", "prefixItems"].includes(key) && isArray(inner)) {
      for (const [index, one] of inner.entries()) visit(spec, one, `${below}/${index}`, definitions);
    }
  }
}

const formats: Readonly<Record<string, string>> = {
  file: "binary",
  upload: "binary",
  bytes: "binary",
  datetime: "date-time",
  url: "uri",
};

/** Keywords that say nothing of such a type, and formats that only other formats have. */
function idleKeywords({ report, text, locate }: CheckedSpec, schema: JsonObject, at: JsonPointer): void {
  const { type, format } = schema;
  const scalar = typeof type === "string" && type !== "array" && type !== "object";
  const meant = isObject(schema.items) ? "array" : isObject(schema.properties) ? "object" : undefined;
  if (scalar && meant !== undefined) {
    const said = { value: JSON.stringify(type), suggestions: [meant], accepted: [] };
    const help = `write type: ${meant}; \`${meant === "array" ? "items" : "properties"}\` says nothing of another type.`;
    report.add("schema/unknown-value", said, locate(`${at}/type`), {
      help,
      ...valueRepair(text, `${at}/type`, meant),
    });
  }
  const better = typeof format === "string" && Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (typeof format !== "string" || better === undefined) return;
  const said = { value: format, wanted: "a format of JSON Schema or OpenAPI", example: "" };
  report.add("schema/bad-format", said, locate(`${at}/format`), {
    help: `write format: ${better}`,
    ...valueRepair(text, `${at}/format`, better),
  });
}

/** `required` may name what is not declared; where only a slip tells it from what is, it does not mean to. */
function slippedRequired({ report, text, locate }: CheckedSpec, schema: JsonObject, at: JsonPointer): void {
  const { required, properties } = schema;
  if (!isArray(required) || !isObject(properties) || /\/(path|query|header|cookie)$/.test(at)) return;
  const names = Object.keys(properties);
  for (const [index, name] of required.entries()) {
    if (typeof name !== "string" || names.includes(name)) continue;
    const open = names.filter((one) => !required.includes(one));
    const repair = sentSlipRepair(text, `${at}/required/${index}`, "value", open);
    if (slipOf(name, open) === undefined) continue;
    const said = { name, place: "body", suggestions: nearest(name, open) };
    report.add("operation/unknown-parameter", said, locate(`${at}/required/${index}`), repair);
  }
}
