import { type Flag, toKebab } from "@specwire/contract";
import { globalFlagOf } from "./global-options.ts";

export type FoundFlag =
  | { readonly kind: "global"; readonly name: string; readonly takesValue: boolean }
  | {
      readonly kind: "flag";
      readonly flag: Flag;
      readonly negated: boolean;
      readonly inner: readonly string[];
    };

/** Finds what a typed name means: the flag's own name, then a global flag, then other spellings of a flag. */
export interface FlagLookup {
  readonly flags: readonly Flag[];
  /** The body is the bytes of a file: what looks like a flag for it means `--input`. */
  readonly fileBody: boolean;
  find(name: string): FoundFlag | undefined;
  /** The flag whose value would have a member of that name in it. */
  around(name: string): { readonly flag: Flag; readonly inner: readonly string[] } | undefined;
}

export function flagLookup(flags: readonly Flag[], fileBody = false): FlagLookup {
  const byName = new Map(flags.map((flag) => [flag.name, flag]));
  const byWireName = new Map<string, Flag>();
  const byKebab = new Map<string, Flag>();
  for (const flag of flags) {
    const wire = flag.path.join(".");
    if (!byWireName.has(wire)) byWireName.set(wire, flag);
    const kebab = flag.path.map(toKebab).join(".");
    if (!byKebab.has(kebab)) byKebab.set(kebab, flag);
  }
  const spelled = (name: string) =>
    byName.get(name) ?? byWireName.get(name) ?? byKebab.get(name.split(".").map(toKebab).join("."));
  const found = (flag: Flag, negated = false, inner: readonly string[] = []): FoundFlag => ({
    kind: "flag",
    flag,
    negated,
    inner,
  });
  return {
    flags,
    fileBody,
    find(name) {
      const exact = byName.get(name);
      if (exact) return found(exact);
      const global = globalFlagOf(`--${name}`);
      if (global) return { kind: "global", name: global.name, takesValue: global.value !== undefined };
      const other = spelled(name);
      if (other) return found(other);
      const positive = name.startsWith("no-") ? spelled(name.slice(3)) : undefined;
      if (positive && isSwitch(positive)) return found(positive, true);
      return insideObject(name);
    },
    around,
  };

  /** `--metadata.key value`: a member of an object that takes members of any name. */
  function insideObject(name: string): FoundFlag | undefined {
    const outer = around(name);
    if (outer === undefined) return undefined;
    const { type } = outer.flag;
    // Among declared members another name is a slip; who means it gives the object's JSON.
    const open =
      type.kind === "any" ||
      (type.kind === "object" && type.additional !== undefined && type.properties.length === 0);
    return open ? found(outer.flag, false, outer.inner) : undefined;
  }

  function around(name: string) {
    const members = name.split(".");
    for (let length = members.length - 1; length > 0; length--) {
      const flag = spelled(members.slice(0, length).join("."));
      if (flag) return { flag, inner: members.slice(length) };
    }
    return undefined;
  }
}

/** Whether a flag may stand alone (`--archived`) and be negated (`--no-archived`). */
export function isSwitch(flag: Flag): boolean {
  return flag.type.kind === "boolean";
}
