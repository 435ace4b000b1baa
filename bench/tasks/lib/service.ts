/** A service that tasks are done at: how it is started, what its tools need, and how its state is told. */
export interface Service {
  readonly slug: string;
  /** The folder with connector.yaml. */
  readonly connector: string;
  /** Starts it on a port of loopback; in its answers it calls itself `url`. */
  readonly start: (port: number, url: string) => Promise<{ close(): Promise<void> | void }>;
  /** For the generated tool, by the address that the agent is given. */
  readonly environment: (url: string) => Readonly<Record<string, string>>;
  /** For raw HTTP: what the agent is told, and which file of the service's it gets besides. */
  readonly http: {
    readonly environment: (url: string) => Readonly<Record<string, string>>;
    readonly text: string;
    readonly files?: readonly string[];
  };
  /** How the harness shows who it is. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole state, by keys that tasks name in `changes`; without what changes by itself, such as times. */
  readonly state: (ask: Ask) => Promise<Readonly<Record<string, unknown>>>;
}

/** Asks the service for JSON; what is not there is undefined. */
export type Ask = (path: string) => Promise<unknown>;
