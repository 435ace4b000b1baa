import fc from "fast-check";
import {
  type Arguments,
  type ArgumentType,
  type ArgumentTypes,
  type Body,
  type Connector,
  type Json,
  type Operation,
  type Parameter,
  resolveType,
} from "../../../packages/contract/src/index.ts";

/** What would lead out of its place in a request, if a place let it. */
const hostile = [
  ...[
    "..",
    ".",
    "",
    "../admin",
    "a/../../admin",
    "..;/admin",
    ".;x=1",
    "%2e%2e",
    "%2e%2e%2fadmin",
    "%252e%252e%252f",
  ],
  ...[
    "..\\admin",
    "\\..\\..\\admin",
    "a%5c..%5cb",
    "%c0%ae%c0%ae/x",
    "\u2025/x",
    "\uff0e\uff0e\uff0fx",
    "..%3bx/y",
    "//evil.test/x",
  ],
  ...[
    "@evil.test",
    "?x=1",
    "#x",
    "a&_method=DELETE",
    "1;id=2",
    "a=b&c=d",
    "x\r\nauthorization: Bearer evil",
    "x\u0000y",
  ],
  ...["\ud800", "😀", "é", "a b", "a+b", "[x]", "a[b]", "__proto__", "constructor", "*", "null", ".\t./x"],
];

/** A text that is now and then hostile; mostly what the type allows, and sometimes not. */
function textOf(type: Extract<ArgumentType, { kind: "string" }>): fc.Arbitrary<Json> {
  if (type.enum !== undefined && type.enum.length > 0)
    return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...type.enum) }, fc.constantFrom(...hostile));
  const { minLength = 0, maxLength = minLength + 12 } = type;
  const fitting = (text: string) => [...text.padEnd(minLength, "x")].slice(0, maxLength).join("");
  return fc.oneof(
    fc.constantFrom(...hostile).map(fitting),
    fc.string({ unit: "binary", maxLength: 12 }).map(fitting),
    fc.stringMatching(/^[a-z0-9-]{1,12}$/).map(fitting),
  );
}

/** Values of an argument type. */
function valuesOf(declared: ArgumentType, types: ArgumentTypes, depth = 0): fc.Arbitrary<Json> {
  const type = resolveType(declared, types);
  const below = (one: ArgumentType) => valuesOf(one, types, depth + 1);
  switch (type.kind) {
    case "string":
      return textOf(type);
    case "integer":
    case "number": {
      if (type.enum !== undefined && type.enum.length > 0) return fc.constantFrom(...type.enum);
      const { minimum: min = -1_000, maximum: max = Math.max(min, 1_000) } = type;
      return fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) });
    }
    case "boolean":
      return fc.constantFrom(...(type.enum ?? [true, false]));
    case "array": {
      const { minItems = 0, maxItems = Math.max(minItems, 3) } = type;
      return fc.array(depth > 3 && minItems === 0 ? fc.constant(null) : below(type.items), {
        minLength: minItems,
        maxLength: depth > 3 ? minItems : Math.min(maxItems, minItems + 2),
      });
    }
    case "object": {
      if (depth > 6) return fc.constant({});
      const fields = type.properties.filter((field) => field.required || depth < 3);
      const required = fields.filter((field) => field.required).map(({ name }) => name);
      const known = fc.record(Object.fromEntries(fields.map((field) => [field.name, below(field.type)])), {
        requiredKeys: required,
        noNullPrototype: true,
      });
      if (type.additional === undefined || depth > 2) return known;
      const others = fc.dictionary(
        fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 6 })),
        below(type.additional),
        {
          maxKeys: 2,
          noNullPrototype: true,
        },
      );
      return fc.tuple(known, others).map(([mine, more]) => ({ ...more, ...mine }));
    }
    case "union": {
      // A type that holds itself has to end somewhere.
      const flat = type.variants.filter(
        (one) => !["object", "array", "union"].includes(resolveType(one, types).kind),
      );
      if (depth > 4) return flat[0] === undefined ? fc.constant(null) : below(flat[0]);
      return fc.oneof(...type.variants.map(below));
    }
    case "file":
      return fc.constantFrom("f1", "f2").map(($file) => ({ $file }));
    case "any":
      return fc.oneof(fc.constantFrom(...hostile), fc.jsonValue({ maxDepth: 2 })) as fc.Arbitrary<Json>;
    default:
      throw new Error(`no values of ${JSON.stringify(type)}`);
  }
}

function placeOf(parameters: readonly Parameter[], types: ArgumentTypes): fc.Arbitrary<Record<string, Json>> {
  const free = parameters.filter(({ fixed }) => fixed === undefined);
  const required = free.filter((one) => one.required && one.default === undefined).map(({ name }) => name);
  const values = Object.fromEntries(free.map(({ name, type }) => [name, valuesOf(type, types)]));
  return fc.record(values, { requiredKeys: required, noNullPrototype: true });
}

/** Arguments of an operation: most are valid, the rest must be refused before anything is built of them. */
export function argumentsOf({ types }: Connector, operation: Operation): fc.Arbitrary<Arguments> {
  const places = (["path", "query", "header", "cookie"] as const).map((place) => {
    const parameters = operation.parameters.filter((one) => one.in === place);
    return [place, placeOf(parameters, types)] as const;
  });
  const bodies = [operation.body, ...(operation.otherBodies ?? [])].filter(
    (one): one is Body => one !== undefined,
  );
  const body = bodies.map((one, index) =>
    valuesOf(one.type, types).map((value) => ({
      body: value,
      ...(index > 0 && { contentType: one.contentType.replace(/\*/g, "png") }),
    })),
  );
  const withoutBody = operation.body?.required ? [] : [fc.constant({})];
  const bodyAndType = fc.oneof(
    ...withoutBody,
    ...body,
    ...(body.length === 0 && operation.body ? [fc.constant({})] : []),
  );
  return fc
    .tuple(fc.record(Object.fromEntries(places)), body.length === 0 ? fc.constant({}) : bodyAndType)
    .map(([given, more]) => ({ ...given, ...more }) as Arguments);
}
