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
  /** Slugs. */
  readonly connectors?: readonly string[];
  /** Account labels. A call without a label is of no stated account. */
  readonly accounts?: readonly string[];
  /** Operation ids, or `messages.*` for all below a group. */
  readonly operations?: readonly string[];
  readonly access?: Access;
  readonly destructive?: boolean;
  readonly verdict: Verdict;
  /** Of `allow` and `ask`: what must be true of the resolved arguments, all of it. */
  readonly only?: readonly Condition[];
  /** Where `only` is not true. Default: the rule says nothing then. */
  readonly otherwise?: Verdict;
}

/**
 * A condition on one argument, by its place: `query.channel`, `body.message.to`. A list fits when it is not empty
 * and each of its items fits. An argument that is absent, or of another kind than the condition speaks of, does
 * not fit.
 */
export interface Condition {
  readonly argument: string;
  /** Exactly one of these values. */
  readonly oneOf?: readonly Json[];
  /** E-mail addresses of these domains; `*.example.com` for those below it. */
  readonly domains?: readonly string[];
  /** Numbers within these bounds, both included. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** How much a verdict holds back; the strictest of several wins. */
export const strictness: Readonly<Record<Verdict, number>> = { allow: 0, ask: 1, deny: 2 };
