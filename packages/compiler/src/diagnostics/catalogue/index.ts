import type { DiagnosticDefinitions } from "../define.ts";
import { auth } from "./auth.ts";
import { connector } from "./connector.ts";
import { emit } from "./emit.ts";
import { file } from "./file.ts";
import { oauth } from "./oauth.ts";
import { openapi } from "./openapi.ts";
import { example, operation } from "./operation.ts";
import { pagination } from "./pagination.ts";
import { permission } from "./permission.ts";
import { schema } from "./schema.ts";
import { server } from "./server.ts";
import { text } from "./text.ts";
import { yaml } from "./yaml.ts";

/** Every kind of finding, by code. */
export type Catalogue = typeof auth &
  typeof connector &
  typeof emit &
  typeof example &
  typeof file &
  typeof oauth &
  typeof openapi &
  typeof operation &
  typeof pagination &
  typeof permission &
  typeof schema &
  typeof server &
  typeof text &
  typeof yaml;

export type DiagnosticCode = keyof Catalogue;

// Each family is a plain constant, so that its codes and parameters are types; here each is checked.
export const catalogue: Catalogue & DiagnosticDefinitions = {
  ...auth,
  ...connector,
  ...emit,
  ...example,
  ...file,
  ...oauth,
  ...openapi,
  ...operation,
  ...pagination,
  ...permission,
  ...schema,
  ...server,
  ...text,
  ...yaml,
};
