import { pointerTokens } from "@specwire/contract";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { methodAndPath } from "../phases/2-resolve/select.ts";
import { cleanText } from "../phases/4-lower/text.ts";
import { draftConnection } from "./draft-connection.ts";
import { draftOperations } from "./draft-operations.ts";
import { cleanLines, type Guesses, type Spec, sentence } from "./draft-part.ts";
import { placeholderUrl } from "./server.ts";
import { type Remark, writeSpec } from "./write-spec.ts";

/** A scheme of the spec, and the environment variables of its secrets. */
export interface DraftCredential {
  readonly scheme: string;
  readonly env: readonly string[];
}

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
    for (const part of [draftConnection(guesses), draftOperations(guesses)]) {
      Object.assign(this.spec, part.members);
      this.#remarks.push(...part.remarks);
      this.notes.push(...(part.notes ?? []));
    }
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
