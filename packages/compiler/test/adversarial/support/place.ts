import { readFileSync } from "node:fs";
import { type Json, pointerTokens, toPointer } from "@specwire/contract";

/** A place that the payload of a case goes to; a position may need several, such as a name and its reference. */
interface Place {
  readonly in: "spec" | "document";
  readonly at?: string;
  /** Whether the member's name is meant. Default: its value. */
  readonly on?: "key";
  /** What is put there, `{payload}` and `{pointer}` (the payload as a token of a reference) replaced. */
  readonly as?: Json;
  /** Whether the payload is JSON text. */
  readonly json?: true;
  readonly remove?: true;
  /** The lines of the whole file, in place of the base. */
  readonly text?: readonly string[];
}

interface Position {
  readonly places: readonly Place[];
  readonly benign?: string;
}

type Mutable = { [key: string]: unknown };

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const positions = JSON.parse(read("positions.json")) as Readonly<Record<string, Position>>;

/** The files of a connector with a payload at a position, and where in the spec it went last. */
export interface Placed {
  readonly files: Readonly<Record<string, string>>;
  readonly path: string;
  readonly at?: string;
  readonly on: "key" | "value";
}

export const positionNames: readonly string[] = Object.keys(positions);

export function benignAt(position: string): string {
  return positionNamed(position).benign ?? "harmless";
}

export function placeAt(position: string, payload: string): Placed {
  const spec = JSON.parse(read("base/connector.json")) as Mutable;
  const document = JSON.parse(read("base/openapi.json")) as Mutable;
  const texts: { spec?: string; document?: string } = {};
  let last: { at: string; on: "key" | "value" } | undefined;
  for (const place of positionNamed(position).places) {
    const root = place.in === "spec" ? spec : document;
    if (place.text) texts[place.in] = indented(place.text, payload);
    else if (place.remove) removeAt(root, place.at ?? "");
    else {
      const at = put(root, place, payload);
      if (place.in === "spec") last = { at, on: place.on ?? "value" };
    }
  }
  const path = texts.spec === undefined ? "acme/connector.json" : "acme/connector.yaml";
  return {
    path,
    files: {
      [path]: texts.spec ?? JSON.stringify(spec),
      "acme/openapi.json": texts.document ?? JSON.stringify(document),
    },
    ...(last && { at: last.at }),
    on: last?.on ?? "value",
  };
}

function positionNamed(name: string): Position {
  const position = positions[name];
  if (position === undefined) throw new Error(`no position is called ${name}`);
  return position;
}

/** Puts the payload where the place says; answers its pointer afterwards. */
function put(root: Mutable, place: Place, payload: string): string {
  const tokens = pointerTokens(place.at ?? "").map((token) => token.replace("{pointer}", () => payload));
  const name = tokens.pop() ?? "";
  let holder = root;
  for (const token of tokens) holder = holder[token] as Mutable;
  const value = filled(place.as ?? "{payload}", payload);
  if (place.on !== "key") {
    define(holder, name, place.json ? JSON.parse(payload) : value);
    return toPointer([...tokens, name]);
  }
  if (!Object.hasOwn(holder, name)) throw new Error(`nothing is at ${place.at}`);
  const entries = Object.entries(holder);
  for (const [key] of entries) delete holder[key];
  for (const [key, member] of entries) define(holder, key === name ? String(value) : key, member);
  return toPointer([...tokens, String(value)]);
}

// An assignment to `__proto__` would do something else.
function define(holder: Mutable, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function removeAt(root: Mutable, pointer: string): void {
  const tokens = pointerTokens(pointer);
  const name = tokens.pop() ?? "";
  let holder = root;
  for (const token of tokens) holder = holder[token] as Mutable;
  delete holder[name];
}

function filled(template: Json, payload: string): Json {
  if (typeof template === "string") {
    const token = encodeURIComponent(payload.replaceAll("~", "~0").replaceAll("/", "~1"));
    return template.replace("{payload}", () => payload).replace("{pointer}", () => token);
  }
  if (typeof template !== "object" || template === null) return template;
  return Array.isArray(template)
    ? template.map((one: Json) => filled(one, payload))
    : Object.fromEntries(Object.entries(template).map(([key, one]) => [key, filled(one, payload)]));
}

function indented(lines: readonly string[], payload: string): string {
  const fill = (line: string) => {
    const indent = /^ */.exec(line)?.[0] ?? "";
    return line.replace("{payload}", () => payload.replaceAll("\n", `\n${indent}`));
  };
  return lines.length === 1 && lines[0] === "{payload}" ? payload : `${lines.map(fill).join("\n")}\n`;
}
