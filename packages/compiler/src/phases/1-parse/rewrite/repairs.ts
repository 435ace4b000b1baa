import {
  isArray,
  isObject,
  type Json,
  type JsonPointer,
  own,
  pointerTokens,
  slipOf,
  toPointer,
} from "@specwire/contract";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import type { SpecText } from "../spec-text.ts";
import { type Change, fixOf } from "./change.ts";
import type { Tree } from "./tree.ts";

/** What rules add to a finding: the fix, where there is one. */
interface Repair {
  readonly fix?: Fix;
}

const repair = (fix: Fix | undefined): Repair => (fix === undefined ? {} : { fix });

/** A name, or the text of a value, that is one of these names of the spec's own but for a slip. */
export function slipRepair(
  spec: SpecText | undefined,
  at: JsonPointer,
  on: "key" | "value",
  names: Iterable<string>,
): Repair {
  const written = writtenAt(spec, at, on);
  if (spec === undefined || written === undefined) return {};
  const meant = slipOf(written, names);
  if (meant === undefined || meant === written || odd.test(meant)) return {};
  return on === "key" ? renameRepair(spec, at, meant) : valueRepair(spec, at, meant);
}

/**
 * As `slipRepair`, of names that the API knows. The slip may as well be in the one that is declared, so it counts
 * only where the rest of the spec uses that one's words more often.
 */
export function sentSlipRepair(
  spec: SpecText | undefined,
  at: JsonPointer,
  on: "key" | "value",
  names: Iterable<string>,
): Repair {
  const written = writtenAt(spec, at, on);
  const meant = written === undefined ? undefined : slipOf(written, names);
  if (spec === undefined || written === undefined || meant === undefined) return {};
  return isSurer(spec.source.text, meant, written) ? slipRepair(spec, at, on, [meant]) : {};
}

function writtenAt(spec: SpecText | undefined, at: JsonPointer, on: "key" | "value"): string | undefined {
  const written = on === "key" ? pointerTokens(at).at(-1) : spec?.valueAt(at);
  return typeof written === "string" ? written : undefined;
}

const hasName = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w-])${name.replaceAll(/[^\w]/g, "\\$&")}(?![\\w-])`).test(text);

const odd = /[|*`'"<>{}\\,;]|\[[^\]]*$|^[^[]*\]/;

function isSurer(text: string, meant: string, written: string): boolean {
  const brackets = (name: string) => name.replaceAll(/[^[\]]/g, "");
  if (brackets(meant) !== brackets(written)) return false;
  const words = (one: string) =>
    one
      .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z\d]+/)
      .filter((word) => word !== "");
  const [right, wrong] = [words(meant), words(written)];
  const [good, bad] = [
    right.filter((one) => !wrong.includes(one)),
    wrong.filter((one) => !right.includes(one)),
  ];
  // The same words in another spelling, or a name that a document declares.
  if ((good.length === 0 && bad.length === 0) || !hasName(text, meant)) return true;
  const all = words(text);
  const times = (some: readonly string[]) =>
    Math.min(...some.map((word) => all.reduce((sum, one) => sum + Number(one === word), 0)));
  if (good.length === 0 || bad.length === 0) return false;
  return times(good) > times(bad);
}

/** Another value in its place. */
export function valueRepair(spec: SpecText | undefined, at: JsonPointer, value: Tree): Repair {
  const { holder, name } = split(at);
  const isScalar = typeof value !== "object" || value === null;
  const inPlace = isScalar ? spec?.replaceValue(at, value) : undefined;
  return repair(inPlace ?? (spec && fixOf(spec, [{ holder, put: [{ name, value, over: name }] }])));
}

/** Another name in its place, where that is free. */
export function renameRepair(spec: SpecText | undefined, at: JsonPointer, name: string): Repair {
  return repair(spec?.renameKey(at, name));
}

/** The member goes, with what would be left empty around it, and out of the `required` beside its `properties`. */
export function removeRepair(spec: SpecText | undefined, at: JsonPointer): Repair {
  if (spec === undefined) return {};
  const changes = removal(spec, at);
  return repair(changes && fixOf(spec, changes));
}

function removal(spec: SpecText, at: JsonPointer): Change[] | undefined {
  const { holder, name } = split(at);
  const map = spec.valueAt(holder);
  if (at === "" || !isObject(map)) return undefined;
  const isProperty = split(holder).name === "properties";
  if (Object.keys(map).length === 1) return removal(spec, isProperty ? split(holder).holder : holder);
  const change: Change = { holder, remove: [name] };
  if (!isProperty) return [change];
  const { holder: outer } = split(holder);
  const object = spec.valueAt(outer);
  const required = isObject(object) ? own(object, "required") : undefined;
  if (!isArray(required) || !required.includes(name)) return [change];
  const left: Json[] = required.filter((one) => one !== name);
  return [
    change,
    left.length === 0
      ? { holder: outer, remove: ["required"] }
      : { holder: outer, put: [{ name: "required", value: left, over: "required" }] },
  ];
}

function split(at: JsonPointer): { readonly holder: JsonPointer; readonly name: string } {
  const tokens = pointerTokens(at);
  const name = tokens.pop() ?? "";
  return { holder: toPointer(tokens), name };
}
