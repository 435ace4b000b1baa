/** A kind of finding. Its code is the key it stands under: `family/kebab-case`, stable for ever. */
export interface DiagnosticDefinition<Params = never> {
  /** An error stops the compiler before anything is written; a warning is for the reader to judge. */
  readonly severity: "error" | "warning";
  /** One or two sentences that name the value and the thing. */
  readonly message: (params: Params) => string;
  /** What to write instead. */
  readonly help?: (params: Params) => string | undefined;
}

/** What a file of the catalogue holds. */
export type DiagnosticDefinitions = Readonly<Record<`${string}/${string}`, DiagnosticDefinition>>;

/** `did you mean "a" or "b"?`, or nothing where nothing is near. */
export function didYouMean(suggestions: readonly string[]): string | undefined {
  if (suggestions.length === 0) return undefined;
  const quoted = suggestions.map((one) => JSON.stringify(one));
  return `did you mean ${orList(quoted)}?`;
}

/** `a, b or c` */
export function orList(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
}

/** Sentences joined by a blank; what is undefined is left out. */
export function sentences(...parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined && part !== "");
  return said.length === 0 ? undefined : said.join(" ");
}
