// Generated from schema/connector.schema.json by `npm run generate`. Do not edit.
import type { ConnectorSource } from "./connector-source.ts";

/** A complaint of the validator; `instancePath` and `schemaPath` are JSON Pointers. */
export interface SchemaProblem {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}

/** Whether the value is a connector spec; `validate.errors` holds all complaints of the last call. */
export const validate: {
  (value: unknown): value is ConnectorSource;
  errors?: readonly SchemaProblem[] | null;
};

/** What `schemaPath` leads into: the schema without its words for people. */
export const schema: { readonly [keyword: string]: unknown };
