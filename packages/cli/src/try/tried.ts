import type { Arguments, Connector, Operation } from "@specwire/contract";
import type { GivenCredential } from "./credential.ts";
import type { SpecPlaces } from "./finding.ts";

/** One read that was made. */
export interface Tried {
  readonly connector: Connector;
  readonly operation: Operation;
  readonly arguments: Arguments;
  readonly baseUrl: string;
  /** Without a credential in it. */
  readonly url: string;
  readonly credential: GivenCredential;
  readonly places: SpecPlaces;
  /** What no output may hold. */
  readonly secrets: readonly string[];
  /** Other prefixes or base paths are tried as well: nobody has to be told of `--probe`. */
  readonly probes: boolean;
  /** What the API says, in one line, without secrets and control characters. */
  readonly clean: (text: string) => string;
}
