import { isArray, isObject, type Json, type JsonObject, own } from "@specwire/contract";
import { fold } from "../near-misses.ts";
import { Copy, Items, Members, type Tree } from "../rewrite/tree.ts";
import { copyOf, type Habit, instead, isText, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";
import { looksLikeSchema } from "./schema-words.ts";

const places = ["path", "query", "header", "cookie", "body"];

/** The places of an operation that declare a name. */
export function placesOf(operation: JsonObject, name: string): string[] {
  const line = textOf(operation, "request") ?? textOf(operation, "use") ?? "";
  return places.filter(
    (place) =>
      own(mapOf(mapOf(operation, place), "properties") ?? {}, name) !== undefined ||
      (place === "path" && line.includes(`{${name}}`)),
  );
}

/** `defaults` and `fixed` by name, without the place in the request. */
export function valuesWithoutPlace({ spec, pointer, value, name, holder }: Looked): Habit | undefined {
  if (!isObject(value)) return undefined;
  const flat = Object.keys(value).filter(
    (key) => !places.includes(key) || (!isObject(value[key]) && key !== "body"),
  );
  const [first] = flat;
  if (first === undefined) return undefined;
  const operation = mapOf(spec.valueAt(holder)) ?? {};
  const found = flat.map((key) => ({ key, at: key.includes(".") ? [] : placesOf(operation, key) }));
  if (found.every(({ at }) => at.length === 0)) return undefined;
  const certain = flat.length === Object.keys(value).length && found.every(({ at }) => at.length === 1);
  const tree = new Members(
    places.flatMap((place): (readonly [string, Tree])[] => {
      const some = found.filter(({ at }) => at[0] === place);
      return some.length === 0
        ? []
        : [[place, new Members(some.map(({ key }) => [key, copyOf(pointer, key)]))]];
    }),
  );
  const place = found[0]?.at[0] ?? "query";
  return {
    member: first,
    what: `\`${name}\` goes by the place in the request first: path, query, header, cookie or body.`,
    how: `write ${name}: { ${place}: { ${first}: … } }`,
    changes: certain ? [{ holder, put: [{ name, value: tree, over: name }] }] : undefined,
    claims: flat.map((key) => under(pointer, key)),
  };
}

/** `headers` in an operation: constants are `fixed`, what a caller gives is `header`. */
export function operationHeaders({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const headers = mapOf(map, "headers");
  if (map === undefined || headers === undefined || Object.keys(headers).length === 0) return undefined;
  const constant = Object.values(headers).every((one) => typeof one === "string" && !/^\$|[{}<>]/.test(one));
  const schemas = Object.values(headers).every(
    (one) => isObject(one) && looksLikeSchema(one) && Object.keys(one).length > 0,
  );
  const properties = mapOf(headers, "properties") !== undefined;
  const at = under(pointer, "headers");
  const fixed = mapOf(map, "fixed");
  // What is fixed is declared too.
  const schemasOf = Object.keys(headers).map((name) => [name, { type: "string" }] as const);
  const declared =
    own(map, "header") === undefined
      ? [{ name: "header", value: new Members([["properties", new Members(schemasOf)]]), over: "headers" }]
      : [];
  const changes = constant
    ? fixed === undefined
      ? own(map, "fixed") === undefined
        ? [
            {
              holder: pointer,
              put: [
                ...declared,
                { name: "fixed", value: new Members([["header", new Copy(at)]]), over: "headers" },
              ],
            },
          ]
        : undefined
      : own(fixed, "header") === undefined && Object.keys(fixed).length > 0
        ? [
            { holder: pointer, remove: ["headers"] },
            { holder: under(pointer, "fixed"), put: [{ name: "header", value: new Copy(at) }] },
          ]
        : undefined
    : (schemas || properties) && own(map, "header") === undefined
      ? [{ holder: pointer, put: [{ name: "header", value: new Copy(at), over: "headers" }] }]
      : undefined;
  return {
    at,
    what: "An operation has no `headers`: those that are always sent are `fixed`, those that a caller gives are `header`.",
    how: constant
      ? `write header: { properties: { ${Object.keys(headers)[0]}: { type: string } } } and fixed: { header: { ${Object.keys(headers)[0]}: … } }`
      : "write header: { properties: { … } }",
    changes,
  };
}

/** `example`, alone or beside nothing else: a call's arguments, or a call. */
export function singleExample({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const example = mapOf(map, "example");
  if (map === undefined || example === undefined) return undefined;
  const at = under(pointer, "example");
  return {
    at,
    what: "`examples` is a list of calls, each with its `args`.",
    how: "write examples: [{ args: { … } }]",
    changes:
      own(map, "examples") === undefined
        ? [
            {
              holder: pointer,
              put: [{ name: "examples", value: new Items([callOf(at, example)]), over: "example" }],
            },
          ]
        : undefined,
  };
}

function callOf(pointer: string, call: JsonObject): Tree {
  if (isObject(own(call, "args"))) return new Copy(pointer);
  if (
    places.some((place) => isObject(own(call, place))) &&
    Object.keys(call).every((key) => [...places, "summary"].includes(key))
  )
    return byPlace(pointer, call);
  return new Members([["args", new Copy(pointer)]]);
}

/** Arguments by place, as a request has them: all stand in `args` by their names. */
function byPlace(pointer: string, call: JsonObject): Tree {
  const args = places.flatMap((place) =>
    Object.keys(mapOf(call, place) ?? {}).map((name) => [name, copyOf(pointer, place, name)] as const),
  );
  return new Members([
    ["summary", own(call, "summary") === undefined ? undefined : copyOf(pointer, "summary")],
    ["args", new Members(args)],
  ]);
}

/** Examples by name, calls without `args`, or shell lines. */
export function exampleList(looked: Looked): Habit | undefined {
  const { spec, pointer, value, holder } = looked;
  const operation = mapOf(spec.valueAt(holder)) ?? {};
  const isCall = (one: Json) => isObject(one) && isObject(own(one, "args"));
  if (isObject(value)) {
    const calls = Object.values(value);
    const named = calls.length > 0 && calls.every(isObject);
    const single = isCall(value) || (!named && calls.length > 0);
    const trees =
      named && !isCall(value)
        ? Object.keys(value).map((key) => exampleOf(operation, value[key] ?? null, under(pointer, key)))
        : [exampleOf(operation, value, pointer)];
    const certain = trees.every((one) => one !== undefined) && (named || single);
    return {
      what: "`examples` is a list of calls, each with its `args`.",
      how: "write examples: [{ args: { … } }]",
      meant: certain ? new Items(trees) : undefined,
    };
  }
  if (
    !isArray(value) ||
    value.every((one) => isCall(one) || (isObject(one) && own(one, "args") !== undefined))
  )
    return undefined;
  const trees = value.map((one, index) =>
    isCall(one) ? copyOf(pointer, index) : exampleOf(operation, one, under(pointer, index)),
  );
  const wrong = value.findIndex((one) => !isCall(one));
  const certain = trees.every((one) => one !== undefined);
  return {
    member: wrong,
    what:
      typeof value[wrong] === "string"
        ? "An example is a map with `args`, never a line of a shell: it is shown for each surface."
        : "An example has its arguments in `args`.",
    how: "write { args: { id: 5abb } }, with a summary where it helps.",
    changes: certain ? [instead(looked, new Items(trees))] : undefined,
    claims: [pointer],
  };
}

/** A shell's words, or values without names, in place of `args`. */
export function argsText({ spec, pointer, value }: Looked): Habit | undefined {
  if (typeof value !== "string" && !isArray(value)) return undefined;
  const operation = mapOf(spec.valueAt(pointer.replace(/\/examples\/\d+\/args$/, ""))) ?? {};
  const tree = typeof value === "string" ? fromShell(operation, `custom-x ${value}`) : undefined;
  const args = tree instanceof Members ? tree.entries[0]?.[1] : undefined;
  return {
    what: "`args` is a map from a parameter's name to its value.",
    how: "write args: { id: 5abb }",
    meant: args === undefined ? undefined : args,
  };
}

const exampleWords = ["summary", "description", "title", "name"];

function exampleOf(operation: JsonObject, one: Json, pointer: string): Tree | undefined {
  if (typeof one === "string") return fromShell(operation, one);
  if (!isObject(one) || Object.keys(one).length === 0) return undefined;
  if (isObject(own(one, "args"))) return new Copy(pointer);
  const inner = keyOf(one, "arguments input params value parameters", isObject);
  if (inner !== undefined) {
    const others = Object.keys(one).filter((key) => key !== inner && !exampleWords.includes(key));
    const words = keyOf(one, "summary description title name", isText);
    if (others.length > 0) return undefined;
    return new Members([
      ["summary", words === undefined ? undefined : copyOf(pointer, words)],
      ["args", copyOf(pointer, inner)],
    ]);
  }
  const names = Object.keys(one).filter((key) => placesOf(operation, key).length > 0);
  const said = Object.keys(one).filter((key) => !names.includes(key));
  const [word, ...more] = said;
  if (word === undefined) return new Members([["args", new Copy(pointer)]]);
  if (names.length > 0 && more.length === 0 && exampleWords.includes(word) && textOf(one, word) !== undefined)
    return new Members([
      ["summary", copyOf(pointer, word)],
      ["args", new Members(names.map((name) => [name, copyOf(pointer, name)]))],
    ]);
  return places.some((place) => isObject(own(one, place))) ? callOf(pointer, one) : undefined;
}

/** `custom-x cards create --title "Buy milk"` as arguments; undefined where it is not that simple. */
function fromShell(operation: JsonObject, line: string): Tree | undefined {
  if (!/^custom-[\w-]+ /.test(line) || /[|;&<>`$\\]/.test(line)) return undefined;
  const words = [...line.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, "$1$2"),
  );
  const start = words.findIndex((word) => word.startsWith("--"));
  const args: [string, Json][] = [];
  const names = places.flatMap((place) => Object.entries(mapOf(mapOf(operation, place), "properties") ?? {}));
  for (let at = start; start !== -1 && at < words.length; at++) {
    const [, flag, beside] = /^--([\w.-]+)(?:=(.*))?$/.exec(words[at] ?? "") ?? [];
    if (flag === undefined) return undefined;
    const known = names.find(([name]) => name === flag || fold(name) === fold(flag));
    if (known === undefined) return undefined;
    const isSwitch =
      mapOf(known[1])?.type === "boolean" && beside === undefined && (words[at + 1] ?? "--").startsWith("--");
    const text = isSwitch ? "true" : (beside ?? words[++at]);
    if (text === undefined) return undefined;
    const type = mapOf(known[1])?.type;
    const value = type === "integer" || type === "number" || type === "boolean" ? readJson(text) : text;
    if (value === undefined) return undefined;
    args.push([known[0], value]);
  }
  return args.length === 0 ? undefined : new Members([["args", new Members(args)]]);
}

function readJson(text: string): Json | undefined {
  return /^(true|false|-?\d+(\.\d+)?)$/.test(text) ? (JSON.parse(text) as Json) : undefined;
}
