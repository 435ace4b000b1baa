import { isObject, type Json, redact } from "@specwire/contract";
import { CliError } from "../errors.ts";
import { nextCommand } from "../next-command.ts";
import { notJson, type ReadAnswer, readWhole } from "../read-answer.ts";
import { charsetOf } from "../read-stream.ts";
import type { Session } from "../session.ts";
import { countOf, formatCount, stripControls } from "../text.ts";
import type { Call, TransportAnswer } from "../transport.ts";
import { wrapped } from "./brief.ts";
import { detailTable } from "./detail-table.ts";
import { tellUnknown } from "./field-names.ts";
import { selectFields, valuesAt } from "./fields.ts";
import { compactJson, printedJson } from "./json.ts";
import { printStream } from "./print-stream.ts";
import { streamReader } from "./read-values.ts";
import { saveBody } from "./save.ts";
import { choosesItself, shortAnswer } from "./short-answer.ts";
import { tableOf } from "./table-format.ts";
import { shortOfWritten, type WrittenInShort } from "./written.ts";

/** Sends a call whose answer is no list and prints what comes back. */
export async function printAnswer(session: Session, call: Call): Promise<void> {
  const { operation, options, printer, transport } = session;
  const sent = await transport.send(call);
  const good = sent.status >= 200 && sent.status < 300;
  if (good && options.save !== undefined) return saveAnswer(session, sent, options.save);
  const reader = good ? streamReader(sent.headers["content-type"] ?? "") : undefined;
  if (reader && options.output !== "raw") return printStream(session, sent, reader);
  if (good && (reader || operation.response.kind === "text")) return streamText(session, sent);
  if (good && operation.response.kind === "binary") return streamBytes(session, sent);
  if (good && operation.method === "HEAD") return printHead(session, sent);
  if (sent.status === 304) return printer.note("Not modified (304): it is as it was.");
  if (operation.response.redirect && sent.status >= 300 && sent.status < 400) return printHead(session, sent);
  const read = await readWhole(session, call, sent);
  if (read.text === "") {
    await printer.note(`Done (${sent.status}): the API sends nothing back.`);
    return printThing(session, call, undefined);
  }
  const isWords = operation.response.kind === "none" && read.answer.body === undefined;
  if (options.output === "raw" || isWords) return printText(session, read.text);
  const value = jsonBody(read, session);
  const seen = seeIt(session, call, value);
  const short = isChosen(session) ? undefined : writtenIn(session, call, value, seen);
  if (short === undefined) {
    await printValue(session, call, value);
    return printThing(session, call, value);
  }
  await printShown(session, short.value);
  const way = seen === undefined ? "" : `. See it: ${seen}`;
  await printer.line(`In short: ${formatCount(short.leftOut)} left out${way}`);
}

/** Whether somebody said what is shown. */
function isChosen({ options, operation }: Session): boolean {
  return options.fields !== undefined || operation.response.fields.length > 0;
}

/** In short only what can be read at any time. */
function writtenIn(
  session: Session,
  call: Call,
  value: Json,
  seen: string | undefined,
): WrittenInShort | undefined {
  const { operation, operationNamed, isOwnUrl } = session;
  const list = operation.list && operationNamed(operation.list.operation);
  if (operation.access !== "write" || (seen ?? list) === undefined) return undefined;
  if (choosesItself(operation, call.arguments)) return undefined;
  const detail = operation.detail && operationNamed(operation.detail.operation);
  return shortOfWritten(value, operation, call.arguments, list, detail, isOwnUrl);
}

/** After a write, the command that shows the thing: where it is new, or the answer did not show it. */
async function printThing(session: Session, call: Call, answer: Json | undefined): Promise<void> {
  const isNew = session.operation.detail?.arguments.some(({ from }) => "pointer" in from);
  const command = answer !== undefined && !isNew ? undefined : seeIt(session, call, answer);
  if (command !== undefined) await session.printer.line(`See it: ${command}`);
}

/** The command that shows what a write has made or changed. */
function seeIt(session: Session, call: Call, answer: Json | undefined): string | undefined {
  const { access, detail, method, path } = session.operation;
  if (access !== "write") return undefined;
  // What was removed can't be seen any more.
  if (method === "DELETE" && detail && session.operationNamed(detail.operation)?.path === path)
    return undefined;
  const command = nextCommand(session, call, detail, answer);
  // A place that the answer did not fill would have to be guessed.
  return command === undefined || / <[\w.-]+>/.test(command) ? undefined : command;
}

function jsonBody(read: ReadAnswer, { operation }: Session): Json {
  if (read.answer.body === undefined) throw notJson(read, operation.id);
  return read.answer.body;
}

/** Of an answer without a body what it says of itself; of a redirect where it leads. */
async function printHead(session: Session, { status, headers, discard }: TransportAnswer): Promise<void> {
  discard();
  const { location, "set-cookie": _, ...rest } = headers;
  const said: Record<string, Json> = { status };
  if (location !== undefined) said.location = location;
  if (session.operation.method === "HEAD") said.headers = rest;
  await printShown(session, said);
}

