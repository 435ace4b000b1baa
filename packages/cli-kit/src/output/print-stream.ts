import type { Json } from "@specwire/contract";
import { charsetOf } from "../read-stream.ts";
import type { Session } from "../session.ts";
import type { TransportAnswer } from "../transport.ts";
import { selectFields } from "./fields.ts";
import { compactJson } from "./json.ts";
import type { ValueReader } from "./read-values.ts";

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
