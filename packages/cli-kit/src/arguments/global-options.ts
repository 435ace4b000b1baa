import { type GlobalFlag, globalFlags, nearest } from "@specwire/contract";
import { CliError } from "../errors.ts";

export type OutputFormat = "json" | "table" | "ndjson" | "raw";

const outputFormats: readonly string[] = ["json", "table", "ndjson", "raw"];

/** The global flags of one command line, read and checked. */
export interface GlobalOptions {
  help: boolean;
  version: boolean;
  commands: boolean;
  schema: boolean;
  all: boolean;
  dryRun: boolean;
  count: boolean;
  /** Dot path of the field that items are counted by. */
  countBy?: string;
  find?: string;
  input?: string;
  contentType?: string;
  /** Absent: the operation's own choice; empty: everything. */
  fields?: readonly string[];
  limit?: number;
  output?: OutputFormat;
  account?: string;
  save?: string;
  timeoutMs: number;
  /** How long to wait for a person's decision; 0: not at all. */
  waitMs: number;
}

const defaultTimeoutMs = 60_000;

export function noOptions(): GlobalOptions {
  return {
    help: false,
    version: false,
    commands: false,
    schema: false,
    all: false,
    dryRun: false,
    count: false,
    timeoutMs: defaultTimeoutMs,
    waitMs: 0,
  };
}

const shortNames: Readonly<Record<string, string>> = { "-h": "help", "-V": "version" };

/** The global flag that a word (`--output=json`, `-h`) starts, if any. */
export function globalFlagOf(word: string): GlobalFlag | undefined {
  const name = shortNames[word] ?? (word.startsWith("--") ? word.slice(2).split("=", 1)[0] : undefined);
  return globalFlags.find((flag) => flag.name === name);
}

/** Sets one option; `value` is undefined for a switch. */
export function setOption(options: GlobalOptions, name: string, value: string | undefined): void {
  const text = value ?? "";
  switch (name) {
    case "help":
      options.help = true;
      return;
    case "version":
      options.version = true;
      return;
    case "commands":
      options.commands = true;
      return;
    case "count":
      options.count = true;
      return;
    case "count-by":
      options.countBy = dotPath(notEmpty(name, text));
      return;
    case "schema":
      options.schema = true;
      return;
    case "all":
      options.all = true;
      return;
    case "dry-run":
      options.dryRun = true;
      return;
    case "find":
      options.find = text;
      return;
    case "input":
      options.input = text;
      return;
    case "content-type":
      options.contentType = notEmpty(name, text);
      return;
    case "account":
      options.account = text;
      return;
    case "save":
      options.save = notEmpty(name, text);
      return;
    case "fields":
      options.fields = fieldsOf(text, options.fields);
      return;
    case "limit":
      options.limit = positive(name, text, /^[1-9]\d{0,8}$/, "a whole number above 0");
      return;
    case "timeout":
      options.timeoutMs = secondsOf(name, text) * 1000;
      return;
    case "wait":
      options.waitMs = secondsOf(name, text) * 1000;
      return;
    case "output":
      options.output = formatOf(text);
      return;
    default:
      throw new Error(`the global flag --${name} is not read`);
  }
}

/** Commas stand between names; blanks where there are no commas. */
function fieldsOf(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.includes(",") ? text.split(",") : text.trim().split(/\s+/);
  const fields = [...before, ...names.map(dotPath)];
  if (fields.includes("all") || fields.includes("*")) return [];
  if (fields.some((field) => field === "" || field.split(".").includes("")))
    throw badOption("fields", "takes names with commas between them (a,b.c), or all");
  return fields;
}

/** The dot path that is meant: `$.user.login`, `/user/login`, `labels[].name` and `user.*` are other ways to write one. */
function dotPath(field: string): string {
  const plain = field.trim().replace(/\[(\*|\d*)\]/g, "");
  const dotted = plain.startsWith("/") ? plain.slice(1).replaceAll("/", ".") : plain;
  return dotted.replace(/^\$?\.(?=.)/, "").replace(/\.\*$/, "");
}

function secondsOf(name: string, text: string): number {
  return positive(name, text, /^(?:\d{1,5}\.)?\d{1,5}$/, "a number of seconds above 0 and below 100000");
}

function positive(name: string, text: string, form: RegExp, what: string): number {
  const value = Number(text);
  if (!form.test(text) || value <= 0) throw badOption(name, `takes ${what}, not ${JSON.stringify(text)}`);
  return value;
}

function notEmpty(name: string, text: string): string {
  if (text === "") throw badOption(name, "needs a value");
  return text;
}

function formatOf(text: string): OutputFormat {
  if (outputFormats.includes(text)) return text as OutputFormat;
  const near = nearest(text, outputFormats)[0];
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  throw badOption("output", `can't be ${JSON.stringify(text)}; allowed: ${outputFormats.join(", ")}${hint}`);
}

function badOption(name: string, problem: string): CliError {
  return new CliError("USAGE", `--${name} ${problem}`, { flag: `--${name}` });
}
