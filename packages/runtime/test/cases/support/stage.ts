import { RuntimeError } from "../../../src/errors/runtime-error.ts";
import { TokenRequestError } from "../../../src/oauth/token-set.ts";
import type { Runtime } from "../../../src/runtime.ts";
import { json } from "../../servers/answers.ts";
import { Browser } from "../../servers/browser.ts";
import { consent, type FaultsServer, startFaultsServer } from "../../servers/faults-server.ts";
import { compileConnector } from "../../support/compile-connector.ts";
import { testRuntime } from "../../support/runtime.ts";
import { type ConnectorLines, changed, type OAuthCase, type Run, type Step } from "./case.ts";
import { scripted } from "./scripted.ts";
import { Names, shownParameters, shownRequest } from "./transcript.ts";

const PUBLIC_URL = "https://host.example/";
const HOUR = 3_600_000;
const working = {
  "/authorize": consent("code-1"),
  "/token": json({
    access_token: "access-1",
    refresh_token: "refresh-1",
    token_type: "bearer",
    expires_in: 3600,
  }),
  "/revoke": json({}),
};
const defaultClient = { clientId: "client-1", clientSecret: "secret-of-the-client" };

/** What happened in a run: each step with what it gave, and what the servers were asked. */
export interface Transcript {
  readonly steps: readonly unknown[];
  readonly requests: readonly unknown[];
}

/** Two servers, a host's runtime with a clock of its own, and what connects them. */
export class Stage {
  readonly faults: FaultsServer;
  /** Where nothing may ever arrive. */
  readonly other: FaultsServer;
  readonly runtime: Runtime;
  /** What was thrown, for a look at all that it holds. */
  readonly thrown: unknown[] = [];
  readonly #clock: { now: number };
  #runs = 0;

  private constructor(faults: FaultsServer, other: FaultsServer, runtime: Runtime, clock: { now: number }) {
    this.faults = faults;
    this.other = other;
    this.runtime = runtime;
    this.#clock = clock;
  }

  static async open(): Promise<Stage> {
    const [faults, other] = [await startFaultsServer(), await startFaultsServer()];
    const clock = { now: Date.UTC(2026, 0, 1) };
    const runtime = await testRuntime("pglite", {
      publicUrl: PUBLIC_URL,
      allowHosts: [faults.host, other.host],
      timeoutMilliseconds: 2500,
      now: () => clock.now,
    });
    return new Stage(faults, other, runtime, clock);
  }

  async close(): Promise<void> {
    await this.runtime.close();
    await Promise.all([this.faults.stop(), this.other.stop()]);
  }

  async play({ connectors }: OAuthCase, run: Run): Promise<Transcript> {
    this.#runs += 1;
    // Metadata is remembered for an hour.
    this.#clock.now += 2 * HOUR;
    const before = this.faults.requests.length;
    const script = JSON.parse(this.#fill(JSON.stringify(run.script ?? {}))) as NonNullable<Run["script"]>;
    for (const [path, answer] of Object.entries(working)) this.faults.answer(path, answer);
    for (const [path, [first, ...rest]] of Object.entries(script)) {
      if (first !== undefined) this.faults.answer(path, scripted(first), ...rest.map(scripted));
    }
    const played = new PlayedRun(this, this.#clock, await this.#connectors(connectors, run));
    const steps: unknown[] = [];
    for (const step of run.steps) steps.push(await played.step(step));
    const asked = this.faults.requests.slice(before);
    return { steps, requests: asked.map((one) => shownRequest(one, played.names)) };
  }

  /** Origins for their placeholders. */
  #fill(text: string): string {
    return text.replaceAll("{FAULTS}", this.faults.origin).replaceAll("{OTHER}", this.other.origin);
  }

  async #connectors(given: OAuthCase["connectors"], run: Run): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    for (const [name, lines] of Object.entries(given)) {
      const input = compileConnector(`${name}-${this.#runs}`, this.#lines(lines));
      const { id } = await this.runtime.connectors.add({ ...input, userId: null });
      await this.runtime.clients.register({
        connectorId: id,
        userId: null,
        ...(run.client ?? defaultClient),
      });
      ids.set(name, id);
    }
    return ids;
  }

  #lines(lines: ConnectorLines): Record<string, string> {
    const written = Object.entries(lines).map(([name, value]) => [
      name,
      `${name}: ${this.#fill(JSON.stringify(value))}`,
    ]);
    return Object.fromEntries(written) as Record<string, string>;
  }
}

/** Chance is part of it, so it is only said how long about: at most 20 % more than these. */
function whenOf(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  return seconds < 10
    ? "in seconds"
    : seconds < 100
      ? "in a minute"
      : seconds < 3600
        ? "in minutes"
        : "in an hour";
}

