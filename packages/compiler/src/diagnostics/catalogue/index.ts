import type { DiagnosticDefinitions } from "../define.ts";
import { connector } from "./connector.ts";
import { file } from "./file.ts";
import { oauth } from "./oauth.ts";
import { openapi } from "./openapi.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";
import { yaml } from "./yaml.ts";

/** Every kind of finding, by code. */
export type Catalogue = typeof connector &
  typeof file &
  typeof oauth &
  typeof openapi &
  typeof schema &
  typeof text &
  typeof yaml;

export type DiagnosticCode = keyof Catalogue;

// Each family is a plain constant, so that its codes and parameters are types; here each is checked.
export const catalogue: Catalogue & DiagnosticDefinitions = {
  ...connector,
  ...file,
  ...oauth,
  ...openapi,
  ...schema,
  ...text,
  ...yaml,
};
