import type { ErrorShape, Json, JsonPointer } from "@specwire/contract";
import { isObject, toPointer } from "@specwire/contract";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";
import { propertiesOf } from "./members.ts";
import { compareText } from "./order.ts";
import type { SchemaLowering } from "./schema.ts";

const maxShapes = 6;
const deepest = 3;

/** Found without being told, at the top or inside each other (contract, `apiError`). */
const commonMessages = /^(message|error_description|detail|description|title|error|errors|reason|msg|\d+)$/;
const commonCodes = /^\/(error\/)?(code|type|status)$|^\/error$/;
const messages =
  /^(error|fault|exception|status|result|response|developer|user|display|localized)?[-_]?(message|msg|description|detail|details|text|string|reason|title)$/i;
const codes = /^(error|fault|status|reason|exception)[-_]?(code|type)$|^code$/i;

/**
 * Where the documented error answers hold message and code, the most frequent first. What most APIs do is found
 * without being told, so only other places are named.
 */
export function lowerErrorShapes(
  operations: readonly ResolvedOperation[],
  schemas: SchemaLowering,
): ErrorShape[] {
  const known = new Map<JsonSchema, ErrorShape>();
  const counts = new Map<string, number>();
  for (const schema of operations.flatMap((one) => one.answer?.errors ?? [])) {
    const target = schemas.follow(schema as Json);
    const shape = known.get(target) ?? shapeOf(target, schemas);
    known.set(target, shape);
    const key = JSON.stringify(shape);
    if (key !== "{}") counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, first], [b, second]) => second - first || compareText(a, b))
    .slice(0, maxShapes)
    .map(([key]) => JSON.parse(key) as ErrorShape);
}

function shapeOf(schema: JsonSchema, schemas: SchemaLowering): ErrorShape {
  const leaves = leavesOf(schema, schemas);
  const last = (path: readonly string[]) => path.at(-1) ?? "";
  const message = leaves.find((path) => path.every((name) => commonMessages.test(name)))
    ? undefined
    : leaves.find((path) => messages.test(last(path)));
  const code = leaves.find((path) => commonCodes.test(toPointer(path)))
    ? undefined
    : leaves.find((path) => codes.test(last(path)));
  return { ...pointerOf("message", message), ...pointerOf("code", code) };
}

function pointerOf<Name extends string>(
  name: Name,
  path: readonly string[] | undefined,
): { [K in Name]?: JsonPointer } {
  return (path === undefined ? {} : { [name]: toPointer(path) }) as { [K in Name]?: JsonPointer };
}

/** The places of texts and numbers, those near the top first. */
function leavesOf(schema: JsonSchema, schemas: SchemaLowering): string[][] {
  const leaves: string[][] = [];
  let level: [path: string[], schema: JsonSchema][] = [[[], schema]];
  for (let depth = 0; depth <= deepest; depth++) {
    const next: typeof level = [];
    for (const [path, one] of level) {
      const target = schemas.follow(one as Json);
      if (!isObject(target)) continue;
      const { type } = target;
      if (type === "string" || type === "integer" || type === "number") leaves.push(path);
      if (isObject(target.items)) next.push([[...path, "0"], target.items]);
      const properties = [...propertiesOf(target, schemas)].sort(([a], [b]) => compareText(a, b));
      for (const [name, member] of properties.slice(0, 40)) next.push([[...path, name], member]);
    }
    level = next.slice(0, 200);
  }
  return leaves;
}
