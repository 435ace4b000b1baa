import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CompileOutput,
  compile,
  type Diagnostic,
  memoryHost,
} from "../../../packages/compiler/src/index.ts";
import type { RunGenerated } from "../../../packages/compiler/test/support/generated-cli.ts";
import { commandWords, isArray, parseExact, valueAt } from "../../../packages/contract/src/index.ts";
import type { Answer, Call, Expected, Service } from "../services.ts";
import { accessProblems, authProblems } from "./agreement.ts";
import { adapt } from "./arguments.ts";
import { differences, type MayAdd } from "./compare.ts";
import { connectedUrls } from "./connection.ts";
import { credentialEnv } from "./credentials.ts";
import { declaredProblems } from "./declared.ts";
import { bytesOf, StandIn } from "./stand-in.ts";

export interface Check {
  /** `auth`, an operation's id, or with a number the call of it. */
  readonly name: string;
  readonly problems: readonly string[];
  /** Hard, and not counted. */
  readonly optional: boolean;
}

export interface Grade {
  readonly service: string;
  readonly diagnostics: readonly Diagnostic[];
  /** None where the spec does not compile. */
  readonly checks: readonly Check[];
  readonly passed: boolean;
}

/** Compiles a spec and calls what came of it, as an agent would, against a stand-in that writes down what is sent. */
export async function gradeSpec(service: Service, spec: string, run: RunGenerated): Promise<Grade> {
  const { output, diagnostics } = compile("connector.yaml", memoryHost({ "connector.yaml": spec }));
  if (output === undefined) return { service: service.name, diagnostics, checks: [], passed: false };
  const standIn = new StandIn();
  const folder = mkdtempSync(join(tmpdir(), "specwire-authoring-"));
  const checks: Check[] = [
    { name: "auth", problems: authProblems(service, output.connector), optional: false },
    ...service.facts.operations.map((facts): Check => {
      const operation = output.connector.operations[facts.id];
      const problems =
        operation === undefined
          ? ["there is no such operation"]
          : [
              ...accessProblems(facts, operation),
              ...declaredProblems(service, facts, operation, output.connector.types),
            ];
      return { name: facts.id, problems, optional: false };
    }),
  ];
  try {
    for (const [index, call] of service.requests.entries()) {
      const problems = await new Caller(service, output, run, standIn, folder).problemsOf(call);
      checks.push({ name: `${index + 1} ${call.operation}`, problems, optional: call.optional === true });
    }
  } finally {
    await standIn.close();
    rmSync(folder, { recursive: true });
  }
  const passed = checks.every(({ problems, optional }) => optional || problems.length === 0);
  return { service: service.name, diagnostics, checks, passed };
}

class Caller {
  readonly #service: Service;
  readonly #output: CompileOutput;
  readonly #run: RunGenerated;
  readonly #standIn: StandIn;
  readonly #folder: string;

  constructor(service: Service, output: CompileOutput, run: RunGenerated, standIn: StandIn, folder: string) {
    this.#service = service;
    this.#output = output;
    this.#run = run;
    this.#standIn = standIn;
    this.#folder = folder;
  }

  async problemsOf(call: Call): Promise<string[]> {
    const pages = call.pages ?? [{ expect: call.expect as Expected, answers: call.answers as Answer }];
    const made = await this.#call(call, pages);
    if (typeof made === "string") return [made];
    const { exit, err, isRefused } = made;
    if (call.outcome !== "error") {
      const failed = exit === 0 ? [] : [`the tool failed (exit ${exit}): ${err.trim().slice(0, 400)}`];
      return [...failed, ...this.#requestProblems(pages), ...(exit === 0 ? made.shown : [])];
    }
    // What a spec refuses by itself is never sent: the service's own words are then asked for with a call that is.
    if (isRefused) return await this.#wordsElsewhere(call);
    return [...this.#requestProblems(pages), ...wordProblems(call, exit, err)];
  }

  async #wordsElsewhere(call: Call): Promise<string[]> {
    const other = this.#service.requests.find(
      (one) => one.operation === call.operation && one.outcome !== "error",
    );
    const expect = other?.expect ?? other?.pages?.[0]?.expect;
    if (other === undefined || expect === undefined) return [];
    const made = await this.#call(other, [{ expect, answers: call.answers as Answer }]);
    return typeof made === "string" ? [made] : wordProblems(call, made.exit, made.err);
  }

