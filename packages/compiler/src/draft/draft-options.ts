import type { Json } from "@specwire/contract";

export interface DraftOptions {
  /** Default: made from the document's title. */
  readonly slug?: string;
  readonly name?: string;
  /** In place of the document's server. */
  readonly baseUrl?: string;
  /** In place of what the document says of security. */
  readonly auth?: Json;
  /** Selectors of the operations to take. Default: all. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Up to so many operations are written out one by one. Default: 40. */
  readonly mostWritten?: number;
  /** What an editor finds the format's JSON Schema by, for a slug. */
  readonly schema?: (slug: string) => string;
  readonly progress?: (doing: string) => void;
}
