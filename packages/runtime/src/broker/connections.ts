import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * The connections at one address. Where there are too many, one gives way that serves nobody: the oldest that has
 * shown no grant, or else the one that has been idle for longest. So whoever opens many keeps nobody out who has a
 * grant, and what is under way with one is never cut off for another.
 */
export class Connections {
  readonly #most: number;
  /** In the order in which they came. */
  readonly #strangers = new Set<Socket>();
  /** In the order in which they became idle. */
  readonly #idle = new Set<Socket>();
  /** By connection, the requests under way, all with a grant. */
  readonly #busy = new Map<Socket, number>();

  constructor(server: Server, most: number) {
    this.#most = most;
    server.on("connection", (socket: Socket) => this.#add(socket));
  }

  /** A request of the connection has shown a grant. What it gives is called when that request is done. */
  readonly serving = (socket: Socket): (() => void) => {
    if (socket.destroyed) return () => {};
    this.#strangers.delete(socket);
    this.#idle.delete(socket);
    this.#busy.set(socket, (this.#busy.get(socket) ?? 0) + 1);
    return () => {
      const left = (this.#busy.get(socket) ?? 0) - 1;
      if (left > 0) this.#busy.set(socket, left);
      else if (this.#busy.delete(socket)) this.#idle.add(socket);
    };
  };

  #add(socket: Socket): void {
    socket.once("close", () => {
      for (const one of [this.#strangers, this.#idle, this.#busy]) one.delete(socket);
    });
    if (this.#strangers.size + this.#idle.size + this.#busy.size >= this.#most) {
      const [gone = socket] = [...first(this.#strangers), ...first(this.#idle)];
      gone.destroy();
      this.#strangers.delete(gone);
      this.#idle.delete(gone);
      if (gone === socket) return;
    }
    this.#strangers.add(socket);
  }
}

function first(sockets: ReadonlySet<Socket>): Socket[] {
  const [one] = sockets;
  return one === undefined ? [] : [one];
}
