import { isArray, isObject, type Json, type JsonObject, type JsonPointer, own } from "@specwire/contract";
import { kebabCase } from "../formats.ts";
import type { Change, Put } from "../rewrite/change.ts";
import { Items } from "../rewrite/tree.ts";
import type { SpecText } from "../spec-text.ts";
import { byName, copyOf, distinct, type Habit, instead, type Looked, mapOf, textOf, under } from "./habit.ts";

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*$/;
/** What an id was meant to be: slashes, colons and capitals are other formats' ways to make groups and words. */
export function operationIdOf(written: string): string | undefined {
  const id = written
    .replaceAll(/\s*[/:]+\s*|::/g, ".")
    .split(".")
    .map((part) => kebabCase(part.trim()))
    .filter((part) => part !== "")
    .join(".");
  return idPattern.test(id) ? id : undefined;
}

// Words that are hardly ever nouns where they end an id.
const verbs = new Set(
  `get list create update delete read fetch search find send cancel import export upload download add remove archive`.split(
    " ",
  ),
);

/** As {@link operationIdOf}, with a group where one is told: by a verb at the end, or by the path that a noun is part of. */
export function groupedIdOf(written: string, operation: Json | undefined): string | undefined {
  const id = operationIdOf(written);
  const words = id?.split("-") ?? [];
  const [first = "", ...rest] = words;
  const last = words.at(-1) ?? "";
  if (id === undefined || id.includes(".") || rest.length === 0) return id;
  if (verbs.has(last) && !verbs.has(first)) return `${words.slice(0, -1).join("-")}.${last}`;
  const noun = rest.join("-");
  const segments = (textOf(operation, "request") ?? "").split(/[ /]/).map((one) => kebabCase(one));
  const plurals = [noun, `${noun}s`, `${noun}es`, noun.replace(/y$/, "ies")];
  const group = segments.find((one) => plurals.includes(one));
  return verbs.has(first) && group !== undefined ? `${group}.${first}` : id;
}

/** A list of operations, each with its id inside. */
export function operationList({ pointer, value }: Looked): Habit | undefined {
  if (!isArray(value) || value.length === 0) return undefined;
  const pairs = byName(pointer, value, "id operationId command name").map((pair) => {
    const id = pair && operationIdOf(pair[0]);
    return pair && id !== undefined ? ([id, pair[1]] as const) : undefined;
  });
  return {
    what: "`operations` is a map from an id to an operation, not a list.",
    how: `write operations: { ${pairs[0]?.[0] ?? "cards.create"}: { … } }`,
    meant: distinct(pairs),
  };
}

/** Groups as maps of operations. */
export function groups({ pointer, value }: Looked): Habit | undefined {
  if (!isObject(value)) return undefined;
  const isOperation = (one: Json) =>
    isObject(one) &&
    ["request", "use", "method", "url", "endpoint"].some((key) => typeof own(one, key) === "string");
  const found = Object.entries(value).filter(
    ([name, one]) =>
      name !== "include" &&
      name !== "exclude" &&
      isObject(one) &&
      Object.keys(one).length > 0 &&
      !isOperation(one) &&
      Object.entries(one).every(
        ([key, inner]) => isOperation(inner) || (key === "description" && typeof inner === "string"),
      ),
  );
  const [first] = found;
  if (first === undefined) return undefined;
  const put = found.flatMap(([name, one]) =>
    Object.keys(one as JsonObject)
      .filter((key) => key !== "description")
      .map(
        (key): Put => ({
          name: operationIdOf(`${name}.${key}`) ?? `${name}.${key}`,
          value: copyOf(pointer, name, key),
          over: name,
        }),
      ),
  );
  const names = [
    ...Object.keys(value).filter((key) => !found.some(([name]) => name === key)),
    ...put.map(({ name }) => name),
  ];
  const clear = new Set(names).size === names.length && put.every(({ name }) => idPattern.test(name));
  const [group, inner] = first;
  const example = Object.keys(inner as JsonObject).find((key) => key !== "description");
  return {
    at: under(pointer, group, example ?? ""),
    what: `Groups are made by dots in the ids: \`${group}.${example}\`.`,
    how: `write ${group}.${example}: { … } beside the others.`,
    changes: clear ? [{ holder: pointer, put }] : undefined,
    claims: found.map(([name]) => under(pointer, name)),
  };
}

/** Ids with capitals, underscores, slashes or colons; what names them is renamed with them. */
export function operationIds({ spec, pointer, value }: Looked): readonly Habit[] {
  if (!isObject(value)) return [];
  const all = Object.keys(value);
  const wrong = all.filter(
    (one) =>
      one !== "include" &&
      one !== "exclude" &&
      !idPattern.test(one) &&
      !one.startsWith("/") &&
      isObject(value[one]) &&
      !/^(GET|HEAD|QUERY|POST|PUT|PATCH|DELETE) /i.test(one),
  );
  const idOf = (one: string) => groupedIdOf(one, value[one]) ?? one;
  const meanings = Map.groupBy(all, (one) => (wrong.includes(one) ? idOf(one) : one));
  // A group can't be a command at once.
  const grouped = [...meanings.keys()].every(
    (one) => ![...meanings.keys()].some((id) => id.startsWith(`${one}.`)),
  );
  const plain = Map.groupBy(all, (one) => operationIdOf(one) ?? one);
  return wrong.map((name): Habit => {
    const meant = grouped && meanings.get(idOf(name))?.length === 1 ? idOf(name) : operationIdOf(name);
    const clear = meant !== undefined && (grouped ? meanings : plain).get(meant)?.length === 1;
    const named = meant === undefined ? [] : renamed(spec, name, meant);
    return {
      member: name,
      wanted: "the id of an operation",
      how: `write ${meant ?? "cards.create"}. It is the command: lower-case words joined by \`-\`, groups by dots, as in cards.create.`,
      changes: clear
        ? [{ holder: pointer, put: [{ name: meant, value: copyOf(pointer, name), over: name }] }, ...named]
        : undefined,
      claims: named.flatMap(({ holder, put = [] }) => put.map((one) => under(holder, one.name))),
      names: [under(pointer, name)],
    };
  });
}

