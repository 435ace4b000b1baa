import { describe, expect, test } from "vitest";
import type { ArgumentType } from "../src/argument-type.ts";
import { checkValue, describeType } from "../src/check-value.ts";
import type { Json } from "../src/json.ts";
import { anything, field, flag, object, text, whole } from "./support.ts";

type Types = Record<string, ArgumentType>;

function found(value: Json, type: ArgumentType, types: Types = {}): string[] {
  const problems: string[] = [];
  checkValue(value, type, types, [], (path, message) => problems.push([...path, message].join(" ")));
  return problems;
}

const listed: ArgumentType = { kind: "string", enum: ["open", "closed"] };
const list = (items: ArgumentType, parts: object = {}): ArgumentType => ({ kind: "array", items, ...parts });
const union = (...variants: ArgumentType[]): ArgumentType => ({ kind: "union", variants });
const reference = (name: string): ArgumentType => ({ kind: "reference", name });

describe("each kind takes its own values", () => {
  const values: Json[] = ["x", "1", 1, 1.5, true, null, [], {}, { $file: "f" }];
  test.each<[ArgumentType, Json[], Json, string]>([
    [text, ["x", "1"], 1, "must be a string"],
    [whole, [1], "1", "must be an integer"],
    [{ kind: "number" }, [1, 1.5], "1.5", "must be a number"],
    [flag, [true], "true", "must be true or false"],
    [list(anything), [[]], { 0: 1 }, "must be a list"],
    [object(), [{}], [], "must be an object"],
    [{ kind: "file" }, [{ $file: "f" }], "f", "must be a file"],
    [union(text, flag), ["x", "1", true], 1, "must be a string or true or false"],
  ])("%j", (type, accepted, refused, message) => {
    expect(values.filter((value) => found(value, type).length === 0)).toEqual(accepted);
    expect(found(refused, type)).toEqual([message]);
  });

  test("any takes them all", () => {
    expect(values.flatMap((value) => found(value, anything))).toEqual([]);
  });

  test.each<ArgumentType>([text, whole, flag, list(text), object(), { kind: "file" }, union(text, whole)])(
    "%j may be nullable",
    (type) => {
      expect(found(null, type)).toHaveLength(1);
      expect(found(null, { ...type, nullable: true } as ArgumentType)).toEqual([]);
    },
  );

  test("NaN and infinities are no numbers", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(found(value, { kind: "number" })).toHaveLength(1);
  });
});

