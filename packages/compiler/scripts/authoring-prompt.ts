import { readFileSync } from "node:fs";
import { follow, type Schema } from "./schema.ts";

const folder = new URL("../prompt/", import.meta.url);

/** The parts of the format that a model writes without an OpenAPI document at hand, by what they are called there. */
const parts: readonly (readonly [title: string, definition: string])[] = [
  ["top", ""],
  ["auth, api_key", "apiKey"],
  ["keys[]", "key"],
  ["auth, bearer_token", "bearerToken"],
  ["auth, basic", "basic"],
  ["auth, oauth2", "oauth2"],
  ["verify", "verify"],
  ["variables.<name>", "userVariable"],
  ["operations.<id>", "operation"],
  ["path, query, header, cookie", "parameterSchemas"],
  ["parameters.<name>", "parameterOverride"],
  ["encoding.<name>", "encoding"],
  ["defaults, fixed", "argumentValues"],
  ["pagination, cursor", "cursorPagination"],
  ["errors[]", "errorRule"],
  ["examples[]", "example"],
];

/**
 * What a model is told that writes a connector spec: `prompt/prompt.md` with the whole specs that it names, which are
 * compiled by a test, and the keys of the format as its schema has them.
 */
export function authoringPrompt(schema: Schema): string {
  return readFileSync(new URL("prompt.md", folder), "utf8").replaceAll(
    /\{\{([a-z.]+)\}\}/g,
    (_, name: string) => (name === "keys" ? keyLines(schema) : readFileSync(new URL(name, folder), "utf8")),
  );
}

function keyLines(root: Schema): string {
  return parts
    .map(([title, definition]) => {
      const schema = definition === "" ? root : follow({ $ref: `#/$defs/${definition}` }, root);
      const keys = Object.entries(schema.properties ?? {})
        .filter(([key]) => key !== "$schema")
        .map(([key, one]) => `${key}${schema.required?.includes(key) ? "*" : ""}${values(one, root)}`);
      return `- ${title}: ${keys.join(", ")}`;
    })
    .join("\n");
}

/** The values of a closed set, where they are few and say more than their key. */
function values(schema: Schema, root: Schema): string {
  const target = follow(schema, root);
  const inner = schema.$ref === undefined ? Object.keys(target.properties ?? {}) : [];
  if (inner.length > 0 && inner.length <= 3) return ` {${inner.join(", ")}}`;
  const few = target.enum !== undefined && target.enum.length > 1 && target.enum.length <= 8;
  return few ? ` ${target.enum?.join("|")}` : "";
}
