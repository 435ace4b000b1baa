import type { Schema } from "./schema.ts";
export function referencePage(_schema: Schema): string {
  return "todo\n";
}
