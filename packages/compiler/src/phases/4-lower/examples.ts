import type { ArgumentName, Arguments, Body, Example, Json, Parameter } from "@specwire/contract";
import { withArgument } from "@specwire/contract";
import type { OperationSource } from "../2-resolve/resolved-connector.ts";
import { compareText, sortedDeep } from "./order.ts";
import { argumentNamed } from "./pagination.ts";
import type { SchemaLowering } from "./schema.ts";
import { cleanText } from "./text.ts";

type ExampleSource = NonNullable<OperationSource["examples"]>[number];

/** Examples with their arguments by place; names that the operation lacks were reported by phase 3. */
export function lowerExamples(
  written: readonly ExampleSource[],
  parameters: readonly Parameter[],
  body: Body | undefined,
  schemas: SchemaLowering,
): Example[] {
  return written.map((example) => {
    const entries = Object.entries(example.args ?? {}).sort(([a], [b]) => compareText(a, b));
    const args = entries.reduce<Arguments>((before, [name, value]) => {
      const place: ArgumentName | undefined =
        argumentNamed(name, parameters, body, schemas) ?? (body && { in: "body", name });
      return place === undefined ? before : withArgument(before, place, sortedDeep(value as Json));
    }, {});
    const summary = cleanText(example.summary ?? "", 120);
    return { ...(summary !== "" && { summary }), arguments: args };
  });
}
