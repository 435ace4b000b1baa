import type { Json } from "@specwire/contract";
import { CliError } from "../errors.ts";
import { charsetOf, maxTextBytes } from "../read-stream.ts";
import type { Session } from "../session.ts";
import type { TransportAnswer } from "../transport.ts";
import { selectFields } from "./fields.ts";
import { compactJson, parseAnswer } from "./json.ts";

/** Takes text as it comes and gives the values that are whole; `end` gives what is left. */
interface ValueReader {
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

/** Prints each value on a line of its own as soon as it is there; ends after `--limit` of them. */
export async function printStream(
  { options, printer, operation }: Session,
  sent: TransportAnswer,
  open: () => ValueReader,
): Promise<void> {
  const reader = open();
  const decoder = new TextDecoder(charsetOf(sent.headers["content-type"]));
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  let count = 0;
  const print = async (values: readonly Json[]) => {
    for (const value of values.slice(0, limit - count)) {
      const shown = options.fields === undefined ? value : selectFields(value, options.fields);
      await printer.out(compactJson(shown, printer.terminal));
      count++;
    }
    return count < limit;
  };
  for await (const chunk of sent.body) {
    if (await print(reader.take(decoder.decode(chunk, { stream: true })))) continue;
    sent.discard();
    return printer.note(`Stopped after ${count}, as --limit says; there may be more.`);
  }
  await print([...reader.take(decoder.decode()), ...reader.end()]);
  if (count === 0) await printer.note(`${operation.id} ended without sending anything.`);
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
      rest = whole(lines.pop() ?? "");
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
  let data: string[] = [];
  let members: { event?: string; id?: string; retry?: number } = {};
  const dispatch = (): Json[] => {
    const event =
      data.length === 0 ? [] : [{ ...members, data: parseAnswer(data.join("\n")) ?? data.join("\n") }];
    data = [];
    members = {};
    return event;
  };
  const line = (text: string): Json[] => {
    if (text === "") return dispatch();
    const [, name = text, value = ""] = /^([^:]*): ?(.*)$/s.exec(text) ?? [];
    if (name === "data") data.push(value);
    else if (name === "event") members = { ...members, event: value };
    else if (name === "id" && !value.includes("\0")) members = { ...members, id: value };
    else if (name === "retry" && /^\d+$/.test(value)) members = { ...members, retry: Number(value) };
    return [];
  };
  return {
    take(text) {
      rest = whole(rest + text);
      // A long line comes in many pieces: it is looked at when it ends.
      if (started && !/[\r\n]/.test(text) && !rest.endsWith("\r")) return [];
      if (!started && rest !== "") {
        rest = rest.replace(/^\uFEFF/, "");
        started = true;
      }
      // A CR at the end may be half of a line end.
      const held = rest.endsWith("\r") ? "\r" : "";
      const lines = (held ? rest.slice(0, -1) : rest).split(/\r\n|\n|\r/);
      rest = (lines.pop() ?? "") + held;
      return lines.flatMap(line);
    },
    end: () => (rest.endsWith("\r") ? [...line(rest.slice(0, -1))] : []),
  };
}

function whole(rest: string): string {
  if (rest.length <= maxTextBytes) return rest;
  throw new CliError("UNEXPECTED_ANSWER", "the API sends a value without an end", {
    help: "--save <file> keeps it as it comes",
  });
}
