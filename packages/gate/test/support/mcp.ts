import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Client, type ClientOptions } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

/** The program as it stands beside an agent. */
export const program: string = join(import.meta.dirname, "..", "..", "gen", "mcp.mjs");

export interface RecordingApi {
  readonly url: string;
  /** What arrived: `DELETE /items/7`, with the body behind it. */
  readonly requests: string[];
  readonly close: () => void;
}

/** Records what arrives and answers with it. */
export async function recordingApi(): Promise<RecordingApi> {
  const requests: string[] = [];
  const server: Server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    requests.push(`${request.method} ${request.url}${body && ` ${body}`}`);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ asked: request.url, body }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface Connected {
  readonly client: Client;
  /** Calls a tool; its texts, and whether they are an error. */
  readonly call: (
    name: string,
    args?: Record<string, unknown>,
  ) => Promise<{ text: string; isError: boolean }>;
  /** What a person was asked. */
  readonly asked: string[];
}

export interface Answering {
  /** What the person says; without it the client can't ask. */
  readonly answer?: (message: string) => {
    action: "accept" | "decline" | "cancel";
    content?: Record<string, string | boolean>;
  };
  readonly options?: ClientOptions;
  readonly args?: readonly string[];
}

/** A client of the protocol's own library, connected to the program as a process. */
export async function connect(
  env: Record<string, string>,
  { answer, options, args = [] }: Answering = {},
): Promise<Connected> {
  const asked: string[] = [];
  const client = new Client(
    { name: "test", version: "1" },
    { ...options, capabilities: answer === undefined ? {} : { elicitation: {} } },
  );
  if (answer)
    client.setRequestHandler("elicitation/create", ({ params }) => {
      asked.push(params.message);
      return answer(params.message);
    });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, ...args],
    env: { PATH: process.env.PATH ?? "", ...env },
    stderr: "pipe",
  });
  await client.connect(transport);
  return {
    client,
    asked,
    async call(name, input = {}) {
      const { content, isError } = await client.callTool({ name, arguments: input });
      const text = content.map((one) => (one.type === "text" ? one.text : one.type)).join("\n");
      return { text, isError: isError === true };
    },
  };
}
