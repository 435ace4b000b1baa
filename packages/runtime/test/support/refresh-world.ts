import type { Account } from "../../src/accounts/account-store.ts";
import { RuntimeError } from "../../src/errors/runtime-error.ts";
import type { LogRecord } from "../../src/log.ts";
import { TokenRequestError, type TokenSet } from "../../src/oauth/token-set.ts";
import { Flights } from "../../src/refresh/flights.ts";
import type { RefreshPorts } from "../../src/refresh/ports.ts";
import { ProcessLocks } from "../../src/refresh/process-locks.ts";
import { validAccount } from "../../src/refresh/valid-account.ts";

/** What the token endpoint does to one request. */
export type Behaviour = "ok" | "lost-before" | "lost-after" | TokenRequestError;

export const refusals = {
  invalidGrant: new TokenRequestError("rejected", "REAUTH_REQUIRED", "no", { error: "invalid_grant" }),
  invalidClient: new TokenRequestError("rejected", "CLIENT_REJECTED", "no", { error: "invalid_client" }),
  busy: new TokenRequestError("transient", "TRANSIENT_AUTH_ERROR", "busy", { status: 429, retryAfter: 120 }),
  broken: new TokenRequestError("transient", "TRANSIENT_AUTH_ERROR", "broken", { status: 503 }),
  unreachable: new TokenRequestError("not-sent", "NETWORK_ERROR", "no route"),
};
const lost = new TokenRequestError("unknown", "NETWORK_ERROR", "the answer was lost");

/** An authorization server with one grant: rotates refresh tokens, and ends the grant when an old one comes again. */
export class GrantServer {
  current = 1;
  alive = true;
  reuses = 0;
  readonly presented: number[] = [];
  readonly revoked: string[] = [];
  readonly script: Behaviour[] = [];
  /** Awaited while a request is being answered. */
  latency: () => Promise<unknown> = async () => {};
  graceMilliseconds = 0;
  lifeMilliseconds = 3_600_000;
  rotates = true;
  #rotatedAt = Number.NEGATIVE_INFINITY;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async refresh(token: number): Promise<TokenSet> {
    this.presented.push(token);
    const behaviour = this.script.shift() ?? "ok";
    await this.latency();
    if (behaviour instanceof TokenRequestError) throw behaviour;
    if (behaviour === "lost-before") throw lost;
    if (!this.alive) throw refusals.invalidGrant;
    if (token !== this.current) {
      const inGrace = token === this.current - 1 && this.#now() - this.#rotatedAt < this.graceMilliseconds;
      if (!inGrace) {
        this.reuses += 1;
        this.alive = false;
        throw refusals.invalidGrant;
      }
    }
    if (this.rotates) {
      this.current += 1;
      this.#rotatedAt = this.#now();
    }
    if (behaviour === "lost-after") throw lost;
    const rotated = this.rotates ? { refresh_token: String(this.current) } : {};
    return {
      secrets: { access_token: `access ${this.current}`, ...rotated },
      expiresAt: this.#now() + this.lifeMilliseconds,
      scopes: null,
      variables: {},
    };
  }
}

interface Waiting {
  readonly go: () => void;
}

/** One account, its row, its lock and its server, in memory and with a clock of its own. */
export class RefreshWorld {
  now = 1_700_000_000_000;
  row: Account | undefined;
  refreshToken = 1;
  readonly server: GrantServer = new GrantServer(() => this.now);
  readonly events: string[] = [];
  readonly logged: LogRecord[] = [];
  /** Aborts the lock that is held, as when its database connection dies, and lets the next one have it. */
  cutLock: () => void = () => {};
  #queue: Waiting[] = [];
  #held = false;

