import { createRequire } from "node:module";
import type { Json, JsonObject } from "../original.ts";

const require: NodeJS.Require = createRequire(import.meta.url);

interface Compiled {
  (value: unknown): boolean;
  errors?: readonly { instancePath: string; message?: string }[] | null;
}

/** Says what is wrong with a value at a place of the slice that holds a schema; undefined where nothing is. */
export type ValueJudge = (pointer: string, value: Json) => string | undefined;

const numberFormats = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];

/** Ajv on the original schemas: tells a generator's mistake from the tool's. */
export function valueJudge(slice: JsonObject): ValueJudge {
  const is31 = /^3\.[1-9]/.test(String(slice.openapi));
  const { default: Ajv } = is31 ? require("ajv/dist/2020") : require("ajv-draft-04");
  const ajv = new Ajv({ strict: false, validateSchema: false, logger: false, unicodeRegExp: true });
  const addFormats = require("ajv-formats").default;
  addFormats(ajv);
  for (const format of numberFormats) ajv.addFormat(format, { type: "number", validate: Number.isInteger });
  for (const format of ["float", "double", "decimal"])
    ajv.addFormat(format, { type: "number", validate: () => true });
  ajv.addSchema(slice, "document:");
  return (pointer, value) => {
    let validate: Compiled;
    try {
      validate = ajv.compile({ $ref: `document:#${pointer}` });
    } catch {
      return undefined; // What Ajv can't compile it can't judge; the judges of requests are asked all the same.
    }
    if (validate(value)) return undefined;
    return (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ""}`).join("; ");
  };
}