/** Prints an answer that is no list: what was asked for, or the answer in short. */
export async function printValue(session: Session, call: Call, value: Json): Promise<void> {
  const { options, printer } = session;
  if (options.fields !== undefined) {
    const thing = thingWith(options.fields, value);
    await tellUnknown(session, call, [thing], false);
    return printShown(session, selectFields(thing, options.fields));
  }
  const { value: shown, note } = shortAnswer(session, call.arguments, value);
  await printShown(session, shown);
  if (note !== undefined) await printer.note(note);
}

/** An answer, or the thing that it holds alone, where the fields are of that. */
function thingWith(fields: readonly string[], value: Json): Json {
  const isIn = (one: Json) => fields.some((field) => valuesAt(one, field.split(".")).length > 0);
  const inner = isObject(value) && !isIn(value) ? wrapped(value) : undefined;
  const thing = inner === undefined || !isObject(value) ? undefined : value[inner];
  return thing !== undefined && isIn(thing) ? thing : value;
}

async function printShown({ options, printer }: Session, value: Json): Promise<void> {
  const format = options.output ?? (printer.terminal ? "table" : "json");
  if (format === "ndjson") return printer.out(compactJson(value, printer.terminal));
  if (format !== "table") return printer.out(printedJson(value, printer.terminal));
  await printer.out(
    Array.isArray(value)
      ? tableOf(value, options.fields ?? [], printer.columns)
      : detailTable(value, printer.columns),
  );
}

/** A body in words; what would move a terminal's cursor is left out on one. */
export async function printText({ printer }: Pick<Session, "printer">, text: string): Promise<void> {
  await printer.out(shownText(text.endsWith("\n") ? text : `${text}\n`, printer.terminal));
}

function shownText(text: string, terminal: boolean): string {
  return terminal ? stripControls(text) : text;
}

/** A longer line is printed in parts. */
const longestOpenLine = 64 * 1024;

/** Whole lines at a time, so that a secret that arrives in two pieces is still recognised. */
async function streamText({ printer, secrets }: Session, sent: TransportAnswer): Promise<void> {
  const decoder = new TextDecoder(charsetOf(sent.headers["content-type"]));
  // No encoding of a secret is longer than nine times the secret.
  const overlap = 64 + 9 * Math.max(0, ...secrets.map((secret) => secret.length));
  let open = "";
  for await (const chunk of sent.body) {
    const piece = decoder.decode(chunk, { stream: true });
    const end = piece.lastIndexOf("\n") + 1;
    if (end > 0) await printer.out(shownText(open + piece.slice(0, end), printer.terminal));
    open = end > 0 ? piece.slice(end) : open + piece;
    if (open.length < longestOpenLine + overlap) continue;
    // What is printed now holds no beginning of a secret: that would be within the overlap.
    const clean = redact(open, secrets);
    const cut = Math.max(0, clean.length - overlap);
    const whole = /[\uD800-\uDBFF]/.test(clean.charAt(cut - 1)) ? cut - 1 : cut;
    await printer.out(shownText(clean.slice(0, whole), printer.terminal));
    open = clean.slice(whole);
  }
  open += decoder.decode();
  if (open !== "") await printer.out(shownText(open, printer.terminal));
}

async function streamBytes({ printer }: Session, sent: TransportAnswer): Promise<void> {
  for await (const chunk of sent.body) await printer.bytes(chunk);
}

async function saveAnswer({ printer }: Session, sent: TransportAnswer, path: string): Promise<void> {
  const bytes = await saveBody(sent.body, path);
  const contentType = sent.headers["content-type"] ?? null;
  await printer.out(printedJson({ saved: path, bytes, contentType }, printer.terminal));
  if (bytes === 0) await printer.note(`The API sent nothing (${countOf(0, "byte")}); the file is empty.`);
}

/** Before anything is sent: bytes never go to a terminal. */
export function checkOutput({ operation, options, printer }: Session): void {
  const { response } = operation;
  const saves = options.save !== undefined;
  if (response.kind === "binary" && printer.terminal && !saves)
    throw new CliError("USAGE", "the answer is a file, which a terminal can't show", {
      flag: "--save",
      help: "add --save <file>, or send the output into a file or a pipe",
    });
  const isStream = response.kind === "stream" || response.mayStream;
  if (isStream && !saves && options.all)
    throw new CliError("USAGE", "--all is for lists; this command prints what arrives until it ends", {
      flag: "--all",
    });
  if ((response.items === undefined && !isStream) || saves) {
    const flag = options.all ? "--all" : options.limit === undefined ? undefined : "--limit";
    if (flag)
      throw new CliError(
        "USAGE",
        `${flag} is for lists, and ${saves ? "--save writes one answer" : "this command answers with none"}`,
        {
          flag,
        },
      );
  }
}