  async #call(call: Call, pages: readonly { readonly expect: Expected; readonly answers: Answer }[]) {
    const { connector } = this.#output;
    const operation = connector.operations[call.operation];
    const [first] = pages;
    if (operation === undefined || first === undefined) return "there is no such operation";
    const urls = connectedUrls(connector, call, first.expect);
    const url = urls[operation.server];
    if (url === undefined) return "the server's URL can't be made of what is said when connecting";
    const types = connector.types ?? {};
    const files = join(this.#folder, "files");
    const basePath = new URL(url).pathname.replace(/\/+$/, "");
    const { arguments: args, missing } = adapt(operation, types, call, first.expect, basePath, files);
    if (missing.length > 0) return `nothing takes ${missing.join(", ")}`;
    const words = commandWords(connector.slug, operation, types, args).slice(1);
    const env = credentialEnv(connector, first.expect);
    for (const [name, server] of Object.entries(connector.servers)) {
      const served = urls[name];
      if (served !== undefined) env[server.env] = await this.#standIn.urlFor(served);
    }
    const run = (...more: readonly string[]) => {
      this.#standIn.expect([...pages.map(({ answers }) => answers), ...this.#pageBehindTheLast(call, pages)]);
      return this.#run(this.#output, [...words, ...more], env);
    };
    const saved = join(this.#folder, "saved");
    const isBytes = first.answers.bodyBase64 !== undefined;
    const piped = await run(...(call.pages ? ["--all", "--fields", "all"] : []));
    const { exit, out, err } = isBytes && piped.exit === 0 ? await run("--save", saved) : piped;
    const isRefused = exit === 2 && this.#standIn.sent.length === 0;
    return {
      exit,
      err,
      isRefused,
      shown: exit === 0 ? this.#shownProblems(call, pages, out, isBytes ? saved : undefined) : [],
    };
  }

  #requestProblems(pages: readonly { readonly expect: Expected }[]): string[] {
    const { sent } = this.#standIn;
    const most = pages.length + this.#mayAskOnce(pages);
    const counted =
      sent.length >= pages.length && sent.length <= most
        ? []
        : [`${sent.length} requests were sent, ${pages.length} expected`];
    const problems = pages.flatMap(({ expect }, index) => {
      const one = sent[index];
      const where = pages.length > 1 ? `page ${index + 1}, ` : "";
      if (one === undefined) return [];
      return differences(expect, one, mayAdd(this.#service, expect, index === 0)).map(
        (text) => `${where}${text}`,
      );
    });
    return [...counted, ...problems];
  }

  /** Where only a short page says that it is the last one, asking once more is as good a way to find out. */
  #mayAskOnce(pages: readonly unknown[]): number {
    const { from, more } = this.#service.facts.pagination ?? {};
    return pages.length > 1 && from !== undefined && more === undefined ? 1 : 0;
  }

  #pageBehindTheLast(call: Call, pages: readonly { readonly answers: Answer }[]): Answer[] {
    if (this.#mayAskOnce(pages) === 0) return [];
    const name = this.#itemsOf(call).split("/").at(-1) ?? "";
    return [{ status: 200, body: name === "" ? [] : { [name]: [] } }];
  }

  #itemsOf(call: Call): string {
    return this.#service.facts.operations.find(({ id }) => id === call.operation)?.answer?.items ?? "";
  }

  /** All items of all pages, bytes and text as they are, ids with all their digits. */
  #shownProblems(
    call: Call,
    pages: readonly { readonly answers: Answer }[],
    out: string,
    saved: string | undefined,
  ): string[] {
    const [first] = pages;
    if (first === undefined) return [];
    if (saved !== undefined)
      return readFileSync(saved).equals(bytesOf(first.answers)) ? [] : ["the bytes are not those that came"];
    const { body, bodyText } = first.answers;
    if ((body === undefined || body === null) && bodyText !== undefined)
      return out.includes(bodyText.trim()) ? [] : ["the text is not the one that came"];
    if (call.pages === undefined) return [];
    const pointer = this.#itemsOf(call);
    const items = pages.flatMap(({ answers }) => {
      const list = valueAt(
        answers.bodyText === undefined ? answers.body : parseExact(answers.bodyText),
        pointer,
      );
      return isArray(list) ? list : [];
    });
    const shown = readItems(out);
    return shown === items.length ? [] : [`${shown} items are shown, ${items.length} came`];
  }
}

function readItems(out: string): number {
  try {
    const value = parseExact(out);
    return isArray(value) ? value.length : 0;
  } catch {
    return 0;
  }
}

function wordProblems({ message = "" }: Call, exit: number, err: string): string[] {
  if (exit === 0) return ["the tool says that it worked"];
  return errorText(err).includes(message.replace(/[.:!]$/, ""))
    ? []
    : [`the error does not say "${message}": ${err.trim().slice(0, 300)}`];
}

/** The sentence of the error object, the last line of what the tool says. */
function errorText(err: string): string {
  try {
    const { error } = JSON.parse(err.trim().split("\n").at(-1) ?? "") as { error: { message: string } };
    return error.message;
  } catch {
    return err;
  }
}

/** The first page, a size that the service gives, and a value that the documentation calls the default. */
function mayAdd({ facts, docs }: Service, expect: Expected, isFirst: boolean): MayAdd {
  const { pageParam, offsetParam, sizeParam, limitParam, first, maxSize = 0 } = facts.pagination ?? {};
  return (name, value) =>
    (isFirst && name === pageParam && value === String(first ?? 1)) ||
    (isFirst && name === offsetParam && value === "0") ||
    (name === (sizeParam ?? limitParam) &&
      Number(value) > 0 &&
      Number(value) <= maxSize &&
      !(name in expect.query)) ||
    isDefault(docs, name, value);
}

/** In a sentence with the word, or in a column of that name. */
function isDefault(docs: string, name: string, value: string): boolean {
  let columns: string[] = [];
  return docs.split("\n").some((line, index, lines) => {
    const cells = line.startsWith("|") ? line.split("|").map((cell) => cell.trim()) : [];
    if (!lines[index - 1]?.startsWith("|")) columns = cells;
    if (!line.includes(`\`${name}\``)) return false;
    const inColumn = cells[columns.findIndex((column) => /^default$/i.test(column))];
    const inWords = /default|otherwise|unless/i.test(line) && line.includes(`\`${value}\``);
    return inWords || inColumn?.replaceAll("`", "") === value;
  });
}
