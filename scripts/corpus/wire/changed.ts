import { isDeepStrictEqual } from "node:util";
import type { MadeArguments } from "../generate/arguments.ts";
import { isArray, type Json, type OriginalOperation, plainPath } from "../original.ts";
import type { Recorded } from "./recorder.ts";

/**
 * What arrived otherwise than it was stated, where a plain reading can tell: JSON bodies whole, and scalars and
 * exploded lists of path, query, header and forms. A judge accepts a request that lacks something optional; this
 * does not.
 */
export function changedOnTheWay(
  one: OriginalOperation,
  made: MadeArguments,
  sent: Recorded,
): string | undefined {
  const [path = "", query = ""] = splitOnce(sent.url, "?");
  const type = String(sent.headers["content-type"] ?? "");
  if (made.body !== undefined && /[/+]json\b/i.test(type) && !hasFile(made.body)) {
    const arrived: unknown = JSON.parse(sent.body.toString());
    if (!isDeepStrictEqual(arrived, plain(made.body)))
      return `body: stated ${short(made.body)}, sent ${short(arrived as Json)}`;
  }
  const form = /^application\/x-www-form-urlencoded/i.test(type)
    ? (made.body as Readonly<Record<string, Json>>)
    : {};
  const segments = new RegExp(`${pattern(plainPath(one.path))}$`).exec(path)?.groups ?? {};
  const names = [...plainPath(one.path).matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name);
  const inPath = (name: string) => {
    const value = segments[`p${names.indexOf(name)}`];
    return value === undefined ? [] : [decodeURIComponent(value)];
  };
  const isPlain = (place: string, name: string) => {
    const parameter = one.parameters.find((each) => each.in === place && each.name === name);
    return (
      parameter !== undefined &&
      !parameter.content &&
      !parameter.style &&
      !parameter.allowReserved &&
      parameter.explode !== false
    );
  };
  const checks: [string, Readonly<Record<string, Json>>, (name: string) => readonly string[], boolean][] = [
    ["path", made.path ?? {}, inPath, false],
    ["query", made.query ?? {}, (name) => new URLSearchParams(query).getAll(name), true],
    ["header", made.header ?? {}, (name) => [String(sent.headers[name.toLowerCase()])], false],
    ["form", form, (name) => new URLSearchParams(sent.body.toString()).getAll(name), false],
  ];
  for (const [place, values, arrived, lists] of checks) {
    for (const [name, value] of Object.entries(values)) {
      const stated = isArray(value) ? value : [value];
      if ((isArray(value) && !lists) || stated.some((each) => typeof each === "object" && each !== null))
        continue;
      if (place !== "form" && !isPlain(place, name)) continue;
      const came = arrived(name);
      if (!isDeepStrictEqual(came, stated.map(String)))
        return `${place} ${name}: stated ${short(value)}, sent ${short(came as Json)}`;
    }
  }
  return undefined;
}

/** Objects of the generator may have no prototype in common with JSON.parse's. */
const plain = (value: Json): unknown => JSON.parse(JSON.stringify(value));

const hasFile = (value: Json): boolean => JSON.stringify(value).includes('"$file":');

const short = (value: Json): string => JSON.stringify(value).slice(0, 200);

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** A path template as a regular expression with a group for each name. */
function pattern(template: string): string {
  let number = 0;
  return template
    .split(/(\{[^{}]+\})/)
    .map((part) => (part.startsWith("{") ? `(?<p${number++}>[^/]+?)` : part.replace(/[^\w/]/g, "\\$&")))
    .join("");
}
