import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the model says in one turn. */
type Step = { readonly command: string } | { readonly say: string };

export interface ScriptedModel {
  /** Of an OpenAI-compatible chat API. */
  readonly url: string;
  /** What came of each command, as the model was told. */
  readonly told: readonly string[];
  /** Whether the model could have run commands at all, by turn. */
  readonly hadShell: readonly boolean[];
  /** Gives it something else to say. */
  readonly script: (commands: readonly string[]) => void;
  readonly close: () => void;
}

interface Chat {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
}

/** A model that runs the same commands whatever it is asked, one a turn, and is done then. */
export async function scriptedModel(commands: readonly string[] = []): Promise<ScriptedModel> {
  let turn = 0;
  let left = [...commands];
  const told: string[] = [];
  const hadShell: boolean[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const { messages, tools = [] } = JSON.parse(text) as Chat;
      // A title is asked for without tools, beside the conversation.
      if (tools.length === 0) return answer(response, { say: "title" }, 0);
      const last = messages.at(-1);
      if (last?.role === "tool") told.push(String(last.content));
      hadShell.push(tools.some((tool) => tool.function.name === "bash"));
      const command = left.shift();
      answer(response, command === undefined ? { say: "done" } : { command }, ++turn);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const script = (next: readonly string[]) => {
    left = [...next];
    told.length = 0;
  };
  const url = `http://127.0.0.1:${port}/v1`;
  return { url, told, hadShell, script, close: () => void server.close() };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answer(response: ServerResponse, step: Step, turn: number): void {
  const isCall = "command" in step;
  const args = isCall && JSON.stringify({ command: step.command, description: "as scripted" });
  const call = {
    index: 0,
    id: `call_${turn}`,
    type: "function",
    function: { name: "bash", arguments: args },
  };
  const deltas = [
    [{ role: "assistant", ...(isCall ? { tool_calls: [call] } : { content: step.say }) }, null],
    [{}, isCall ? "tool_calls" : "stop"],
  ] as const;
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const [delta, finish_reason] of deltas) {
    const choices = [{ index: 0, delta, finish_reason }];
    const chunk = { id: "1", object: "chat.completion.chunk", created: 1, model: "scripted", choices };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }
  response.end("data: [DONE]\n\n");
}
