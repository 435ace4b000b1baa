import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import type { Schema } from "./schema.ts";
import { sharpen } from "./sharpen.ts";

const banner = "// Generated from schema/connector.schema.json by `npm run generate`. Do not edit.\n";

const types = `${banner}import type { ConnectorSource } from "./connector-source.ts";

/** A complaint of the validator; \`instancePath\` and \`schemaPath\` are JSON Pointers. */
export interface SchemaProblem {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}

/** Whether the value is a connector spec; \`validate.errors\` holds all complaints of the last call. */
export const validate: {
  (value: unknown): value is ConnectorSource;
  errors?: readonly SchemaProblem[] | null;
};

/** What \`schemaPath\` leads into: the schema without its words for people. */
export const schema: { readonly [keyword: string]: unknown };
`;

// Text lengths are bounds against abuse: UTF-16 units will do.
const helpers: readonly [pattern: RegExp, text: string][] = [
  [/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, "(text) => text.length"],
];

/** A module that validates without a validator library; `code` imports nothing. */
export function validatorModule(root: Schema): { readonly code: string; readonly types: string } {
  const schema = sharpen(root);
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    messages: false,
    ownProperties: true,
    inlineRefs: false,
    code: { source: true, esm: true, optimize: 2 },
  });
  let code = standalone.default(ajv, ajv.compile(schema));
  for (const [pattern, text] of helpers) code = code.replaceAll(pattern, text);
  code = code.replace(/^"use strict";/, "").replace(/export default \w+;/, "");
  if (/\brequire\(|^import /m.test(code)) throw new Error("the validator needs a helper that is not inlined");
  const whole = /const (schema\d+) = /.exec(code)?.[1];
  return { code: `${banner}${code}\nexport const schema = ${whole};\n`, types };
}
