import process from "node:process";

// Stands in the bundle for what the protocol's library would load to validate JSON Schemas, 300 kB that nothing
// here calls.

export { process };

export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error("no schema is validated here");
  }
}