  constructor(row: Partial<Account> = {}) {
    this.row = {
      id: "018f0000-0000-7000-8000-000000000001",
      userId: "ada",
      connectorId: "018f0000-0000-7000-8000-000000000002",
      schemeId: "oauth2",
      label: "work",
      status: "connected",
      externalId: null,
      displayName: null,
      oauthClientId: null,
      scopes: [],
      variables: {},
      issuedAt: new Date(this.now),
      expiresAt: new Date(this.now + 3_600_000),
      refreshable: true,
      version: 1,
      refreshSentAt: null,
      refreshUncertain: 0,
      refreshFailures: 0,
      refreshRetryAt: null,
      rejectedAt: null,
      lastError: null,
      createdAt: new Date(this.now),
      updatedAt: new Date(this.now),
      ...row,
    };
  }

  /** A process: callers that share one `Flights`. `change` replaces steps, to make them fail. */
  process(change: (ports: RefreshPorts) => Partial<RefreshPorts> = () => ({})) {
    const flights = new Flights();
    // As on PostgreSQL: callers of one process exclude each other until the work is over, whatever the database does.
    const own = new ProcessLocks();
    const both: RefreshPorts = {
      ...this.ports,
      withLock: (name, wait, work) => own.withLock(name, wait, () => this.ports.withLock(name, wait, work)),
    };
    const ports = { ...both, ...change(both) };
    return {
      flights,
      ask: (asked: { minimumMilliseconds?: number; rejected?: number; waitMilliseconds?: number } = {}) =>
        validAccount(ports, flights, this.#id, { waitMilliseconds: 5000, ...asked }),
    };
  }

  get #id(): string {
    return this.row?.id ?? "018f0000-0000-7000-8000-000000000001";
  }

  readonly ports: RefreshPorts = {
    now: () => this.now,
    random: () => 0.5,
    pause: async (milliseconds) => {
      await new Promise(setImmediate);
      this.now += milliseconds;
    },
    log: (record) => {
      this.logged.push(record);
    },
    withLock: (_name, wait, work) => this.#withLock(wait, work),
    read: async () => this.row,
    prepare: async () => {
      const token = this.refreshToken;
      return {
        graceMilliseconds: 10_000,
        send: () => this.server.refresh(token),
        revoke: async (tokens) => {
          this.server.revoked.push(tokens.secrets.refresh_token ?? "");
          this.server.alive = false;
        },
      };
    },
    note: async (account, notes) => this.#change(account, notes),
    write: async (account, tokens, rejectedAt) => {
      const written = this.#change(account, {
        version: account.version + 1,
        issuedAt: new Date(this.now),
        expiresAt: tokens.expiresAt === null ? null : new Date(tokens.expiresAt),
        refreshSentAt: null,
        refreshUncertain: 0,
        refreshFailures: 0,
        refreshRetryAt: null,
        lastError: null,
        rejectedAt,
      });
      if (written && tokens.secrets.refresh_token) this.refreshToken = Number(tokens.secrets.refresh_token);
      return written;
    },
    requireReconnect: async (account) => {
      const over = this.#change(account, { status: "reconnect_required", refreshSentAt: null });
      if (over) this.events.push("reconnect");
      return over;
    },
  };

  #change(account: Account, change: Partial<Account>): Account | undefined {
    if (this.row?.version !== account.version || this.row.status === "reconnect_required") return undefined;
    this.row = { ...this.row, ...change };
    return this.row;
  }

  async #withLock<Result>(wait: number, work: (lost: AbortSignal) => Promise<Result>): Promise<Result> {
    if (this.#held) await this.#turn(wait);
    this.#held = true;
    const controller = new AbortController();
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      const next = this.#queue.shift();
      if (next) next.go();
      else this.#held = false;
    };
    this.cutLock = () => {
      controller.abort();
      release();
    };
    try {
      return await work(controller.signal);
    } finally {
      release();
    }
  }

  #turn(wait: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#queue = this.#queue.filter((one) => one !== waiting);
        reject(new RuntimeError("REFRESH_TIMEOUT", "busy"));
      }, wait);
      const waiting = {
        go: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      this.#queue.push(waiting);
    });
  }
}