describe("limits", () => {
  test.each<[ArgumentType, Json, string]>([
    [listed, "opened", 'can\'t be "opened"; allowed: open, closed'],
    [{ kind: "integer", enum: [1, 2] }, 3, "can't be 3; allowed: 1, 2"],
    [{ kind: "string", minLength: 1 }, "", "must not be empty"],
    [{ kind: "string", minLength: 2 }, "a", "must have at least 2 characters"],
    [{ kind: "string", maxLength: 2 }, "abc", "must have at most 2 characters; it has 3"],
    [{ kind: "integer", minimum: 1 }, 0, "must be at least 1"],
    [{ kind: "number", maximum: 1 }, 1.1, "must be at most 1"],
    [whole, 1.5, "must be a whole number"],
    [list(text, { minItems: 1 }), [], "needs at least 1 items"],
    [list(text, { maxItems: 1 }), ["a", "b"], "takes at most 1 items"],
  ])("%j refuses %j", (type, value, message) => {
    expect(found(value, type)).toEqual([message]);
  });

  test.each<[ArgumentType, Json]>([
    [{ kind: "string", minLength: 2, maxLength: 2 }, "ab"],
    [{ kind: "number", minimum: -1, maximum: 1 }, -1],
    [list(text, { minItems: 1, maxItems: 1 }), ["a"]],
  ])("%j takes %j, its limits included", (type, value) => {
    expect(found(value, type)).toEqual([]);
  });

  test("a long enum is cut where it is shown", () => {
    const values = Array.from({ length: 30 }, (_, index) => `v${index}`);
    const allowed: (readonly string[] | undefined)[] = [];
    const messages: string[] = [];
    checkValue("x", { kind: "string", enum: values }, {}, [], (_, message, more) => {
      messages.push(message);
      allowed.push(more?.allowed);
    });
    expect(messages[0]).toMatch(/^can't be "x"; allowed: v0, .*v11 … \(30 in all\)$/);
    expect(allowed).toEqual([values]);
  });

  test("pattern and format are never run", () => {
    const bomb: ArgumentType = { kind: "string", pattern: "^(a+)+$", format: "email" };
    expect(found(`${"a".repeat(50_000)}!`, bomb)).toEqual([]);
  });
});

describe("nested values", () => {
  const address = object(field("city", text, { required: true }), field("zip", whole));
  const type = object(field("name", text), field("homes", list(address)));

  test("every problem is named with its place", () => {
    expect(found({ name: 1, homes: [{ city: "x" }, { zip: "1", street: "y" }, "z"] }, type)).toEqual([
      "name must be a string",
      "homes 1 city is required",
      "homes 1 zip must be an integer",
      "homes 1 street is not a field of this object",
      "homes 2 must be an object",
    ]);
  });

  test("additional members follow their own type", () => {
    const open: ArgumentType = { kind: "object", properties: [field("id", text)], additional: whole };
    expect(found({ id: "x", a: 1, b: "2" }, open)).toEqual(["b must be an integer"]);
    expect(found({ a: [{}] }, { kind: "object", properties: [], additional: anything })).toEqual([]);
  });
});

describe("unions", () => {
  test("null is fine where one variant takes it", () => {
    expect(found(null, union(whole, { kind: "string", nullable: true }))).toEqual([]);
    expect(found(null, union(whole, anything))).toEqual([]);
    expect(found(null, union(whole, text))).toEqual(["must be an integer or a string"]);
  });

  test("the same value is accepted each time it turns up", () => {
    expect(found(["a", "a", 1, 1, {}, {}], list(union(text, whole, object())))).toEqual([]);
    expect(found(["a", true, "a", true], list(union(text, whole)))).toEqual([
      "1 must be a string or an integer",
      "3 must be a string or an integer",
    ]);
  });

  test("where one variant alone can be meant, its problem is told", () => {
    const type = union(listed, list(listed), object(field("id", text, { required: true })));
    expect(found("shut", type)).toEqual(['can\'t be "shut"; allowed: open, closed']);
    expect(found(["open", "shut"], type)).toEqual(['1 can\'t be "shut"; allowed: open, closed']);
    expect(found({}, type)).toEqual(["id is required"]);
    expect(found(5, union(text, { kind: "number", maximum: 1 }))).toEqual(["must be at most 1"]);
    expect(found(1, type)).toEqual(["must be one of its listed values or a list or an object"]);
  });

  test("the discriminator tells which one is meant", () => {
    const variant = (kind: string, name: string) =>
      object(
        field("type", { kind: "string", enum: [kind] }, { required: true }),
        field(name, text, { required: true }),
      );
    const variants = [variant("card", "number"), variant("iban", "iban")];
    const type: ArgumentType = {
      kind: "union",
      variants,
      discriminator: { property: "type", mapping: { card: 0, iban: 1 } },
    };
    expect(found({ type: "card", number: "1" }, type)).toEqual([]);
    expect(found({ type: "iban" }, type)).toEqual(["iban is required"]);
    expect(found({ type: "cash" }, type)).toEqual(['type can\'t be "cash"; allowed: card, iban']);
    expect(found({}, type)).toEqual(["type is required"]);
  });

  test("named variants are described by what they are", () => {
    expect(found(1, union(reference("State"), flag), { State: listed })).toEqual([
      "must be one of its listed values or true or false",
    ]);
  });
});

describe("named types", () => {
  const types: Types = {
    Node: object(field("name", text, { required: true }), field("children", list(reference("Node")))),
    Loop: reference("Loop"),
    Self: union(reference("Self"), reference("Self")),
  };

  test("recursion is followed as far as the value goes", () => {
    expect(found({ name: "a", children: [{ name: "b", children: [] }] }, reference("Node"), types)).toEqual(
      [],
    );
    expect(found({ name: "a", children: [{ children: [{ name: 1 }] }] }, reference("Node"), types)).toEqual([
      "children 0 name is required",
      "children 0 children 0 name must be a string",
    ]);
  });

  test("a reference may be nullable by itself", () => {
    expect(found(null, reference("Node"), types)).toHaveLength(1);
    expect(found(null, { kind: "reference", name: "Node", nullable: true }, types)).toEqual([]);
  });

  test("a name that leads nowhere, or round in circles, says nothing about the value", () => {
    for (const name of ["Missing", "constructor", "__proto__", "Loop"])
      expect(found({ a: 1 }, reference(name), types)).toEqual([]);
  });

  test("a union of itself accepts nothing, and says so", () => {
    expect(found("x", reference("Self"), types)).toHaveLength(1);
  });
});

describe("bombs", () => {
  const nested = (levels: number, key?: string): Json => {
    let value: Json = "leaf";
    for (let level = 0; level < levels; level++) value = key === undefined ? [value] : { [key]: value };
    return value;
  };

  test("deep values are refused, whatever the type", () => {
    const types: Types = {
      List: list(reference("List")),
      Both: union(text, list(reference("Both"))),
      Any: { kind: "object", properties: [], additional: anything },
    };
    expect(found(nested(50_000), reference("List"), types)[0]).toMatch(/is nested too deeply$/);
    expect(found(nested(50_000), reference("Both"), types)).toHaveLength(1);
    expect(found(nested(50_000, "a"), reference("Any"), types)).toEqual(["a is nested too deeply"]);
    expect(found(nested(50_000), anything)).toEqual(["is nested too deeply"]);
    expect(found(nested(60), anything)).toEqual([]);
    expect(found(nested(20), reference("Both"), types)).toEqual([]);
  });

  test("64 levels are taken, one more is not", () => {
    const types: Types = {
      List: union(reference("Leaf"), list(reference("List"))),
      Leaf: text,
      Pure: { kind: "array", items: reference("Pure") },
      Node: object(field("a", reference("Node"))),
    };
    const ends = (levels: number, key?: string): Json => {
      let value: Json = key === undefined ? [] : {};
      for (let level = 0; level < levels; level++) value = key === undefined ? [value] : { [key]: value };
      return value;
    };
    expect(found(ends(64), reference("Pure"), types)).toEqual([]);
    expect(found(ends(65), reference("Pure"), types)).toHaveLength(1);
    expect(found(ends(64, "a"), reference("Node"), types)).toEqual([]);
    expect(found(ends(65, "a"), reference("Node"), types)).toHaveLength(1);
    expect(found(ends(50_000, "a"), reference("Node"), types)[0]).toMatch(/ is nested too deeply$/);
    expect(found(nested(64), anything)).toEqual([]);
    expect(found(nested(65), anything)).toHaveLength(1);
    const within: ArgumentType = list(list(anything));
    expect(found(nested(64), within)).toEqual([]);
    expect(found(nested(65), within)).toEqual(["0 0 is nested too deeply"]);
  });

  test("nested unions are looked at once for each value, not once for each way to reach it", () => {
    let looked = 0;
    const counted: ArgumentType = {
      kind: "string",
      get enum(): readonly string[] {
        looked++;
        return ["fine"];
      },
    };
    const child = field("child", reference("Tree"));
    const types: Types = {
      Tree: union(object(child), object(child, field("x")), object(child, field("y")), counted),
    };
    // Each of 25 levels has three ways: 3^25 looks at the leaf, were they all tried.
    expect(found(nested(25, "child"), reference("Tree"), types)).toHaveLength(1);
    expect(looked).toBeLessThan(100);
  });
});

describe("describeType", () => {
  test.each<[ArgumentType, string]>([
    [text, "a string"],
    [listed, "one of its listed values"],
    [whole, "an integer"],
    [{ kind: "number" }, "a number"],
    [flag, "true or false"],
    [list(text), "a list"],
    [object(), "an object"],
    [reference("X"), "an object"],
    [{ kind: "file" }, "a file"],
    [anything, "any JSON"],
    [union(text, text, whole), "a string or an integer"],
  ])("%j is %s", (type, words) => {
    expect(describeType(type)).toBe(words);
  });
});
