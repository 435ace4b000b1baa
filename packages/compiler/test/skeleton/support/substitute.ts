import { isArray, isObject, type Json, pointerTokens, toPointer } from "@specwire/contract";

/** A string, or the name of a member, in some data. */
export interface Position {
  readonly pointer: string;
  readonly on: "value" | "key";
}

export interface Substituted {
  readonly data: Json;
  /** Where each position is now, its name and those above it replaced. */
  readonly pointers: ReadonlyMap<Position, string>;
}

/** Data with texts put at positions. Names that would be there twice in one object are told apart by a number. */
export function substitute(data: Json, texts: ReadonlyMap<Position, string>): Substituted {
  const values = new Map<string, [Position, string]>();
  const keys = new Map<string, [Position, string]>();
  for (const [position, text] of texts)
    (position.on === "key" ? keys : values).set(position.pointer, [position, text]);
  const pointers = new Map<Position, string>();
  const copy = (value: Json, before: string, after: string): Json => {
    if (typeof value === "string") {
      const [position, text] = values.get(before) ?? [];
      if (position) pointers.set(position, after);
      return text ?? value;
    }
    if (isArray(value))
      return value.map((item, index) => copy(item, `${before}/${index}`, `${after}/${index}`));
    if (!isObject(value)) return value;
    const taken = new Set(Object.keys(value));
    const entries = Object.entries(value).map(([key, member]): [string, Json] => {
      const [position, text] = keys.get(before + toPointer([key])) ?? [];
      const name = text === undefined ? key : unique(text, taken);
      taken.add(name);
      const inner = after + toPointer([name]);
      if (position) pointers.set(position, inner);
      return [name, copy(member, before + toPointer([key]), inner)];
    });
    return Object.fromEntries(entries);
  };
  return { data: copy(data, "", ""), pointers };
}

function unique(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) if (!taken.has(name + number)) return name + number;
}

/** Every string and every name of a member in some data. */
export function everyPosition(data: Json): Position[] {
  const found: Position[] = [];
  const visit = (value: Json, pointer: string): void => {
    if (typeof value === "string") found.push({ pointer, on: "value" });
    else if (isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, `${pointer}/${index}`);
    } else if (isObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        const inner = pointer + toPointer([key]);
        found.push({ pointer: inner, on: "key" });
        visit(member, inner);
      }
    }
  };
  visit(data, "");
  return found;
}

/** The value at a pointer that is known to be there. */
export function at(data: Json, pointer: string): Json {
  let value: Json | undefined = data;
  for (const token of pointerTokens(pointer)) value = (value as Readonly<Record<string, Json>>)[token];
  if (value === undefined) throw new Error(`nothing is at ${pointer}`);
  return value;
}
