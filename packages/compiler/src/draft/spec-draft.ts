import type { Json } from "@specwire/contract";
import { pointerTokens } from "@specwire/contract";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";
import { documentParameters } from "../phases/2-resolve/document-operation.ts";
import type { DocumentAuth } from "../phases/2-resolve/security/document-auth.ts";
import { methodAndPath } from "../phases/2-resolve/select.ts";
import { cleanText } from "../phases/4-lower/text.ts";
import { draftAuth } from "./auth.ts";
import { chooseHighlights, chooseVerify } from "./choose.ts";
import type { DraftOptions } from "./draft-options.ts";
import { guessErrors } from "./errors.ts";
import type { DraftOperation } from "./operations.ts";
import { selectorsFor } from "./selectors.ts";
import { type DraftServer, draftServer, placeholderUrl } from "./server.ts";
import type { Service } from "./service.ts";
import { ownPagination, sharedPagination } from "./shared-pagination.ts";
import { type Remark, writeSpec } from "./write-spec.ts";

export interface Guesses {
  readonly service: Service;
  readonly document: OpenApiDocument;
  /** As the spec names it. */
  readonly path: string;
  readonly sha256: string;
  readonly operations: readonly DraftOperation[];
  /** Whether nothing was left out by a selector. */
  readonly isWhole: boolean;
  readonly options: DraftOptions;
}

/** A scheme of the spec, and the environment variables of its secrets. */
export interface DraftCredential {
  readonly scheme: string;
  readonly env: readonly string[];
}

type Spec = Record<string, Json>;

/** A spec in the making: what is written, the remarks, and what can be taken back. */
export class SpecDraft {
  readonly spec: Spec = {};
  readonly notes: string[] = [];
  count: number;
  readonly #remarks: Remark[] = [];
  readonly #guesses: Guesses;

  constructor(guesses: Guesses) {
    this.#guesses = guesses;
    this.count = guesses.operations.length;
    this.#describe();
    this.#connect();
    this.#takeOperations();
    for (const { name, reason } of guesses.document.leftOut.slice(0, 20))
      this.notes.push(cleanText(`${name} is left out: ${reason}`, 300));
  }

  get slug(): string {
    return String(this.spec.slug);
  }

  /** Whether no operation is left. */
  get isEmpty(): boolean {
    return this.count === 0;
  }

