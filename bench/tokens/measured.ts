import type { Answer } from "./answers.ts";
import type { OurSurfaces, PeerSurfaces } from "./surfaces.ts";

/** All that was measured of one API. */
export interface Measured {
  readonly name: string;
  readonly surfaces: OurSurfaces;
  /** Tokens of the document itself; absent for a spec that was written by hand. */
  readonly document?: number;
  readonly peers?: PeerSurfaces;
  readonly answers: readonly Answer[];
}
