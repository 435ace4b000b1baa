import type { Location } from "../source/location.ts";
import { type Catalogue, catalogue, type DiagnosticCode } from "./catalogue/index.ts";
import type { DiagnosticDefinition } from "./define.ts";
import type { Diagnostic, Fix, Related } from "./diagnostic.ts";

/** What the message of a code needs to be said. */
export type ParamsOf<Code extends DiagnosticCode> =
  Parameters<Catalogue[Code]["message"]> extends [infer Params] ? Params : Readonly<Record<never, never>>;

export interface Extras {
  readonly related?: readonly Related[];
  /** In place of the help that the catalogue gives. */
  readonly help?: string;
  readonly fix?: Fix;
}

/** Gathers findings. Nothing in the compiler throws or stops because of one. */
export class Collector {
  readonly #found = new Map<string, Diagnostic>();

  add<Code extends DiagnosticCode>(
    code: Code,
    params: ParamsOf<Code>,
    location: Location,
    extras: Extras = {},
  ): void {
    const definition = catalogue[code] as unknown as DiagnosticDefinition<ParamsOf<Code>>;
    const message = definition.message(params);
    const help = extras.help ?? definition.help?.(params);
    const diagnostic: Diagnostic = {
      code,
      severity: definition.severity,
      message,
      location,
      ...(extras.related && { related: extras.related }),
      ...(help !== undefined && { help }),
      ...(extras.fix && { fix: extras.fix }),
    };
    const identity = identityOf(code, message, location);
    if (!this.#found.has(identity)) this.#found.set(identity, diagnostic);
  }

  /** Findings that were made elsewhere; of two that are the same, the one with a fix stays. */
  take(findings: readonly Diagnostic[]): void {
    for (const one of findings) {
      const { code, message, location } = one;
      const identity = identityOf(code, message, location);
      const known = this.#found.get(identity);
      if (known === undefined || (known.fix === undefined && one.fix !== undefined))
        this.#found.set(identity, one);
    }
  }

  get hasErrors(): boolean {
    return [...this.#found.values()].some((one) => one.severity === "error");
  }

  /** By file and position; at one position by code. */
  diagnostics(): Diagnostic[] {
    return [...this.#found.values()].sort(
      (a, b) =>
        compare(a.location.source.path, b.location.source.path) ||
        (a.location.range?.start ?? 0) - (b.location.range?.start ?? 0) ||
        compare(a.location.pointer, b.location.pointer) ||
        compare(a.code, b.code) ||
        compare(a.message, b.message),
    );
  }
}

function identityOf(code: string, message: string, { source, pointer, on, range }: Location): string {
  return JSON.stringify([code, source.path, pointer, on, range?.start, message]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
