import { createHash, randomUUID } from "node:crypto";
import type { Json } from "@specwire/contract";
import { visibleJson } from "./plain-words.ts";

/** How long a person may take. */
export const approvalMilliseconds = 10 * 60_000;

const mostOpen = 100;

/** A longer request can't be judged by reading it, and what is left out could be what matters: nothing is. */
const longestShown = 12_000;

/** Which questions have been asked in this process; each is answered once, for exactly what was shown. */
export interface OpenQuestions {
  /** Gives the id of a new question about a request. */
  readonly ask: (request: string) => string;
  /** Whether the id is that of a question about this request that nobody has answered yet. It is answered now. */
  readonly take: (id: string, request: string) => boolean;
}

export function openQuestions(now: () => number = Date.now): OpenQuestions {
  const open = new Map<string, { readonly request: string; readonly until: number }>();
  return {
    ask(request) {
      for (const [id, { until }] of open) if (until < now()) open.delete(id);
      // Who asks so much is not answered: the oldest question is given up.
      for (const id of open.keys()) if (open.size >= mostOpen) open.delete(id);
      const id = randomUUID();
      open.set(id, { request: hashOf(request), until: now() + approvalMilliseconds });
      return id;
    },
    take(id, request) {
      const question = open.get(id);
      open.delete(id);
      return question !== undefined && question.until >= now() && question.request === hashOf(request);
    },
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * What a person reads before anything is sent: our words, the document's between quotes, and the request, in which
 * nothing is invisible. Undefined where it is too long to be judged.
 */
export function question(
  effect: string,
  account: string | undefined,
  summary: string,
  request: Json,
): string | undefined {
  const of = account === undefined ? "" : `\nAccount: ${visibleJson(account)}`;
  const shown = visibleJson(request);
  const text = `The agent wants to do this. Allow it once?\n\n${effect}: ${summary}${of}\n\n${shown}`;
  return text.length > longestShown ? undefined : text;
}
