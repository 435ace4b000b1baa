import { badRequest } from "./http-refusal.ts";

/** Objects and lists in each other: deeper than any argument may be, with what stands around it. */
const deepest = 80;
/** Values and names. Each takes a moment of everybody's process, whatever becomes of the request. */
const mostValues = 250_000;

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [list, object, listEnd, objectEnd] = [0x5b, 0x7b, 0x5d, 0x7d];

/**
 * Looks at JSON before it is parsed: a few million bytes can be as many objects. Counts what stands outside of texts;
 * whether it is JSON is the parser's to say. Throws `HttpRefusal`.
 */
export function refuseManyValues(json: Uint8Array): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === quote) {
      for (at++; at < json.length && json[at] !== quote; at++) if (json[at] === backslash) at++;
    } else if (byte === list || byte === object) {
      values++;
      depth++;
    } else if (byte === listEnd || byte === objectEnd) depth--;
    else if (byte === comma || byte === colon) values++;
    if (depth > deepest) throw badRequest("the envelope is nested too deeply");
    if (values > mostValues) throw badRequest(`the envelope has more than ${mostValues} values and names`);
  }
}