  text(): string {
    const { slug, options } = { slug: this.slug, options: this.#guesses.options };
    const schema = options.schema?.(slug);
    const top = [
      ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
      "# Made from an OpenAPI document by `specwire init`. What is marked as a guess is one: look at it.",
      `# Then: specwire check ${slug}, specwire compile ${slug}`,
    ];
    return writeSpec(this.spec, this.#remarks, top.join("\n"));
  }

  #describe(): void {
    const { service } = this.#guesses;
    Object.assign(this.spec, {
      connector: 1,
      version: "0.1.0",
      slug: service.slug,
      name: service.name,
      description: service.description,
      ...(service.docsUrl !== undefined && { docsUrl: service.docsUrl }),
    });
    this.#remark({
      at: ["slug"],
      above: `The tool is called custom-${service.slug}. A slug never changes once it is published.`,
    });
    this.#remark({
      at: ["description"],
      above: `${service.isGuess ? "A guess: the document has no words for it. " : ""}Agents decide by it whether this is the tool they need.`,
    });
  }

  #connect(): void {
    const { document, options, path, sha256, operations } = this.#guesses;
    const server: DraftServer = draftServer(document, options.baseUrl);
    this.spec.baseUrl = server.url;
    const places = [
      ...server.notes.map((note) => `${sentence(note)}.`),
      ...(server.others.length > 0
        ? [`The document also names: ${server.others.slice(0, 8).join(", ")}`]
        : []),
    ];
    if (places.length > 0) this.#remark({ at: ["baseUrl"], above: cleanLines(places) });
    if (isPlaceholder(server.url)) this.notes.push(...server.notes);
    if (Object.keys(server.variables).length > 0) this.spec.variables = server.variables as unknown as Json;
    const { auth, security, isGuess, notes }: DocumentAuth =
      options.auth === undefined ? draftAuth(document, server.url) : { auth: options.auth, notes: [] };
    const verify = chooseVerify(operations);
    this.spec.auth = verify === undefined ? auth : withVerify(auth, { ...verify });
    if (security !== undefined) {
      this.spec.security = security;
      this.#remark({
        at: ["security"],
        above: "Alternatives; a list inside is needed together. Documents often write one for the other.",
      });
    }
    this.notes.push(...notes);
    const isOpen = JSON.stringify(auth) === '{"type":"none"}';
    const stated =
      options.auth === undefined ? "As the document says" : "As the document says not, but you do";
    const said = [
      ...notes.map((note) => `${sentence(note)}.`),
      ...(isGuess ? [] : [`${stated}; documents are often wrong here.`]),
      ...(verify === undefined || isOpen ? [] : ["verify, the read that proves a credential, is a guess."]),
    ];
    this.#remark({ at: ["auth"], above: cleanLines(said) });
    this.spec.openapi = { document: path, sha256 };
    this.#remark({ at: ["openapi"], above: "The document, pinned: a file that differs is refused." });
  }

  #takeOperations(): void {
    const { operations, options, document } = this.#guesses;
    const shared = sharedPagination(operations);
    if (shared !== undefined) {
      this.spec.pagination = shared as unknown as Json;
      this.#remark({
        at: ["pagination"],
        above: "A guess, for every list with these parameters: try one that has more than a page.",
      });
    }
    const errors = guessErrors(operations.map(({ members }) => members));
    if (errors !== undefined) {
      this.spec.errors = errors;
      this.#remark({
        at: ["errors"],
        above: "A guess: every answer says whether it is an error, whatever its status.",
      });
    }
    const isWritten = operations.length <= (options.mostWritten ?? 40);
    const taken: Spec = isWritten ? {} : this.#inBulk();
    let own = 0;
    for (const one of operations) {
      const guessed = guessedOf(one, shared, document);
      const mattersMost =
        guessed.access !== undefined || guessed.sensitive !== undefined || guessed.destructive !== undefined;
      if (!isWritten && !mattersMost && (Object.keys(guessed).length === 0 || own++ >= mostOwn)) continue;
      const summary = isWritten && one.summary !== undefined ? { summary: one.summary } : {};
      taken[one.id] = { use: one.use, ...summary, ...guessed } as Json;
      this.#remarkOperation(one, guessed);
    }
    const highlights = chooseHighlights(operations);
    if (highlights.length > 1 && operations.length > highlights.length) {
      this.spec.highlights = highlights;
      this.#remark({ at: ["highlights"], above: "A guess: what the instructions for agents name first." });
    }
    this.spec.operations = taken;
    this.#remark({
      at: ["operations"],
      above: isWritten
        ? "Every operation of the document. An id is the command and the name in permissions: rename it as you like,\nand delete what nobody needs."
        : "Ids of operations taken in bulk are made from the document. `id: { use: … }` gives one another name or\nother settings; delete the lines of what nobody needs.",
    });
  }

  #inBulk(): Spec {
    const { operations, options, isWhole } = this.#guesses;
    const counted =
      isWhole || (options.include ?? []).length === 0
        ? selectorsFor(isWhole ? operations.map(({ one }) => one) : this.#guesses.document.operations)
        : (options.include ?? []).map((selector) => ({ selector, count: undefined }));
    for (const [index, { count }] of counted.entries()) {
      if (count !== undefined)
        this.#remark({
          at: ["operations", "include", index],
          behind: `${count} operation${count === 1 ? "" : "s"}`,
        });
    }
    return { include: counted.map(({ selector }) => selector), exclude: [...(options.exclude ?? [])] };
  }

  #remarkOperation(one: DraftOperation, guessed: Spec): void {
    const at = ["operations", one.id];
    if (guessed.access !== undefined)
      this.#remark({
        at: [...at, "access"],
        behind: `a guess: a ${one.one.method}, but its name says that it changes something`,
      });
    if (guessed.destructive !== undefined)
      this.#remark({ at: [...at, "destructive"], behind: "a guess by its name" });
    if (guessed.sensitive !== undefined)
      this.#remark({ at: [...at, "sensitive"], behind: "a guess: it may reveal a secret" });
    if (guessed.items !== undefined)
      this.#remark({ at: [...at, "items"], behind: "a guess: where the list is" });
    if (guessed.pagination !== undefined) this.#remark({ at: [...at, "pagination"], behind: "a guess" });
    if (one.mayRead)
      this.#remark({ at: [...at, "use"], behind: "if it only reads: access: read, and reason: why" });
  }

  #remark(remark: Remark): void {
    this.#remarks.push(remark);
  }

  /** Says which environment variables the tool reads each credential from. */
  nameVariables(credentials: readonly DraftCredential[]): void {
    const [first, ...more] = credentials;
    if (first === undefined) return;
    const listed = credentials.map(({ scheme, env }) => `${scheme}: ${env.join(", ")}`);
    const above =
      more.length === 0
        ? `The tool reads it from ${first.env.join(" and ")}.`
        : `The tool reads from the environment:\n${listed.map((line) => `  ${line}`).join("\n")}`;
    // The last one at a place is the one that stands there.
    const said = this.#remarks.findLast(({ at }) => at.length === 1 && at[0] === "auth")?.above;
    this.#remark({ at: ["auth"], above: said === undefined ? above : `${said}\n${above}` });
  }

  /** Takes back what these findings are about; false where nothing of it can be taken. */
  withdraw(findings: readonly Diagnostic[]): boolean {
    const highlights = new Set<number>();
    const done = new Set<string>();
    let changed = false;
    for (const { location, code, message } of findings) {
      const [first, second, third] = pointerTokens(location.pointer);
      const place = JSON.stringify(first === "operations" ? [first, second, third] : [first ?? code]);
      if (first === "highlights" && second !== undefined) highlights.add(Number(second));
      else if (!done.has(place)) changed = this.#withdrawAt(first, second, third, code, message) || changed;
      done.add(place);
    }
    if (highlights.size === 0) return changed;
    const kept = (this.spec.highlights as string[]).filter((_, index) => !highlights.has(index));
    if (kept.length > 0) this.spec.highlights = kept;
    else delete this.spec.highlights;
    return true;
  }

  #withdrawAt(
    first: string | undefined,
    second: string | undefined,
    third: string | undefined,
    code: string,
    message: string,
  ): boolean {
    if (first === "operations" && second !== undefined)
      return this.#withdrawOperation(second, third, message);
    if (first === "auth" && JSON.stringify(this.spec.auth) !== '{"type":"none"}') {
      this.spec.auth = { type: "none" };
      delete this.spec.security;
      this.#note("auth", `the credential that the document describes cannot be used (${message}): set auth`);
      return true;
    }
    const isServer =
      ["baseUrl", "servers", "variables"].includes(first ?? "") || code === "connector/no-server";
    if (isServer && this.spec.baseUrl !== placeholderUrl) {
      this.#note(
        "baseUrl",
        `the server ${JSON.stringify(this.spec.baseUrl)} cannot be used (${message}): set baseUrl`,
      );
      this.spec.baseUrl = placeholderUrl;
      delete this.spec.variables;
      return true;
    }
    if (first === "slug") {
      // Another program may own the first word: `aws-…`.
      const rest = this.slug.replace(/^[a-z0-9]+-/, "");
      const isOwn = /^[a-z]/.test(rest) && rest.length > 2 && rest !== this.slug;
      this.spec.slug = isOwn ? rest : `my-${this.slug.slice(0, 37).replace(/-$/, "")}`;
      return true;
    }
    if (first === "description" && this.spec.description !== "An API.") {
      this.spec.description = "An API.";
      return true;
    }
    if (first === undefined || !["docsUrl", "pagination", "highlights", "security"].includes(first))
      return false;
    return delete this.spec[first];
  }

  #withdrawOperation(id: string, key: string | undefined, message: string): boolean {
    const operations = this.spec.operations as Spec;
    const written = operations[id] as Spec | undefined;
    if (written === undefined) return false;
    if (key !== undefined && key !== "use" && Object.hasOwn(written, key)) return delete written[key];
    delete operations[id];
    this.count--;
    this.notes.push(`${id} is left out: ${message}`);
    const one = this.#guesses.operations.find((other) => other.id === id);
    if (Array.isArray(operations.exclude) && one) operations.exclude.push(methodAndPath(one.one));
    return true;
  }

  #note(at: string, note: string): void {
    this.notes.push(note);
    this.#remark({ at: [at], above: cleanLines([`${sentence(note)}.`]) });
  }
}

