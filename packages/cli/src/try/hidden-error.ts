import { isArray, isObject, type Json, type JsonPointer, toPointer } from "@specwire/contract";

/** An error rule, as far as an answer tells: the words of an error are text, its code is a word. */
export type HiddenError = {
  readonly when: { readonly pointer: JsonPointer; readonly equals: Json };
  readonly code?: JsonPointer;
  readonly message?: JsonPointer;
};

const flags = [
  ["ok", false],
  ["success", false],
  ["status", "error"],
  ["status", "fail"],
  ["result", "error"],
] as const;
/** In lower case without `_` and `-`; the likeliest first. */
const messageNames = [
  ...["errordescription", "errormessage", "message", "msg", "detail", "text", "description"],
  ...["reason", "title", "error", "errors", "problem"],
];
const codeNames = ["code", "errorcode", "kind", "type", "error"];

/** What a body says that means an error although its status says otherwise; undefined where it means none. */
export function hiddenError(body: Json): HiddenError | undefined {
  if (!isObject(body)) return undefined;
  const flag = flags.find(([name, bad]) => body[name] === bad);
  if (flag === undefined) return undefined;
  const texts = textsIn(body, [], 3).filter(({ path }) => path[0] !== flag[0] || path.length > 1);
  const message = best(texts, messageNames);
  const code = best(
    texts.filter((one) => one !== message && /^[\w.:-]{1,60}$/.test(one.text)),
    codeNames,
  );
  return {
    when: { pointer: `/${flag[0]}`, equals: flag[1] },
    ...(code !== undefined && { code: toPointer(code.path) }),
    ...(message !== undefined && { message: toPointer(message.path) }),
  };
}

interface Text {
  readonly path: readonly string[];
  readonly text: string;
}

/** Nearest to the top; among those, the first of the names. */
function best(texts: readonly Text[], names: readonly string[]): Text | undefined {
  const ranked = texts.flatMap((one) => {
    const name = one.path.findLast((word) => !/^\d+$/.test(word)) ?? "";
    const at = names.indexOf(name.toLowerCase().replace(/[_-]/g, ""));
    return at < 0 ? [] : [{ one, rank: one.path.length * names.length + at }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank)[0]?.one;
}

function textsIn(value: Json, path: readonly string[], levels: number): Text[] {
  if (typeof value === "string") return value === "" ? [] : [{ path, text: value }];
  if (levels === 0) return [];
  // Of several errors the first one speaks.
  if (isArray(value)) return value[0] === undefined ? [] : textsIn(value[0], [...path, "0"], levels - 1);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    /^[\w.-]{1,60}$/.test(name) ? textsIn(one, [...path, name], levels - 1) : [],
  );
}