class PlayedRun {
  readonly names: Names = new Names();
  readonly #stage: Stage;
  readonly #clock: { now: number };
  readonly #began: number;
  readonly #connectors: ReadonlyMap<string, string>;
  #url = new URL("https://nowhere.invalid");
  #answer: URL | undefined;

  constructor(stage: Stage, clock: { now: number }, connectors: ReadonlyMap<string, string>) {
    this.#stage = stage;
    this.#clock = clock;
    this.#began = clock.now;
    this.#connectors = connectors;
    this.names.add(stage.faults.origin, "{FAULTS}");
    this.names.add(stage.faults.host, "{FAULTS}");
    for (const [name, id] of connectors) this.names.add(id, `<connector ${name}>`);
  }

  async step(step: Step): Promise<unknown> {
    try {
      return { [step.do]: await this.#do(step) };
    } catch (error) {
      this.#stage.thrown.push(error);
      if (!(error instanceof RuntimeError)) throw error;
      const { code, remedy, details } = error;
      const { status, error: registered, retryAfter } = details;
      const outcome = error instanceof TokenRequestError ? error.outcome : undefined;
      return { [step.do]: { code, remedy, outcome, status, error: registered, retry: whenOf(retryAfter) } };
    }
  }

  async #do(step: Step): Promise<unknown> {
    switch (step.do) {
      case "authorize":
        return this.#authorize(step);
      case "callback":
        return this.#callback(step);
      case "use":
        return this.#use(step);
      case "wait":
        this.#clock.now += step.seconds * 1000;
        return `${step.seconds} s`;
      case "stored":
        return this.#stored();
    }
  }

  async #authorize(step: Extract<Step, { do: "authorize" }>): Promise<unknown> {
    const { returnTo, variables } = step;
    const { url } = await this.#stage.runtime.authorizationUrl({
      ...this.#who(step),
      ...(returnTo !== undefined && { returnTo }),
      ...(variables !== undefined && { variables }),
    });
    this.#url = new URL(url);
    this.#answer = undefined;
    this.names.learn(this.#url);
    const { origin, pathname, searchParams } = this.#url;
    return {
      url: this.names.plain(origin + pathname),
      query: shownParameters(searchParams, this.names),
    };
  }

  async #callback(step: Extract<Step, { do: "callback" }>): Promise<unknown> {
    const redirectUri = this.#url.searchParams.get("redirect_uri") ?? "";
    this.#answer ??= await new Browser().follow(this.#url.href, redirectUri);
    const change = JSON.parse(
      JSON.stringify(step.change ?? {}).replaceAll("{FAULTS}", this.#stage.faults.origin),
    ) as NonNullable<typeof step.change>;
    const { account, returnTo } = await this.#stage.runtime.handleCallback({
      ...this.#who(step),
      parameters: changed(this.#answer, change),
    });
    return { account: this.#shown(account), ...(returnTo !== null && { returnTo }) };
  }

  async #use(step: Extract<Step, { do: "use" }>): Promise<unknown> {
    const { userId, connectorId } = this.#who(step);
    const [account] = await this.#stage.runtime.accounts.list({ userId, connectorId });
    if (account === undefined) return "no account";
    const call = () => this.#stage.runtime.accounts.credential({ userId, accountId: account.id });
    const results = await Promise.all(Array.from({ length: step.callers ?? 1 }, call));
    const distinct = new Set(
      results.map(({ secrets }) => JSON.stringify(Object.fromEntries(Object.entries(secrets)))),
    );
    return [...distinct].map((one) => JSON.parse(one) as unknown);
  }

  async #stored(): Promise<unknown> {
    const ids = new Set(this.#connectors.values());
    const accounts = await Promise.all(
      ["alice", "bob", "mallory"].map((userId) => this.#stage.runtime.accounts.list({ userId })),
    );
    const events = await this.#stage.runtime.events.list({ limit: 1000 });
    return {
      accounts: accounts
        .flat()
        .filter(({ connectorId }) => ids.has(connectorId))
        .map((account) => this.#shown(account)),
      events: events
        .filter(({ connectorId }) => ids.has(connectorId))
        .map(({ type, code }) => (code === null ? type : `${type} ${code}`)),
    };
  }

  #shown(account: Awaited<ReturnType<Runtime["accounts"]["get"]>>): unknown {
    const { status, scopes, variables, expiresAt, refreshable, lastError } = account;
    const life = expiresAt === null ? null : (expiresAt.getTime() - this.#began) / 1000;
    return {
      status,
      scopes,
      ...(Object.keys(variables).length > 0 && { variables }),
      secondsOfLife: life,
      refreshable,
      ...(lastError !== null && { lastError }),
    };
  }

  #who({
    connector = "main",
    user = "alice",
    session = "a1",
  }: Partial<Record<"connector" | "user" | "session", string>>) {
    const connectorId = this.#connectors.get(connector) ?? "";
    return { userId: user, sessionId: session, connectorId };
  }
}