/** Whether the host, at least, is none that the document states. */
function isPlaceholder(url: string): boolean {
  return url === placeholderUrl || url.startsWith(`${placeholderUrl}/`);
}

function sentence(note: string): string {
  return /^https?:/.test(note) ? note : `${note.charAt(0).toUpperCase()}${note.slice(1)}`;
}

/** Comments hold a document's words too: nothing in them ends a line or hides. */
function cleanLines(lines: readonly string[]): string {
  return lines.map((line) => cleanText(line, 300)).join("\n");
}

/** So many operations of a large document are named for where their list is alone. */
const mostOwn = 60;

function guessedOf(
  one: DraftOperation,
  shared: ReturnType<typeof sharedPagination>,
  document: OpenApiDocument,
): Spec {
  const declares = (name: string) =>
    documentParameters(one.one, document.lookup).some((parameter) => parameter.name === name);
  const { access, destructive, sensitive } = one;
  return {
    ...(access && { access }),
    ...(destructive && { destructive }),
    ...(sensitive && { sensitive }),
    ...(ownPagination(one, shared, declares) as Spec),
  };
}

function withVerify(auth: Json, verify: Json): Json {
  if (Array.isArray(auth)) return auth.map((one) => withVerify(one as Json, verify));
  const scheme = auth as { type?: string };
  return scheme.type === "none" ? auth : ({ ...scheme, verify } as Json);
}
