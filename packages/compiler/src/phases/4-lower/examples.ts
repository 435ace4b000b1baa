import type { Arguments, Body, Example, Parameter } from "@specwire/contract";
import { withArgument } from "@specwire/contract";
import type { OperationSource } from "../2-resolve/resolved-connector.ts";
import { exactValue } from "./exact-value.ts";
import { sortedDeep } from "./order.ts";
import { argumentNamed } from "./pagination.ts";
import type { SchemaLowering } from "./schema.ts";
import { cleanText } from "./text.ts";

type ExampleSource = NonNullable<OperationSource["examples"]>[number];

/**
 * Examples with their arguments by place; names that the operation lacks were reported by phase 3. `body` is
 * the whole body, unless the body has a member of that name.
 */
export function lowerExamples(
  written: readonly ExampleSource[],
  parameters: readonly Parameter[],
  body: Body | undefined,
  schemas: SchemaLowering,
): Example[] {
  const fields = body === undefined ? [] : schemas.membersOf(body.type);
  const members = fields.map((field) => field.name);
  return written.map((example) => {
    let args: Arguments = {};
    for (const [name, value] of Object.entries(sortedDeep(example.args))) {
      const place =
        argumentNamed(name, parameters, body, schemas) ?? (body && ({ in: "body", name } as const));
      if (place?.in === "body" && name === "body" && !members.includes(name))
        args = { ...args, body: body ? exactValue(value, body.type, schemas) : value };
      else if (place !== undefined) {
        const among = place.in === "body" ? fields : parameters.filter((one) => one.in === place.in);
        const type = among.find((one) => one.name === place.name)?.type;
        args = withArgument(args, place, type ? exactValue(value, type, schemas) : value);
      }
    }
    const summary = cleanText(example.summary ?? "", 120);
    return { ...(summary !== "" && { summary }), arguments: args };
  });
}
