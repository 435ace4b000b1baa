// Servers fold names: without case (Go, .NET), `to[]` and `to[0]` into `to` (PHP, Rack, qs), `a.b` into `a_b` (PHP),
// `idList` beside `id_list` (Protocol Buffers), `!to` and `_to` as defaults of `to` (Spring), `$to` as `to` (OData).

/** What a name may be a part of is looked at so many levels deep; no declared name has as many. */
const mostLevels = 8;

/** A name as the most forgiving server reads it: its letters and digits, without case. */
export function foldedName(name: string): string {
  return foldedLevels(name).at(-1) ?? name;
}

function folded(name: string): string {
  // Classes of Unicode take a millisecond to get ready; hardly a name needs them.
  if (!/[^\0-\x7f]/.test(name)) return name.replace(/[^A-Za-z0-9]+/g, "").toLowerCase();
  return name
    .replace(/[^\p{L}\p{N}]|\p{Default_Ignorable_Code_Point}/gu, "")
    .toUpperCase()
    .toLowerCase();
}

/** The folded name behind those that it may be a part of: of `to[0].x` they are `to`, `to0` and `to0x`. */
export function foldedLevels(name: string): readonly string[] {
  const levels = new Set<string>();
  let whole = "";
  for (const [index, part] of name
    .normalize("NFKC")
    .split(/[[.\0]/)
    .entries()) {
    if (whole !== "" && index <= mostLevels) levels.add(whole);
    whole += folded(part);
  }
  // Of signs alone nothing would be left, so such a name is only itself.
  const last = whole || name;
  levels.delete(last);
  return [...levels, last];
}

interface Named {
  readonly owner: string;
  readonly name: string;
}

/** Names of a request, each with whose it is, to find those that a server could take for somebody else's. */
export class FoldedNames {
  readonly #wholes = new Map<string, Named[]>();
  readonly #levels = new Map<string, Named[]>();

  /** `owner` is the parameter or member that the name is of. */
  add(name: string, owner: string = name): void {
    const levels = foldedLevels(name);
    for (const level of levels) note(this.#levels, level, { owner, name });
    note(this.#wholes, levels.at(-1) ?? name, { owner, name });
  }

  /** Somebody else's name that this one may be read as, or that one of the two may be read as a part of. */
  met(name: string, owner: string = name): string | undefined {
    const levels = foldedLevels(name);
    const near = [
      ...levels.flatMap((level) => this.#wholes.get(level) ?? []),
      ...(this.#levels.get(levels.at(-1) ?? name) ?? []),
    ];
    return near.find((one) => one.owner !== owner)?.name;
  }
}

function note(names: Map<string, Named[]>, key: string, named: Named): void {
  const known = names.get(key);
  if (known === undefined) names.set(key, [named]);
  // Two owners are enough to find one that is another.
  else if (known.length < 2 && known[0]?.owner !== named.owner) known.push(named);
}

/** Whether a server may take the value for the request's method: `_method`, `X-HTTP-Method-Override`. */
export function isMethodOverride(name: string): boolean {
  const last = foldedName(name);
  return overrides.has(last) || (last === "method" && /^\P{L}/u.test(name));
}

const overrides: ReadonlySet<string> = new Set([
  "httpmethod",
  "httpmethodoverride",
  "methodoverride",
  "xhttpmethod",
  "xhttpmethodoverride",
  "xmethodoverride",
]);
