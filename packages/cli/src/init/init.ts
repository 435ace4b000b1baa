import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { compile, type Diagnostic, memoryHost } from "@specwire/compiler";
import { quoteWord } from "@specwire/contract";
import type { CommandCode, Input } from "../shared/command.ts";
import { specName } from "../shared/file-names.ts";
import { harmless, quote, Refusal, withFiles } from "../shared/refusal.ts";
import { printJson } from "../shared/report.ts";
import { tone } from "../shared/tone.ts";
import type { World } from "../shared/world.ts";
import { type AuthType, firstSpec } from "./first-spec.ts";
import { initFromDocument, type Place } from "./from-document.ts";
import { schemaReference } from "./schema-reference.ts";

type CodeOrLater = ReturnType<CommandCode["run"]>;

const defaultUrl = "https://api.example.com";

/** `specwire init` */
export const run: CommandCode["run"] = (input: Input, world: World): CodeOrLater => {
  const { slug, dir } = placeOf(input);
  const document = input.value("openapi");
  if (document !== undefined) {
    refuseMistakes(firstSpecOf(slug ?? "my-api", dir, input));
    return initFromDocument(document, { slug, dir }, input, world);
  }
  const selecting = ["include", "exclude", "tag", "allow-remote"].find(
    (option) => input.values(option).length > 0,
  );
  if (selecting !== undefined) {
    throw new Refusal(`--${selecting} is about a document.`, "name the document with --openapi.");
  }
  if (slug === undefined) {
    throw new Refusal(
      "init needs a slug, such as my-api.",
      "or --openapi <file>, which makes one of the document's title.",
    );
  }
  const folder = join(dir, slug);
  const file = join(folder, specName);
  const baseUrl = input.value("base-url") ?? defaultUrl;
  const text = firstSpecOf(slug, dir, input);
  refuseMistakes(text);
  write(folder, file, text);
  if (input.has("json")) printJson({ slug, folder, files: [file] }, world.out);
  else world.out.write(nextSteps(folder, file, baseUrl === defaultUrl, world));
  return 0;
};

/** What is made, and where. A folder's path says both: its last part is the slug. */
function placeOf(input: Input): Place {
  const [word] = input.words;
  const dir = input.value("dir") ?? ".";
  if (word === undefined) return { slug: undefined, dir };
  const slug = slugOf(basename(word), (better) =>
    input
      .withFirstWord(join(dirname(word), better))
      .map(quoteWord)
      .join(" "),
  );
  return { slug, dir: isAbsolute(word) ? dirname(word) : join(dir, dirname(word)) };
}

function firstSpecOf(slug: string, dir: string, input: Input): string {
  return firstSpec({
    slug,
    name: input.value("name") ?? nameFrom(slug),
    baseUrl: input.value("base-url") ?? defaultUrl,
    auth: (input.value("auth") as AuthType | undefined) ?? "bearer_token",
    schema: schemaReference(join(dir, slug)),
  });
}

function slugOf(written: string, corrected: (better: string) => string): string {
  const fine = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(written) && written.length >= 3 && written.length <= 40;
  if (fine) return written;
  const words = written
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const better = words
    .join("-")
    .replace(/^[0-9-]+/, "")
    .slice(0, 40)
    .replace(/-$/, "");
  const usable = better.length >= 3 ? better : `${better || "my"}-api`;
  throw new Refusal(
    `${quote(written)} cannot be a slug: it takes 3 to 40 lower-case letters and digits, in words joined by "-".`,
    `try: specwire init ${corrected(usable)}`,
  );
}

function nameFrom(slug: string): string {
  return slug.replaceAll(
    /(^|-)([a-z0-9])/g,
    (_, joint: string, first: string) => (joint && " ") + first.toUpperCase(),
  );
}

/** What flags brought in may be no good: the spec is checked before it is written. */
function refuseMistakes(text: string): void {
  const { diagnostics } = compile(specName, memoryHost({ [specName]: text }));
  const errors = diagnostics.filter((one) => one.severity === "error");
  if (errors.length === 0) return;
  const [first] = errors;
  const flag = first && flagBehind(first);
  if (flag === undefined)
    throw new Error(`a first spec has errors: ${errors.map(({ code }) => code).join(", ")}`);
  throw new Refusal(`${flag}: ${first?.message}`, first?.help);
}

function flagBehind({ location }: Diagnostic): string | undefined {
  if (/^\/(name|description)\b/.test(location.pointer)) return "--name";
  return /^\/(baseUrl|servers)\b/.test(location.pointer) ? "--base-url" : undefined;
}

function write(folder: string, file: string, text: string): void {
  withFiles("make", folder, () => mkdirSync(folder, { recursive: true }));
  try {
    withFiles("write", file, () => writeFileSync(file, text, { flag: "wx" }));
  } catch (error) {
    if (!(error instanceof Refusal) || !error.message.endsWith("it exists already.")) throw error;
    throw new Refusal(
      `${quote(file)} exists already; init overwrites nothing.`,
      `specwire check ${quoteWord(folder)} looks at it.`,
    );
  }
}

function nextSteps(folder: string, file: string, placeholder: boolean, { out }: World): string {
  const name = harmless(quoteWord(folder));
  const lines = [
    `wrote ${tone(out, "bold", harmless(file))}`,
    "",
    "Next:",
    `  edit it: ${placeholder ? "baseUrl, then " : ""}the operations; comments say what is what`,
    `  specwire check ${name}`,
    `  specwire run ${name} items list --dry-run`,
    `  specwire compile ${name}`,
  ];
  return `${lines.join("\n")}\n`;
}
