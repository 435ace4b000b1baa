import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { type ClosableStreamingClient, createStreamingClient } from "../http/streaming-client.ts";
import type { Broker, BrokerOptions } from "./broker-options.ts";
import { KnownConnectors } from "./known-connectors.ts";
import { openBroker } from "./open-broker.ts";

/** The brokers of one runtime. They share connections to APIs, and what is known of connectors. */
export class Brokers {
  readonly #context: Context;
  readonly #client: ClosableStreamingClient;
  readonly #known: KnownConnectors;
  readonly #open = new Set<Broker>();
  #closed = false;

  constructor(
    context: Context,
    { allowHosts = [] }: { readonly allowHosts?: readonly string[] | undefined },
  ) {
    this.#context = context;
    this.#client = createStreamingClient({ allowHosts });
    this.#known = new KnownConnectors(context);
  }

  /** Throws `INVALID_OPTION`. */
  async open(options: BrokerOptions = {}): Promise<Broker> {
    if (this.#closed) throw new RuntimeError("CLOSED", "the runtime is closed");
    const parts = { context: this.#context, client: this.#client, known: this.#known };
    const broker = await openBroker(parts, options);
    this.#open.add(broker);
    return broker;
  }

  /** Lets what is under way end, for a while. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#open].map((broker) => broker.close()));
    await this.#client.close();
  }
}
