import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Json } from "@specwire/contract";

/** What came back, or why nothing did. */
export type Outcome =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Lower-case names. */
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string;
      /** Undefined where it is no JSON. */
      readonly body: Json | undefined;
      /** It was longer than is read: the text is its beginning, and no body. */
      readonly cut?: true;
    }
  /** `code`: of Node.js, `ENOTFOUND`; `TIMEOUT`. */
  | { readonly kind: "failed"; readonly code: string };

export type Answered = Extract<Outcome, { kind: "answer" }>;

const timeoutMs = 20_000;
/** What follows tells nothing more. In bytes. */
export const longestAnswer = 2_000_000;

/** One GET or HEAD. Follows nothing, repeats nothing. */
export function send(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const request = url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) =>
      resolve({ kind: "failed", code: /^[A-Z0-9_]+$/.test(error.code ?? "") ? (error.code ?? "") : "ERROR" });
    const sent = request(
      url,
      { method, headers, agent: false, signal: AbortSignal.timeout(timeoutMs) },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const done = () => {
          const text = Buffer.concat(chunks).toString();
          const values = Object.entries(answer.headers).map(([name, value]) => [
            name,
            [value].flat().join(", "),
          ]);
          resolve({
            kind: "answer",
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(values) as Record<string, string>,
            text,
            ...(size > longestAnswer ? { cut: true, body: undefined } : { body: parsed(text) }),
          });
        };
        answer.on("data", (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > longestAnswer) answer.destroy();
        });
        answer.on("end", done).on("close", done).on("error", fail);
      },
    );
    sent.on("error", (error) =>
      fail(
        error.name === "AbortError" || error.name === "TimeoutError" ? { ...error, code: "TIMEOUT" } : error,
      ),
    );
    sent.end();
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
