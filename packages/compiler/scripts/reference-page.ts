import { own } from "@specwire/contract";
import { follow, nameOfRef, type Schema } from "./schema.ts";

interface Section {
  readonly title: string;
  readonly text?: string;
  /** Definitions of the schema, or "" for the top. */
  readonly parts: readonly (readonly [definition: string, heading: string])[];
}

/** Text of a certain form: what the column of values calls it. A table at the end says what each is. */
const kinds: Readonly<Record<string, string>> = {
  word: "word",
  operationId: "operation id",
  schemeId: "scheme id",
  variableName: "variable name",
  version: "version",
  slug: "slug",
  argumentName: "wire name",
  requestLine: "request",
  selector: "selector",
  pointer: "JSON Pointer",
  url: "URL",
  serverUrl: "server URL",
  authUrl: "OAuth URL",
  hostPattern: "host",
  headerName: "header name",
  headerValue: "header value",
  mediaType: "media type",
  scope: "scope",
  errorCode: "error code",
};

const sections: readonly Section[] = [
  { title: "At the top", parts: [["", ""]] },
  {
    title: "Authentication",
    text: "`auth` is one scheme or a list of them; `type` says which. Each alone is enough, unless `security` joins them: `[[key, app-id], oauth2]` is key and app-id together, or oauth2.",
    parts: [
      ["oauth2", "type: oauth2"],
      ["deviations", "deviations"],
      ["tokenParameterNames", "tokenParamNames.exchange, tokenParamNames.refresh"],
      ["tokenResponseMembers", "tokenResponse.exchange, tokenResponse.refresh"],
      ["apiKey", "type: api_key"],
      ["key", "keys[]"],
      ["bearerToken", "type: bearer_token"],
      ["basic", "type: basic"],
      ["secretText", "username, password"],
      ["mutualTls", "type: mutual_tls"],
      ["noAuth", "type: none"],
      ["verify", "verify"],
    ],
  },
  {
    title: "Variables",
    text: "`from` says where a value comes from.",
    parts: [
      ["userVariable", "from: user"],
      ["tokenResponseVariable", "from: tokenResponse"],
      ["redirectVariable", "from: redirect"],
    ],
  },
  { title: "The OpenAPI document", parts: [["openapi", "openapi"]] },
  {
    title: "Operations",
    text: "Each named operation says `use` or `request`, and what else there is to say about it.",
    parts: [
      ["operations", "operations"],
      ["operation", "An operation"],
      ["parameterSchemas", "path, query, header, cookie"],
      ["parameterOverride", "parameters.<name>"],
      ["encoding", "encoding.<name>"],
      ["argumentValues", "defaults, fixed"],
      ["linkedOperation", "detail, list"],
      ["unchangedRule", "unchanged[]"],
      ["example", "examples[]"],
      ["jsonSchema", "A JSON Schema"],
    ],
  },
  {
    title: "Pagination",
    text: "`kind` says how a list goes on.",
    parts: [
      ["cursorPagination", "kind: cursor"],
      ["pagePagination", "kind: page"],
      ["offsetPagination", "kind: offset"],
      ["linkPagination", "kind: link"],
    ],
  },
  {
    title: "Errors and redirects",
    parts: [
      ["errorRule", "errors[]"],
      ["follow", "follow"],
    ],
  },
];

/** A readable reference of the format: every key with what it means, its default and an example. */
export function referencePage(root: Schema): string {
  const lines = [
    "<!-- Generated from packages/compiler/schema/connector.schema.json by `npm run generate`. Do not edit. -->",
    "# The connector spec, format 1",
    "",
    root.description ?? "",
    "",
    "Editors show all of this with the first line",
    "`# yaml-language-server: $schema=<path>/connector.schema.json`; `specwire check` says what is wrong with a",
    "spec. Keys that are not listed here are errors. **Bold** keys are required.",
  ];
  for (const { title, text, parts } of sections) {
    lines.push("", `## ${title}`);
    if (text !== undefined) lines.push("", text);
    for (const [definition, heading] of parts) lines.push(...part(root, definition, heading));
  }
  lines.push("", "## Kinds of values", "", "| value | what it is |", "|---|---|", ...kindRows(root));
  assertComplete(root);
  return `${lines.join("\n")}\n`;
}

function part(root: Schema, definition: string, heading: string): string[] {
  const schema = definition === "" ? root : follow({ $ref: `#/$defs/${definition}` }, root);
  const lines = heading === "" ? [] : ["", `### ${heading.replaceAll("<", "&lt;")}`];
  if (definition !== "" && schema.description !== undefined) lines.push("", schema.description);
  lines.push("", "| key | value | meaning |", "|---|---|---|");
  for (const [key, member] of Object.entries(schema.properties ?? {}))
    lines.push(...rows(root, key, member, schema));
  if (typeof schema.additionalProperties === "object") {
    lines.push(
      row("any other", kindOf(schema.additionalProperties, root), meaning(schema.additionalProperties, root)),
    );
  }
  return lines;
}

