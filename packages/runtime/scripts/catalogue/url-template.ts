import type { Asked, Entry } from "./entry.ts";

/** A variable as a connector spec states it. */
export type SpecVariable = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Gathers the variables of one provider while its URLs and parameters are rewritten. */
export class Templates {
  readonly variables: Record<string, SpecVariable> = {};
  readonly remarks = new Set<string>();
  readonly #entry: Entry;
  readonly #given: Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  /** `given`: what is known of variables beside the catalogue, by our name of them. */
  constructor(entry: Entry, given: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}) {
    this.#entry = entry;
    this.#given = given;
  }

  /** A URL with our braces. Of alternatives (`first || second`) the second is where a variable has no value. */
  url(written: string): string {
    const [first = "", second] = written.split("||").map((one) => one.trim());
    const names = namesIn(first);
    const usual = second === undefined || names.length !== 1 ? undefined : valueIn(first, second);
    if (second !== undefined && usual === undefined && namesIn(second).length === 0)
      return this.#hostChoice(first, second);
    return this.#placed(first, usual);
  }

  /** A value of a parameter or header. */
  value(written: unknown): string {
    const [first = "", second] = String(written)
      .split("||")
      .map((one) => one.trim());
    return first.replace(placeholder, (_, name: string) => this.#braces(name, "text", second));
  }

  #placed(url: string, usual?: string): string {
    let offset = 0;
    const whole = url.replace(placeholder, (match, name: string, at: number) => {
      offset = at;
      const before = url.slice(0, at);
      const after = url.slice(offset + match.length);
      return this.#braces(name, placeOf(before, after), usual);
    });
    // An origin brings its scheme along.
    return whole.replace(/^https:\/\/\{(\w+)\}/, (match, name: string) =>
      this.variables[name]?.kind === "origin" ? `{${name}}` : match,
    );
  }

  /** Hosts that differ in more than one value, as a choice of hosts. */
  #hostChoice(first: string, second: string): string {
    const [name = ""] = namesIn(first);
    const asked = this.#asked(name.replace(/^connectionConfig\./, ""));
    const host = (url: string) => /^https:\/\/([^/]*)/.exec(url)?.[1] ?? "";
    const usual = host(second);
    const hosts = (asked?.enum ?? []).map((value) => host(first.replace(placeholder, value)));
    const word = `${usual.split(".")[0]}Host`;
    this.variables[word] = { from: "user", kind: "domain", enum: [usual, ...hosts], default: usual };
    this.remarks.add("hosts that belong together are asked for one by one");
    return second.replace(usual, `{${word}}`);
  }

  #asked(name: string): Asked | undefined {
    return this.#entry.connection_config?.[name];
  }

  #braces(written: string, place: Place, usual: string | undefined): string {
    const name = written.replace(/^connectionConfig\./, "");
    const asked = this.#asked(name);
    if (asked?.hidden && asked.default_value !== undefined) return asked.default_value;
    const word = name.replaceAll(/[^a-zA-Z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
    const known = this.variables[word];
    const now = this.#given[word] ?? this.#variable(name, asked, place, usual);
    // The stricter place decides: a host's value may stand in a parameter too.
    if (known === undefined || order.indexOf(known.kind) > order.indexOf(String(now.kind)))
      this.variables[word] = { ...now, kind: String(now.kind ?? "label") };
    return `{${word}}`;
  }

  #variable(name: string, asked: Asked | undefined, place: Place, usual: string | undefined): SpecVariable {
    const { redirect_uri_metadata = [], token_response_metadata = [] } = this.#entry;
    const isAsked = asked !== undefined && !asked.automated;
    if (!isAsked && redirect_uri_metadata.includes(name))
      return { from: "redirect", parameter: name, kind: place };
    if (!isAsked && token_response_metadata.includes(name))
      return { from: "tokenResponse", pointer: `/${name.replaceAll(".", "/")}`, kind: place };
    const isOpen = place === "domain" || place === "origin";
    const hasPort = /:\d+|\(:/.test(`${asked?.example ?? ""}${asked?.pattern ?? ""}`);
    const choice = asked?.enum && { enum: [...asked.enum] };
    if (isOpen && !choice)
      this.remarks.add("any host may be named, so each user needs an OAuth client of their own");
    if (!choice && asked === undefined)
      this.remarks.add("a value is asked from the user that the catalogue looks up");
    const fallback = usual ?? asked?.default_value;
    return {
      from: "user",
      kind: isOpen && !choice && hasPort && place === "domain" ? "origin" : place,
      ...choice,
      ...(isOpen && !choice && { selfHosted: true }),
      ...(fallback !== undefined && (isOpen || !fallback.includes("/")) && { default: fallback }),
      ...(asked?.title && { label: asked.title }),
    };
  }
}

type Place = "label" | "domain" | "origin" | "path" | "text";
const order: readonly string[] = ["origin", "domain", "label", "path", "text"];
const placeholder = /\$\{([^}]*)\}/g;

function namesIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name = ""]) => name);
}

/** What stands in `second` where `first` has its placeholder. */
function valueIn(first: string, second: string): string | undefined {
  const [before = "", after = ""] = first.split(/\$\{[^}]*\}/);
  const fits =
    second.startsWith(before) &&
    second.endsWith(after) &&
    second.length > before.length + after.length &&
    !second.includes("${");
  return fits ? second.slice(before.length, second.length - after.length) : undefined;
}

function placeOf(before: string, after: string): Place {
  if (before === "") return "origin";
  if (before.includes("?")) return "text";
  if (/^https:\/\/[^/]*$/.test(before)) return /^($|[/:])/.test(after) ? "domain" : "label";
  return "path";
}
