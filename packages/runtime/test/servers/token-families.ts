import { createHash, randomBytes } from "node:crypto";

/** One line of the log: what the server did, in the order in which it did it. Never a token. */
export interface FamilyEvent {
  readonly event: /** A grant began with a code. */
    | "issued"
    /** The newest refresh token was replaced: the commit. */
    | "refreshed"
    /** The token before the newest came again within the grace period, and got the newest ones. */
    | "graced"
    /** A replaced token came after the grace period. */
    | "reused"
    /** All tokens of the family stopped working, because of a reuse. */
    | "died"
    /** Someone revoked the family. */
    | "revoked"
    /** A refresh token that is unknown, or of a family that died or was revoked. */
    | "refused"
    /** The request was thrown away without a change. */
    | "lostBefore"
    /** The change was made, and its answer was thrown away. */
    | "lostAfter"
    | "unavailable"
    /** A refresh came while another of the same family was still unanswered. */
    | "overlapped";
  readonly family: string;
  /** Which refresh of the family the token came from; 0: the code. */
  readonly generation: number;
  /** Milliseconds that the replaced access token would still have lived; negative after its end. */
  readonly remaining?: number;
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly family: string;
  readonly generation: number;
}

/** What is true of a family now. */
export interface FamilyState {
  readonly state: "alive" | "dead" | "revoked";
  readonly generation: number;
  /** SHA-256, hex, of the newest refresh token: a store has to hold exactly that one. */
  readonly newest: string;
}

interface Family {
  readonly name: string;
  state: FamilyState["state"];
  /** By generation. */
  readonly refreshTokens: string[];
  accessToken: string;
  accessEndsAt: number;
  replacedAt: number;
}

export type Refused = "reused" | "refused";

/**
 * Refresh tokens that rotate, in families: a replaced token that comes again kills all of its family (RFC 9700
 * section 4.14.2), but for the one before the newest within the grace period.
 */
export class TokenFamilies {
  readonly #families = new Map<string, Family>();
  readonly #byRefreshToken = new Map<string, { readonly family: Family; readonly generation: number }>();
  readonly #byAccessToken = new Map<string, { readonly family: Family; readonly endsAt: number }>();
  readonly #log: (event: FamilyEvent) => void;
  readonly #now: () => number;

  constructor(log: (event: FamilyEvent) => void, now: () => number = Date.now) {
    this.#log = log;
    this.#now = now;
  }

  /** A new family under a name; undefined when there is one already: a code works once. */
  issue(name: string, accessMilliseconds: number): IssuedTokens | undefined {
    if (this.#families.has(name)) return undefined;
    const family: Family = {
      name,
      state: "alive",
      refreshTokens: [],
      accessToken: "",
      accessEndsAt: 0,
      replacedAt: 0,
    };
    this.#families.set(name, family);
    this.#log({ event: "issued", family: name, generation: 0 });
    return this.#next(family, accessMilliseconds);
  }

  refresh(
    refreshToken: string,
    settings: { readonly accessMilliseconds: number; readonly graceMilliseconds: number },
  ): IssuedTokens | Refused {
    const found = this.#byRefreshToken.get(refreshToken);
    if (found === undefined || found.family.state !== "alive") {
      this.#log({ event: "refused", family: found?.family.name ?? "", generation: found?.generation ?? -1 });
      return "refused";
    }
    const { family, generation } = found;
    const newest = family.refreshTokens.length - 1;
    if (generation === newest) {
      const remaining = family.accessEndsAt - this.#now();
      this.#log({ event: "refreshed", family: family.name, generation, remaining });
      family.replacedAt = this.#now();
      return this.#next(family, settings.accessMilliseconds);
    }
    if (generation === newest - 1 && this.#now() - family.replacedAt < settings.graceMilliseconds) {
      this.#log({ event: "graced", family: family.name, generation });
      return this.#newest(family);
    }
    this.#log({ event: "reused", family: family.name, generation });
    this.#log({ event: "died", family: family.name, generation: newest });
    family.state = "dead";
    return "reused";
  }

  /** RFC 7009: any token of a family ends all of it. */
  revoke(token: string): void {
    const family = this.#byRefreshToken.get(token)?.family ?? this.#byAccessToken.get(token)?.family;
    if (family?.state !== "alive") return;
    family.state = "revoked";
    this.#log({ event: "revoked", family: family.name, generation: family.refreshTokens.length - 1 });
  }

  /** Whether an API would take the access token, and whose it is. */
  check(accessToken: string): { readonly valid: boolean; readonly family?: string } {
    const found = this.#byAccessToken.get(accessToken);
    if (found === undefined) return { valid: false };
    const valid = found.family.state === "alive" && found.endsAt > this.#now();
    return { valid, family: found.family.name };
  }

  /** Which family and generation a refresh token is of. */
  find(refreshToken: string): { readonly family: string; readonly generation: number } {
    const found = this.#byRefreshToken.get(refreshToken);
    return { family: found?.family.name ?? "", generation: found?.generation ?? -1 };
  }

  states(): Readonly<Record<string, FamilyState>> {
    return Object.fromEntries(
      [...this.#families.values()].map(({ name, state, refreshTokens }) => {
        const newest = createHash("sha256")
          .update(refreshTokens.at(-1) ?? "")
          .digest("hex");
        return [name, { state, generation: refreshTokens.length - 1, newest }];
      }),
    );
  }

  #next(family: Family, accessMilliseconds: number): IssuedTokens {
    const generation = family.refreshTokens.length;
    const random = (): string => randomBytes(16).toString("hex");
    const refreshToken = `rt.${family.name}.${generation}.${random()}`;
    family.refreshTokens.push(refreshToken);
    family.accessToken = `at.${family.name}.${generation}.${random()}`;
    family.accessEndsAt = this.#now() + accessMilliseconds;
    this.#byRefreshToken.set(refreshToken, { family, generation });
    this.#byAccessToken.set(family.accessToken, { family, endsAt: family.accessEndsAt });
    return this.#newest(family);
  }

  #newest(family: Family): IssuedTokens {
    const generation = family.refreshTokens.length - 1;
    const refreshToken = family.refreshTokens[generation] ?? "";
    return { accessToken: family.accessToken, refreshToken, family: family.name, generation };
  }
}
