import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { RuntimeError } from "../errors/runtime-error.ts";
import {
  type Broker,
  type BrokerAddress,
  type BrokerListener,
  type BrokerOptions,
  checkAddress,
  checkBrokerOptions,
} from "./broker-options.ts";
import type { BrokerParts } from "./broker-parts.ts";
import { Connections } from "./connections.ts";
import { Limits } from "./limits.ts";
import { serveRequest } from "./serve-request.ts";
import { listenOnSocket } from "./socket-file.ts";

interface Listening extends BrokerListener {
  readonly server: Server;
}

/** Opens a broker on the runtime's own database and keys. Throws `INVALID_OPTION`. */
export async function openBroker(parts: BrokerParts, given: BrokerOptions = {}): Promise<Broker> {
  const options = checkBrokerOptions(given);
  const limits = new Limits(options.requestsPerSession);
  const listening = new Set<Listening>();
  const running = new Set<Promise<void>>();
  let isClosing = false;

  function serve(address: BrokerAddress): Server {
    const { envelopeBytes: longestEnvelope, uploadBytes: mostUploadBytes, idleMilliseconds } = options;
    const server = httpServer();
    const connections = new Connections(server, options.connections);
    const serving = {
      ...{ sessionId: address.sessionId, limits, connections },
      ...{ longestEnvelope, mostUploadBytes, idleMilliseconds },
    };
    const take = (request: IncomingMessage, response: ServerResponse) => {
      if (isClosing || !server.listening) response.setHeader("connection", "close");
      const done = serveRequest(parts, serving, request, response);
      running.add(done);
      void done.finally(() => running.delete(done));
    };
    // Nothing of a body is asked for before the grant is known.
    return server.on("request", take).on("checkContinue", take);
  }

  async function listen(address: BrokerAddress): Promise<BrokerListener> {
    if (isClosing) throw new RuntimeError("CLOSED", "the broker is closed");
    const server = serve(checkAddress(address));
    const remove = "socket" in address ? await listenOnSocket(server, { mode: 0o600, ...address }) : () => {};
    if (!("socket" in address)) await listenOnPort(server, address);
    const url = "socket" in address ? `unix:${address.socket}` : urlOf(server.address() as AddressInfo);
    const listener: Listening = {
      url,
      server,
      async close() {
        if (!listening.delete(listener)) return;
        remove();
        server.close();
        server.closeIdleConnections();
      },
    };
    listening.add(listener);
    parts.context.log({
      level: "info",
      event: "broker.listening",
      message: "The broker takes operations.",
      url,
    });
    if (isExposed(server.address()))
      parts.context.log({
        level: "warn",
        event: "broker.plain",
        message:
          "The broker is reached from other machines without TLS: put a proxy with TLS in front of it.",
        url,
      });
    return listener;
  }

  async function close({
    graceMilliseconds = 10_000,
  }: {
    readonly graceMilliseconds?: number;
  } = {}): Promise<void> {
    isClosing = true;
    const servers = [...listening].map(({ server }) => server);
    await Promise.all([...listening].map((one) => one.close()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMilliseconds);
    });
    await Promise.race([Promise.all(running), late]);
    clearTimeout(timer);
    for (const server of servers) server.closeAllConnections();
    // Cut off, they end at once: whatever they still have to write down is written down.
    await Promise.allSettled(running);
  }

  try {
    for (const address of options.listen) await listen(address);
  } catch (error) {
    await close({ graceMilliseconds: 0 });
    throw error;
  }
  return {
    get listeners() {
      return [...listening].map(({ url, close: end }) => ({ url, close: end }));
    },
    listen,
    close,
  };
}

/** A strict parser, and little patience with whoever sends half a head. */
function httpServer(): Server {
  const server = createServer({
    insecureHTTPParser: false,
    maxHeaderSize: 8 * 1024,
    headersTimeout: 3_000,
    // Of a body its own limit counts: a large one may take long.
    requestTimeout: 0,
    keepAliveTimeout: 30_000,
    connectionsCheckingInterval: 1_000,
    noDelay: true,
  });
  server.maxHeadersCount = 50;
  return server;
}

async function listenOnPort(
  server: Server,
  { port = 0, host = "127.0.0.1" }: { readonly port?: number; readonly host?: string },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) =>
      reject(
        new RuntimeError("INVALID_OPTION", `The broker can't listen on ${host}:${port}: ${error.code}.`),
      );
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      resolve();
    });
  });
}

function isExposed(address: AddressInfo | string | null): boolean {
  return (
    address !== null && typeof address !== "string" && !/^(127\.|::1$|::ffff:127\.)/.test(address.address)
  );
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