/** What names an operation by its old id. */
export function renamed({ data }: SpecText, name: string, meant: string): Change[] {
  const root = mapOf(data) ?? {};
  const changes: Change[] = [];
  const look = (holder: JsonPointer, value: Json | undefined, member: string | number) => {
    const held = isArray(value)
      ? value[Number(member)]
      : isObject(value)
        ? own(value, String(member))
        : undefined;
    if (held === name)
      changes.push({ holder, put: [{ name: String(member), value: meant, over: String(member) }] });
  };
  const highlights = own(root, "highlights");
  for (const index of isArray(highlights) ? highlights.keys() : []) look("/highlights", highlights, index);
  const auth = own(root, "auth");
  for (const [at, one] of isArray(auth)
    ? auth.map((one, index) => [under("/auth", index), one] as const)
    : [["/auth", auth] as const])
    look(under(at, "verify"), mapOf(mapOf(one), "verify"), "operation");
  look("/pagination", own(root, "pagination"), "via");
  for (const [id, one] of Object.entries(mapOf(root, "operations") ?? {})) {
    const at = under("/operations", id);
    look(under(at, "pagination"), mapOf(mapOf(one), "pagination"), "via");
    for (const link of ["detail", "list"]) {
      look(at, one, link);
      look(under(at, link), mapOf(mapOf(one), link), "operation");
    }
  }
  return changes;
}

/** Selectors as maps, as one text, or by tag in a map. */
export function selectorsInPlace(looked: Looked): Habit | undefined {
  const { pointer, value, name } = looked;
  if (!isArray(value)) {
    const tags = isObject(value) ? own(value, "tags") : undefined;
    const paths = isObject(value) ? own(value, "paths") : undefined;
    const ids = isObject(value) ? (own(value, "operationIds") ?? own(value, "operations")) : undefined;
    const all = [tags, paths, ids].filter((one) => one !== undefined);
    const known =
      isObject(value) &&
      Object.keys(value).length === all.length &&
      all.every((one) => isArray(one) && one.every((text) => typeof text === "string"));
    if (!isObject(value)) return undefined;
    const list = known
      ? [
          ...((tags ?? []) as string[]).map((tag) => `tag:${tag}`),
          ...((paths ?? []) as string[]),
          ...((ids ?? []) as string[]),
        ]
      : [];
    return {
      what: `\`${name}\` is a list of selectors.`,
      how: `write ${name}: [${list.length > 0 ? list.join(", ") : "tag:pets, /pets/**, getPet"}]`,
      meant: list.length > 0 ? list : undefined,
    };
  }
  if (!value.some((one) => isObject(one))) return undefined;
  const texts = value.map((one) => (typeof one === "string" ? one : selectorOf(one)));
  const certain = texts.every((one) => one !== undefined);
  return {
    at: under(
      pointer,
      value.findIndex((one) => isObject(one)),
    ),
    what: "A selector is one text: an operationId, a path, `METHOD /path`, or `tag:` and a tag without a blank.",
    how: `write ${name}: [${certain ? texts.join(", ") : "tag:pets"}]`,
    changes: certain ? [instead(looked, new Items(texts))] : undefined,
    claims: [pointer],
  };
}

function selectorOf(one: Json): string | undefined {
  const map = mapOf(one);
  const [[key, text] = [], ...others] = Object.entries(map ?? {});
  const [method, path] = [textOf(map, "method"), textOf(map, "path")];
  if (method !== undefined && path !== undefined && others.length === 1)
    return `${method.toUpperCase()} ${path}`;
  if (key === undefined || typeof text !== "string" || others.length > 0) return undefined;
  if (key === "tag") return `tag:${text}`;
  return ["operationId", "id", "path", "use"].includes(key) ? text : undefined;
}

/** Ids as one text, or as maps, in `highlights`. */
export function highlightList(looked: Looked): Habit | undefined {
  const { pointer, value } = looked;
  const list =
    typeof value === "string"
      ? value.split(/[\s,]+/).filter((one) => one !== "")
      : isArray(value) && value.some((one) => isObject(one))
        ? value.map((one) =>
            typeof one === "string"
              ? one
              : (textOf(one, "operation") ?? textOf(one, "id") ?? textOf(one, "command")),
          )
        : isObject(value)
          ? Object.keys(value)
          : undefined;
  if (list === undefined) return undefined;
  const certain = list.length > 0 && list.every((one) => one !== undefined && idPattern.test(one));
  return {
    at: isArray(value) ? under(pointer, 0) : pointer,
    what: "`highlights` is a list of ids.",
    how: `write highlights: [${list.filter((one) => one !== undefined).join(", ")}]`,
    changes: certain ? [instead(looked, list as Json)] : undefined,
    claims: [pointer],
  };
}

/** The id of an operation in another spelling: its words with blanks, or in capitals. */
export function foldedId({ spec, value }: Looked): Habit | undefined {
  if (typeof value !== "string" || idPattern.test(value)) return undefined;
  const fold = (id: string) => id.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const ids = Object.keys(mapOf(mapOf(spec.data), "operations") ?? {});
  const [meant, ...others] = ids.filter((id) => fold(id) === fold(value) && idPattern.test(id));
  if (meant === undefined || others.length > 0 || ids.includes(value)) return undefined;
  return { on: "value", wanted: "the id of an operation", how: `write ${meant}`, meant };
}
