import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { scratch } from "./scratch.ts";
import { inProcess } from "./specwire.ts";

export const secret: string = "planted-secret-7f3a";

export type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];
export type Api = (request: IncomingMessage, url: string) => Answer;

export async function serve(api: Api) {
  const seen: IncomingMessage[] = [];
  const server: Server = createServer((request, response: ServerResponse) => {
    seen.push(request);
    const [status, body, headers] = api(request, request.url ?? "");
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

export interface Spec {
  readonly base?: string;
  readonly auth?: string;
  readonly list?: string;
  readonly top?: string;
  readonly request?: string;
}

export const specOf = (
  url: string,
  {
    base = "",
    auth = "{ type: bearer_token }",
    list = "items: /items",
    top = "",
    request = "GET /items",
  }: Spec,
) =>
  `connector: 1
version: 1.0.0
slug: acme
name: Acme
description: Items of Acme.
baseUrl: ${url}${base}
auth: ${auth}
${top}operations:
  items.list: { request: ${request}, summary: List items, fields: [id], ${list} }
  items.delete:
    request: DELETE /items/{id}
    summary: Delete an item
    path: { properties: { id: { type: string, description: The item } } }
    response: none
`;

export async function tryIt(
  api: Api,
  spec: Spec = {},
  before: readonly string[] = [],
  words: readonly string[] = [],
) {
  const { url, seen } = await serve(api);
  const folder = scratch({ "acme/connector.yaml": specOf(url, spec) });
  const source = join(folder, "acme");
  const env = { ACME_API_KEY: secret, ACME_USERNAME: "ada", ACME_PASSWORD: secret };
  const told = await inProcess(["try", ...before, source, ...words], env);
  const asked = seen.length;
  const { out, code } = await inProcess(["try", "--json", ...before, source, ...words], env);
  for (const text of [told.out, told.err, out]) expect(text).not.toContain(secret);
  const found = out === "" ? undefined : JSON.parse(out);
  return { told, code, seen, asked, url, findings: found?.findings ?? [], found };
}

export const item = { id: 1, name: "a" };
export const isBearer = (request: IncomingMessage) => request.headers.authorization === `Bearer ${secret}`;
export const unauthorized = (says: string, more = {}): Answer => [401, { message: says }, more];
export const good: Answer = [200, { items: [item, item] }];
