import { type Loopback, startServer } from "../../../packages/compiler/test/support/loopback.ts";
import { isExactNumber, jsonText } from "../../../packages/contract/src/index.ts";
import type { Answer } from "../services.ts";
import type { Sent } from "./compare.ts";

/** Servers on loopback that stand for every host that a connector may call; they say the same answers in turn. */
export class StandIn {
  readonly #servers = new Map<string, Promise<Loopback>>();
  #answers: readonly Answer[] = [];
  #sent: Sent[] = [];

  /** Forgets what was sent; the next requests are answered with these. */
  expect(answers: readonly Answer[]): void {
    this.#answers = answers;
    this.#sent = [];
  }

  get sent(): readonly Sent[] {
    return this.#sent;
  }

  /** Where a URL of the service leads here. */
  async urlFor(url: string): Promise<string> {
    const { host, pathname } = new URL(url);
    const server = this.#servers.get(host) ?? this.#start(host);
    this.#servers.set(host, server);
    return `http://127.0.0.1:${(await server).port}${pathname}`.replace(/\/+$/, "");
  }

  async close(): Promise<void> {
    for (const server of this.#servers.values()) await (await server).close();
  }

  #start(host: string): Promise<Loopback> {
    return startServer(({ method, url, headers, body }, response) => {
      const answer = this.#answers[this.#sent.length];
      this.#sent.push({ host, method, url, headers, body });
      if (answer === undefined) {
        response.writeHead(418, { "content-type": "application/json" });
        response.end(JSON.stringify({ message: "nobody expected this request" }));
        return;
      }
      const bytes = bytesOf(answer);
      const type = bytes.length > 0 ? { "content-type": "application/json" } : {};
      response.writeHead(answer.status, { ...type, ...answer.headers });
      response.end(bytes);
    });
  }
}

/** What an answer brings. */
export function bytesOf({ body, bodyText, bodyBase64 }: Answer): Buffer {
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, "base64");
  if (bodyText !== undefined) return Buffer.from(bodyText);
  const isEmpty = body === undefined || (body === null && !isExactNumber(body));
  return isEmpty ? Buffer.alloc(0) : Buffer.from(jsonText(body));
}
