import type { Access } from "../connector.ts";
import type { Json } from "../json.ts";

export type Verdict = "allow" | "ask" | "deny";

/**
 * What a host lays down beyond the manifest, for a user, a workflow or a connector. Plain JSON; several policies
 * may hold at once, and the strictest that says anything wins.
 */
export interface Policy {
  readonly policy: 1;
  /** Tried in order: the first that matches decides, but a matching `deny` always wins. */
  readonly rules: readonly Rule[];
}

/** Every stated member must match; one that is absent matches anything. */
export interface Rule {
  /** Slugs, without `custom:`. */
  readonly connectors?: readonly string[];
  /** Account labels. A call without a label is judged for each account that it could be of. */
  readonly accounts?: readonly string[];
  /** Operation ids, or `messages.*` for all below a group. */
  readonly operations?: readonly string[];
  readonly access?: Access;
  readonly destructive?: boolean;
  readonly verdict: Verdict;
  /**
   * Of `allow` alone: what must surely be true of the resolved arguments, all of it. Whoever writes the arguments can
   * make it unclear, so nothing that holds back hangs on it.
   */
  readonly only?: readonly Condition[];
  /** Where `only` is not surely true. Default: `ask`. */
  readonly otherwise?: "ask" | "deny";
}

/**
 * A condition on one argument, by its place: `query.channel`, `body.message.to`. Lists are gone through, on the way
 * and at the end: they fit when they are not empty and each of their items fits. An argument of another kind than the
 * condition speaks of does not fit, nor does one beside which stands another that a server could take for it
 * (`to[]`, `To`).
 */
export interface Condition {
  readonly argument: string;
  /** Exactly one of these values, none of them a list. */
  readonly oneOf?: readonly Json[];
  /** E-mail addresses of these domains; `*.example.com` for those below it. */
  readonly domains?: readonly string[];
  /** Numbers within these bounds, both included, in whatever unit the API takes. A text is no number. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Fits as well where nothing is sent for it; by itself: nothing may be sent. Default: it must be there. */
  readonly absent?: true;
}

/** How much a verdict holds back; the strictest of several wins. */
export const strictness: Readonly<Record<Verdict, number>> = { allow: 0, ask: 1, deny: 2 };