function rows(root: Schema, key: string, member: Schema, holder: Schema, prefix = ""): string[] {
  const required = holder.required?.includes(key) ?? false;
  const name = required ? `**\`${prefix}${key}\`**` : `\`${prefix}${key}\``;
  const own = row(name, kindOf(member, root), meaning(member, root));
  if (member.$ref !== undefined || member.properties === undefined) return [own];
  const inner = Object.entries(member.properties).flatMap(([name, one]) =>
    rows(root, name, one, member, `${prefix}${key}.`),
  );
  return [own, ...inner];
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

function kindRows(root: Schema): string[] {
  return Object.entries(kinds).map(([name, kind]) => {
    const { description, examples = [], enum: values = [] } = root.$defs?.[name] ?? {};
    if (description === undefined) throw new Error(`docs/spec.md can't say what ${name} is`);
    const shown = values.length > 0 ? `One of ${values.map(code).join(", ")}.` : undefined;
    const example = examples.length > 0 ? `Example: ${examples.map(code).join(", ")}` : undefined;
    return row(kind, [description, shown, example].filter((one) => one !== undefined).join(" "));
  });
}

/** A schema and what its references lead to, but for what the table of kinds says once for all. */
function chain(schema: Schema, root: Schema): Schema[] {
  const name = schema.$ref === undefined ? undefined : nameOfRef(schema.$ref);
  if (name === undefined || Object.hasOwn(kinds, name)) return [schema];
  return [schema, ...chain(root.$defs?.[name] ?? {}, root)];
}

/** What is said nearest to the place of use; an example belongs to what was said with it. */
function meaning(schema: Schema, root: Schema): string {
  const said = chain(schema, root);
  const described = said.findIndex((one) => one.description !== undefined);
  const own = described === -1 ? said : said.slice(0, described + 1);
  const value = said.find((one) => one.default !== undefined)?.default;
  const [example] = own.find((one) => one.examples !== undefined)?.examples ?? [];
  return [
    own.at(-1)?.description,
    value === undefined ? undefined : `Default: ${code(value)}.`,
    example === undefined ? undefined : `Example: ${code(example)}`,
  ]
    .filter((one) => one !== undefined)
    .join(" ");
}

// Small values as one would write them in YAML.
function code(value: unknown): string {
  return `\`${flow(value)}\``;
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${flow(key)}: ${flow(one)}`)
      .join(", ")} }`;
  }
  if (typeof value !== "string") return String(value);
  const isPlain = /^[A-Za-z/$][\w./:{}$*-]*( [\w./{}-]+)*\.?$/.test(value);
  const isOther = /: |:$|^(true|false|null|yes|no|on|off)$/.test(value) || /[{}[\],]/.test(value);
  return isPlain && !isOther ? value : JSON.stringify(value);
}

function kindOf(schema: Schema, root: Schema): string {
  const target = follow(schema, root);
  const kind = chain(schema, root)
    .map(({ $ref }) => ($ref === undefined ? undefined : own(kinds, nameOfRef($ref))))
    .find((one) => one !== undefined);
  if (kind !== undefined) return kind;
  if (schema.$ref === "#/$defs/jsonSchema") return "a JSON Schema";
  if (schema.$ref === "#/$defs/schemaOrBoolean") return "a JSON Schema, or true or false";
  if (target.oneOf !== undefined)
    return [...new Set(target.oneOf.map((one) => kindOf(one, root)))].join(" or ");
  if (target.const !== undefined) return code(target.const);
  if (target.enum !== undefined) return target.enum.map(code).join(", ");
  switch (target.type) {
    case "string":
      return "text";
    case "integer":
      return "whole number";
    case "array":
      return target.items === undefined ? "list" : `list of ${kindOf(target.items, root)}`;
    case "object":
      return typeof target.additionalProperties === "object" && target.properties === undefined
        ? `map${keysOf(target)} to ${kindOf(target.additionalProperties, root)}`
        : "map";
    case undefined:
      return "any";
    default:
      return [target.type].flat().join(" or ");
  }
}

function keysOf({ propertyNames }: Schema): string {
  const kind = propertyNames?.$ref === undefined ? undefined : own(kinds, nameOfRef(propertyNames.$ref));
  return kind === undefined ? "" : ` from ${kind}`;
}

// A definition with keys that no section shows would be a part of the format that nobody can look up.
function assertComplete(root: Schema): void {
  const shown = new Set(sections.flatMap(({ parts }) => parts.map(([definition]) => definition)));
  for (const [name, schema] of Object.entries(root.$defs ?? {})) {
    if (schema.properties !== undefined && !shown.has(name))
      throw new Error(`docs/spec.md does not show ${name}`);
  }
  for (const name of shown) if (name !== "") nameOfRef(`#/$defs/${name}`);
}
