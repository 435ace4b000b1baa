import type { Json } from "@specwire/contract";

/**
 * Whom a change breaks. `commands`: who types commands or starts the tool, by names, flags and values.
 * `answers`: who reads what is printed. `consent`: who agreed to what the manifest says; the new one allows
 * more than that, or something else.
 */
export type Audience = "commands" | "answers" | "consent";

export const audiences: readonly Audience[] = ["commands", "answers", "consent"];

/** A difference between two connectors. */
export interface Change {
  readonly kind: ChangeKind;
  /** Ids of the operations that it concerns, sorted; empty where it is the whole connector's. */
  readonly operations: readonly string[];
  /**
   * What of it changed: `query.filter`, `body.address.city` (`[]` for items, `*` for other members), the same
   * under a type's name (`type Address: city`), `answer`, or a name such as a server's. Absent: all of it.
   */
  readonly at?: string;
  /** A clause without a full stop. Names of the connectors stand in quotes, unseen characters escaped. */
  readonly message: string;
  readonly before?: Json;
  readonly after?: Json;
  /** Empty where nobody has to do anything. */
  readonly breaks: readonly Audience[];
}

export type ChangeKind =
  // Operations
  | "operation-added"
  | "operation-removed"
  | "operation-renamed"
  | "request"
  | "access"
  | "hosts"
  | "scopes"
  | "credential"
  | "deprecation"
  | "words"
  | "retry"
  // Arguments
  | "parameter-added"
  | "parameter-removed"
  | "field-added"
  | "field-removed"
  | "flag"
  | "required"
  | "type"
  | "values"
  | "limits"
  | "serialization"
  | "default"
  | "annotation"
  | "body"
  // Answers
  | "answer"
  | "answer-field-added"
  | "answer-field-removed"
  | "link"
  | "pagination"
  | "errors"
  // The connector
  | "slug"
  | "server"
  | "variable"
  | "header"
  | "auth";

/** What an operation's change is before it is known which operations share it. */
export type Finding = Omit<Change, "operations">;

/** Gathers changes; the same change of several operations is one. */
export class Changes {
  readonly #found = new Map<string, { readonly finding: Finding; readonly operations: Set<string> }>();

  add(operations: Iterable<string>, finding: Finding): void {
    const key = JSON.stringify([finding.kind, finding.at, finding.message, finding.breaks]);
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, { finding, operations: new Set(operations) });
    else for (const id of operations) known.operations.add(id);
  }

  /** In the order in which they were met. */
  list(): Change[] {
    return [...this.#found.values()].map(({ finding: { kind, ...rest }, operations }) => ({
      kind,
      operations: [...operations].sort(),
      ...rest,
    }));
  }
}

/** Puts down one finding at a place. */
export type Say = (
  kind: ChangeKind,
  at: string | undefined,
  message: string,
  breaks?: readonly Audience[],
  values?: { readonly before?: Json | undefined; readonly after?: Json | undefined },
) => void;

/** A {@link Say} for the operations of one owner. */
export function sayTo(put: (finding: Finding) => void): Say {
  return (kind, at, message, breaks = [], { before, after } = {}) =>
    put({
      kind,
      ...(at !== undefined && { at }),
      message,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      breaks,
    });
}
