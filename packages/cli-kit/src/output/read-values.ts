import type { Json } from "@specwire/contract";
import { CliError } from "../errors.ts";
import { maxTextBytes } from "../read-stream.ts";
import { parseAnswer } from "./json.ts";

/** Takes text as it comes and gives the values that are whole; `end` gives what is left. */
export interface ValueReader {
  take(text: string): Json[];
  end(): Json[];
}

/** The way to read an answer whose values arrive one by one, by its Content-Type; undefined for any other. */
export function streamReader(contentType: string): (() => ValueReader) | undefined {
  if (/^text\/event-stream\b/i.test(contentType)) return eventReader;
  if (/^application\/(x-)?(ndjson|jsonl|jsonlines|json-lines)\b/i.test(contentType))
    return () => splitReader("\n");
  // RFC 7464: a record separator stands in front of each value.
  return /^application\/([\w.-]+\+)?json-seq\b/i.test(contentType) ? () => splitReader("\u001e") : undefined;
}

function splitReader(separator: string): ValueReader {
  let rest = "";
  const valuesIn = (text: string): Json[] => {
    const plain = text.trim();
    return plain === "" ? [] : [parseAnswer(plain) ?? plain];
  };
  return {
    take(text) {
      const lines = text.split(separator);
      lines[0] = rest + lines[0];
      rest = lines.pop() ?? "";
      refuseEndless(rest.length);
      return lines.flatMap(valuesIn);
    },
    end: () => valuesIn(rest),
  };
}

/**
 * Server-sent events (WHATWG HTML, "Interpreting an event stream"): each is an object with its `data`, parsed
 * where it is JSON, and `event`, `id` and `retry` where it states them. One that is not ended counts for nothing.
 */
function eventReader(): ValueReader {
  let rest = "";
  let started = false;
  let endedInCr = false;
  let data: string[] = [];
  let size = 0;
  let members: { event?: string; id?: string; retry?: number } = {};
  const dispatch = (): Json[] => {
    const text = data.join("\n");
    const event = data.length === 0 ? [] : [{ ...members, data: parseAnswer(text) ?? text }];
    data = [];
    size = 0;
    members = {};
    return event;
  };
  const line = (text: string): Json[] => {
    if (text === "") return dispatch();
    const [, name = text, value = ""] = /^([^:]*): ?(.*)$/s.exec(text) ?? [];
    if (name === "data") {
      size += value.length + 1;
      refuseEndless(size);
      data.push(value);
    } else if (name === "event") members = { ...members, event: value };
    else if (name === "id" && !value.includes("\0")) members = { ...members, id: value };
    else if (name === "retry" && /^\d+$/.test(value)) members = { ...members, retry: Number(value) };
    return [];
  };
  return {
    take(piece) {
      // The start may have a mark, and a CR that ended a line may be the first half of a CRLF.
      let text = started ? piece : piece.replace(/^\uFEFF/, "");
      started ||= piece !== "";
      if (endedInCr && text.startsWith("\n")) text = text.slice(1);
      if (piece !== "") endedInCr = text.endsWith("\r");
      // Only what is new is looked at: a long line may come in many pieces.
      const lines = text.split(/\r\n|\n|\r/);
      lines[0] = rest + lines[0];
      rest = lines.pop() ?? "";
      const events = lines.flatMap(line);
      refuseEndless(size + rest.length);
      return events;
    },
    end: () => [],
  };
}

function refuseEndless(size: number): void {
  if (size <= maxTextBytes) return;
  throw new CliError("UNEXPECTED_ANSWER", "the API sends a value without an end", {
    help: "--save <file> keeps it as it comes",
  });
}
