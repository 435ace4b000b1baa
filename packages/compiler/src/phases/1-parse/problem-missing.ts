import { isObject, type Json, type JsonPointer, toPointer } from "@specwire/contract";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { textFormats } from "./formats.ts";
import { fixOf } from "./rewrite/change.ts";
import { memberRule, type Rule, schemaAt } from "./schema-at.ts";
import type { SpecText } from "./spec-text.ts";

const examples: Readonly<Record<string, string>> = {
  connector: "1",
  name: "Trello",
  description: "Boards, lists and cards.",
  auth: "{ type: none }",
  operations: "{ boards.list: { request: GET /boards } }",
  document: "./openapi/document.json",
  type: "api_key",
  kind: "cursor",
  from: "user",
  in: "header",
  into: "pageToken",
  next: "{ pointer: /nextPageToken }",
  properties: "{ id: { type: string } }",
  args: "{ id: 5abb }",
  hosts: "[objects.githubusercontent.com]",
  when: "{ pointer: /ok, equals: false }",
  parameter: "realmId",
};

const meanings: Readonly<Record<string, string>> = {
  auth: "An API that asks for no credential says so.",
  properties: "Parameters stand in `properties`, as in a JSON Schema of an object.",
};

/** Reports a key that has to be there. */
export function missingKey(spec: SpecText, parent: JsonPointer, key: string): void {
  const rule = schemaAt(spec.judged, parent);
  const member = rule && memberRule(rule.schema, key);
  const type = key === "type" ? typeBeside(spec.valueAt(parent), rule) : undefined;
  const example =
    type ?? examples[key] ?? textFormats[member?.definition ?? ""]?.example ?? member?.schema.enum?.[0];
  const params = {
    key,
    ...(example !== undefined && { example: String(example) }),
    ...(meanings[key] !== undefined && { meaning: meanings[key] }),
  };
  const fix =
    parent === "" && key === "connector"
      ? firstLine(spec)
      : type === undefined
        ? undefined
        : fixOf(spec, [{ holder: parent, put: [{ name: key, value: type }] }]);
  spec.report.add("schema/missing-key", params, spec.locate(parent, "key"), fix && { fix });
}

/** The only type of credential that has what stands beside it. */
function typeBeside(scheme: Json | undefined, rule: Rule | undefined): string | undefined {
  if (!isObject(scheme) || rule?.definition !== "authScheme") return undefined;
  const has = (...names: string[]) => names.some((name) => Object.hasOwn(scheme, name));
  if (has("authorizationUrl", "tokenUrl", "openIdConnectUrl", "flows")) return "oauth2";
  if (has("username", "password")) return "basic";
  return has("in") && has("name") ? "api_key" : undefined;
}

function firstLine(spec: SpecText): Fix | undefined {
  const { node } = spec.placeOf("");
  if (node.block !== true) return undefined;
  const patch = { op: "add", path: toPointer(["connector"]), value: 1 } as const;
  return spec.replace({ start: node.start, end: node.start }, "connector: 1\n", patch);
}
