import { isArray, isObject, type Json, type JsonPointer, own, pointerTokens } from "@specwire/contract";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { kebabCase } from "./formats.ts";
import { fullVersion } from "./problem-value.ts";
import { schemaAt, typeOf } from "./schema-at.ts";
import type { SpecText } from "./spec-text.ts";

/** How it is said here, and the repair where only that can be meant. */
interface Answer {
  readonly note?: string;
  readonly fix?: Fix | undefined;
}

const found: Readonly<Record<string, string>> = {
  null: "empty",
  string: "text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
};
const wantedWords: Readonly<Record<string, string>> = {
  ...found,
  integer: "a whole number",
  null: "nothing",
};

/** Reports a value of another type than the format wants. */
export function wrongType(spec: SpecText, pointer: JsonPointer): void {
  const rule = schemaAt(spec.judged, pointer);
  const wanted = [rule?.schema.type ?? (rule?.schema.allOf ? "object" : [])].flat();
  const value = spec.valueAt(pointer);
  const { node } = spec.placeOf(pointer);
  const written = spec.written(node);
  const scalar = typeof value === "number" || typeof value === "boolean";
  if (wanted.includes("string") && scalar && node.plain === true) {
    const kind = typeof value === "number" ? "a number" : "true or false";
    const meant = (rule?.definition === "version" ? fullVersion(written) : undefined) ?? written;
    const patch = { op: "replace", path: pointer, value: meant } as const;
    const fix = spec.replace(node, JSON.stringify(meant), patch);
    spec.report.add("schema/unquoted-text", { written, kind, meant }, spec.locate(pointer), { fix });
    return;
  }
  const answer = answerFor(spec, pointer, value, wanted);
  const words = wanted.map((type) => wantedWords[type] ?? type);
  const kinds = words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
  const params = {
    found: found[typeOf(value)] ?? typeOf(value),
    wanted: kinds,
    note: answer?.note ?? shown(pointerTokens(pointer).at(-1) ?? "", wanted),
  };
  spec.report.add("schema/wrong-type", params, spec.locate(pointer), answer?.fix && { fix: answer.fix });
}

function answerFor(
  spec: SpecText,
  pointer: JsonPointer,
  value: Json | undefined,
  wanted: readonly string[],
): Answer | undefined {
  const { node } = spec.placeOf(pointer);
  const written = spec.written(node);
  const key = pointerTokens(pointer).at(-1);
  const rewrite = (text: string, to: Json): Fix =>
    spec.replace(node, text, { op: "replace", path: pointer, value: to });
  if (wanted.includes("boolean") && typeof value === "string") {
    const meant = /^(yes|on|true)$/i.test(value) ? true : /^(no|off|false)$/i.test(value) ? false : undefined;
    if (meant !== undefined) return { note: `write ${meant}.`, fix: rewrite(String(meant), meant) };
  }
  if (pointer === "/connector" && (typeof value === "string" || typeof value === "number"))
    return { note: "write connector: 1, the version of this format.", fix: rewrite("1", 1) };
  if (key === "pkce" && typeof value === "string" && /^(s256|plain)$/i.test(value))
    return {
      note: "write pkce: true; the method is S256.",
      fix: /^s256$/i.test(value) ? rewrite("true", true) : undefined,
    };
  if (wanted.includes("string") && wanted.length === 1 && isArray(value)) return { note: "write one text." };
  if ((wanted.includes("integer") || wanted.includes("number")) && typeof value === "string") {
    if (/^-?(0|[1-9]\d{0,14})$/.test(value))
      return { note: "leave out the quotes.", fix: rewrite(value, Number(value)) };
  }
  const requirement = key === "security" || isAlternative(pointer) ? alternatives(value) : undefined;
  if (requirement !== undefined) {
    // In place of the whole list stands what is needed together, in place of one alternative its ids.
    const ways = key === "security" && requirement.ids.length > 1 ? [requirement.ids] : requirement.ids;
    const isJson = spec.source.text.trimStart().startsWith("{");
    const flow = JSON.stringify(ways).replaceAll('"', "").replaceAll(",", ", ");
    if (requirement.scopes)
      return { note: `write ${flow}, and the scopes under \`scopes\` of the operation.` };
    const fix = written.includes("\n") ? undefined : rewrite(isJson ? JSON.stringify(ways) : flow, ways);
    return { note: `write ${flow}`, fix };
  }
  if (wanted.includes("array") && !wanted.includes("object") && typeof value === "string") {
    const simple = /^[\w./:*-]+$/.test(written);
    return { note: `write a list: [${value}]`, fix: simple ? rewrite(`[${written}]`, [value]) : undefined };
  }
  return undefined;
}

/** How a value of the type that is wanted is written. */
function shown(key: string, wanted: readonly string[]): string | undefined {
  // The whole spec.
  if (key === "")
    return "a connector spec is a map of keys; `specwire init <name>` writes one to start with.";
  const example = own(examples, key);
  if (example !== undefined) return `write ${key}: ${example}`;
  const [kind = ""] = wanted;
  const form = own(forms, kind);
  return form && `write ${/^\d+$/.test(key) ? "" : `${key}: `}${form}`;
}

const examples: Readonly<Record<string, string>> = {
  follow: "{ hosts: [files.example.com] }",
  variables: "{ region: { from: user, enum: [eu, us] } }",
  servers: "{ default: https://api.example.com }",
  auth: "{ type: bearer_token }",
  query: "{ properties: { limit: { type: integer } } }",
  unchanged: "[{ status: 409 }]",
};
const forms: Readonly<Record<string, string>> = {
  object: "{ … }, a map.",
  array: "[ … ], a list.",
  string: "a text.",
  boolean: "true or false.",
  integer: "a whole number.",
  number: "a number.",
};

/** Whether a place is that of an alternative in a list of `security`. */
function isAlternative(pointer: JsonPointer): boolean {
  return /\/security\/\d+$/.test(pointer);
}

/** OpenAPI's form, `{ key: [], app: [] }`, in ours: ids that are needed together. */
function alternatives(value: Json | undefined): { ids: string[]; scopes: boolean } | undefined {
  if (!isObject(value)) return undefined;
  const lists = Object.values(value);
  if (!lists.every((one) => isArray(one) || one === null)) return undefined;
  const ids = Object.keys(value).map((name) => (/^[a-z0-9_-]+$/.test(name) ? name : kebabCase(name)));
  return { ids, scopes: lists.some((one) => isArray(one) && one.length > 0) };
}
