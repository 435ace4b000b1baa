import {
  isArray,
  isExactNumber,
  isObject,
  type Json,
  jsonText,
  own,
  parseExact,
} from "../../../packages/contract/src/index.ts";
import type { Expected } from "../services.ts";
import { credentialText } from "./credentials.ts";
import { type Part, readParts } from "./multipart.ts";

export interface Sent {
  readonly host: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Whether something that nobody asked for may be sent all the same: a first page, a size, what the API assumes. */
export type MayAdd = (name: string, value: string) => boolean;

/** What is wrong with a request; one way to write it is as good as another where the service can't tell them apart. */
export function differences(expected: Expected, sent: Sent, mayAdd: MayAdd): string[] {
  const [path = "", search = ""] = sent.url.split(/\?(.*)/s);
  return [
    ...differ("method", expected.method, sent.method),
    ...differ("host", expected.host, sent.host),
    ...differ("path", plainPath(expected.path), plainPath(path)),
    ...pairs("query", expected.query, [...new URLSearchParams(search)], mayAdd),
    ...headers(expected, sent),
    ...body(expected, sent, mayAdd),
  ];
}

const say = (value: Json): string => {
  const text = jsonText(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

function differ(what: string, expected: Json, sent: Json): string[] {
  return say(expected) === say(sent) ? [] : [`${what}: expected ${say(expected)}, sent ${say(sent)}`];
}

/** RFC 3986 lets these stand in a path as they are: they mean the same written as %XX. */
function plainPath(path: string): string {
  return path.replaceAll(/%[0-9A-Fa-f]{2}/g, (code) => {
    const character = decodeURIComponent(/^%[0-7]/.test(code) ? code : "%00");
    return /[A-Za-z0-9\-._~:@!$&'()*+,;=]/.test(character) ? character : code.toUpperCase();
  });
}

function pairs(
  what: string,
  expected: Readonly<Record<string, Json>>,
  sent: readonly (readonly [string, string])[],
  mayAdd: MayAdd,
): string[] {
  const names = new Set([...Object.keys(expected), ...sent.map(([name]) => name)]);
  return [...names].flatMap((name) => {
    const values = sent.filter(([one]) => one === name).map(([, value]) => value);
    const wanted = own(expected, name);
    if (wanted === undefined)
      return values.every((value) => mayAdd(name, value)) ? [] : differ(`${what} ${name}`, null, values);
    const texts = (isArray(wanted) ? wanted : [wanted]).map((one) => credentialText(String(one)));
    return differ(`${what} ${name}`, texts, values);
  });
}

function headers({ headers: wanted, mayLack }: Expected, { headers: sent }: Sent): string[] {
  return Object.entries(wanted).flatMap(([name, text]) => {
    const value = String(sent[name.toLowerCase()] ?? "");
    if (value === "" && mayLack?.includes(name)) return [];
    const isType = name.toLowerCase() === "content-type";
    return isType
      ? differ(name, mediaType(text), mediaType(value))
      : differ(name, credentialText(text), value);
  });
}

const mediaType = (text: string): string => (text.split(";")[0] ?? "").trim().toLowerCase();

function body({ headers: wanted, body: expected }: Expected, sent: Sent, mayAdd: MayAdd): string[] {
  if (expected === undefined)
    return sent.body === "" ? [] : [`body: expected none, sent ${sent.body.slice(0, 200)}`];
  const type = mediaType(wanted["Content-Type"] ?? "");
  if (type === "application/x-www-form-urlencoded" && isObject(expected))
    return pairs("field", expected, [...new URLSearchParams(sent.body)], mayAdd);
  if (type === "multipart/form-data" && isObject(expected)) return parts(expected, sent);
  if (typeof expected === "string") return differ("body", expected, sent.body);
  try {
    return members("body", expected, parseExact(sent.body), mayAdd);
  } catch {
    return [`body: no JSON was sent: ${sent.body.slice(0, 200)}`];
  }
}

function members(where: string, expected: Json, sent: Json, mayAdd: MayAdd): string[] {
  if (isArray(expected) && isArray(sent) && expected.length === sent.length)
    return expected.flatMap((one, index) => members(`${where}/${index}`, one, sent[index] ?? null, mayAdd));
  if (!isObject(expected) || !isObject(sent) || isExactNumber(expected) || isExactNumber(sent))
    return differ(where, expected, sent);
  return [...new Set([...Object.keys(expected), ...Object.keys(sent)])].flatMap((name) => {
    const [wanted, value] = [own(expected, name), own(sent, name)];
    if (wanted === undefined && value !== undefined)
      return mayAdd(name, String(value)) ? [] : [`${where}/${name}: sent ${say(value)}, which nobody gave`];
    if (value === undefined) return [`${where}/${name}: expected ${say(wanted ?? null)}, not sent`];
    return members(`${where}/${name}`, wanted ?? null, value, mayAdd);
  });
}

function parts(expected: Readonly<Record<string, Json>>, sent: Sent): string[] {
  const found = readParts(sent.body, String(sent.headers["content-type"] ?? ""));
  const unasked = found.filter(({ name }) => own(expected, name) === undefined).map(({ name }) => name);
  return [
    ...unasked.map((name) => `part ${name}: nobody gave it`),
    ...Object.entries(expected).flatMap(([name, wanted]) => {
      const part = found.find((one) => one.name === name);
      return part === undefined ? [`part ${name}: not sent`] : partDifferences(name, wanted, part);
    }),
  ];
}

function partDifferences(name: string, wanted: Json, part: Part): string[] {
  if (!isObject(wanted)) return differ(`part ${name}`, String(wanted), part.text);
  const type = differ(
    `part ${name}, type`,
    mediaType(String(wanted.contentType)),
    mediaType(part.contentType),
  );
  if (wanted.json !== undefined) {
    try {
      return [...type, ...members(`part ${name}`, wanted.json, parseExact(part.text), () => false)];
    } catch {
      return [`part ${name}: no JSON was sent`];
    }
  }
  return [
    ...type,
    ...differ(`part ${name}, file name`, wanted.filename ?? null, part.filename),
    ...differ(`part ${name}`, wanted.text ?? null, part.text),
  ];
}
