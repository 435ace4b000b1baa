import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, type Draft, draftSpec, renderJson, SourceFile } from "@specwire/compiler";
import { type Json, quoteWord, toEnvironmentName } from "@specwire/contract";
import { allowedHosts } from "../remote/allowed-hosts.ts";
import { withRemote } from "../remote/with-remote.ts";
import type { Input } from "../shared/command.ts";
import { didYouMean } from "../shared/did-you-mean.ts";
import { specName } from "../shared/file-names.ts";
import { harmless, quote, Refusal } from "../shared/refusal.ts";
import { printDiagnostics, printJson, verdict } from "../shared/report.ts";
import { some, tone } from "../shared/tone.ts";
import { progress, type World } from "../shared/world.ts";
import {
  type DocumentSource,
  documentAt,
  documentFolder,
  documentFrom,
  mountedHost,
  specPath,
} from "./document-source.ts";
import { schemaReference } from "./schema-reference.ts";
import { sourcePage } from "./source-page.ts";
import { type NewFile, refuseTaken, writeConnector } from "./write-connector.ts";

const sourceFile = `${documentFolder}/SOURCE.md`;

/** Where a connector is made; without a slug the document has to give one. */
export interface Place {
  readonly slug: string | undefined;
  readonly dir: string;
}

/** `specwire init --openapi`: a connector of a document, which is copied beside it. */
export async function initFromDocument(
  path: string,
  { slug, dir }: Place,
  input: Input,
  world: World,
): Promise<number> {
  const hosts = input.values("allow-remote");
  const source = /^https?:\/\//i.test(path) ? documentFrom(path, allowedHosts(hosts)) : documentAt(path);
  const document = `./${documentFolder}/${source.entry}`;
  if (slug !== undefined) refuseTaken(join(dir, slug), [specName]);
  const { host, made } = await withRemote(hosts, world, (base) => {
    const host = mountedHost(source, base);
    return { host, made: draftWithProgress(specPath, document, host, { slug, dir }, input, world) };
  });
  const { diagnostics, draft, unmatched, tags } = made;
  const shown = diagnostics.map((one) => atHome(one, source));
  if (unmatched.length > 0) {
    throw new Refusal(
      `Nothing in the document is ${some(unmatched.map(quote))}.`,
      await selectorHelp(unmatched, tags),
    );
  }
  if (draft === undefined) return explain(shown, path, input, world);
  const folder = join(dir, draft.slug);
  const files = filesOf(draft, source, folder, host.read);
  refuseTaken(folder, [
    specName,
    ...(files.some(({ path }) => path.startsWith(`${documentFolder}/`)) ? [documentFolder] : []),
  ]);
  writeConnector(folder, files);
  say(draft, folder, files, shown, input, world);
  return 0;
}

/** What was probably meant: a tag that is near, else the tags that there are. */
async function selectorHelp(unmatched: readonly string[], tags: readonly string[]): Promise<string> {
  const wanted = unmatched.find((one) => one.startsWith("tag:"))?.slice("tag:".length);
  if (wanted !== undefined && tags.length > 0)
    return (await didYouMean(wanted, tags)) ?? `its tags: ${some(tags.map(quote), mostTags)}`;
  return "a selector is tag:<name>, a path with * and **, an operationId, or 'METHOD /path'.";
}

const mostTags = 20;

function draftWithProgress(
  spec: string,
  document: string,
  host: Parameters<typeof draftSpec>[2],
  { slug, dir }: Place,
  input: Input,
  world: World,
) {
  const [name, baseUrl, auth] = ["name", "base-url", "auth"].map((option) => input.value(option));
  try {
    return draftSpec(spec, document, host, {
      ...(slug !== undefined && { slug }),
      ...(name !== undefined && { name }),
      ...(baseUrl !== undefined && { baseUrl }),
      ...(auth !== undefined && { auth: authOf(auth) }),
      include: [...input.values("include"), ...input.values("tag").map((tag) => `tag:${tag}`)],
      exclude: input.values("exclude"),
      schema: (made) => schemaReference(join(dir, made)),
      progress: (doing) => progress(world, doing),
    });
  } finally {
    progress(world, "");
  }
}

function authOf(type: string): Json {
  if (type === "api_key") return { type, in: "header", name: "X-API-Key" };
  if (type !== "oauth2") return { type };
  return {
    type,
    authorizationUrl: "https://auth.example.com/authorize",
    tokenUrl: "https://auth.example.com/token",
  };
}

/** No draft: the document is broken, or nothing of it can be called. */
function explain(diagnostics: readonly Diagnostic[], path: string, input: Input, world: World): number {
  if (input.has("json")) printJson({ diagnostics: renderJson(diagnostics) }, world.out);
  else printDiagnostics(diagnostics, world);
  if (!diagnostics.some(({ severity }) => severity === "error"))
    world.err.write(
      `${tone(world.err, "bad", "specwire:")} ${quote(path)} has no operation that can be called.\n`,
    );
  return 1;
}

/** At the file as the caller knows it, not where it will be copied to. */
function atHome(diagnostic: Diagnostic, source: DocumentSource): Diagnostic {
  const { location, related = [] } = diagnostic;
  const others = related.map((one) => ({ ...one, location: placeAtHome(one.location, source) }));
  // What is wrong with it as a whole is said where a spec would name it.
  const isWhole = location.source.path === specPath;
  const whole = {
    source: new SourceFile(source.url?.href ?? join(source.root, source.entry), ""),
    pointer: "",
    on: "value",
  } as const;
  return {
    ...diagnostic,
    location: isWhole ? (others[0]?.location ?? whole) : placeAtHome(location, source),
    ...(others.length > 0 && !isWhole && { related: others }),
    ...(isWhole && { related: [] }),
  };
}

function placeAtHome(
  location: Diagnostic["location"],
  { root, entry, url }: DocumentSource,
): Diagnostic["location"] {
  const path = location.source.path.replace(/^\.\//, "");
  if (!path.startsWith(`${documentFolder}/`)) return location;
  const inside = path.slice(documentFolder.length + 1);
  const home = url ? (inside === entry ? url : new URL(inside, url)).href : join(root, inside);
  return { ...location, source: new SourceFile(home, location.source.text) };
}

function filesOf(
  draft: Draft,
  { root, url }: DocumentSource,
  folder: string,
  read: (path: string) => Uint8Array | undefined,
): NewFile[] {
  const spec = { path: specName, content: draft.text };
  const remote = draft.remote.map(({ copy, bytes }) => ({ path: copy, content: bytes }));
  if (url === undefined && isSame(root, join(folder, documentFolder))) {
    if (remote.some(({ path }) => !existsSync(join(folder, path))))
      throw new Refusal(
        `${quote(root)} is the place where copies of the other host's files belong.`,
        "move the document elsewhere, and name it there.",
      );
    return [spec];
  }
  const copies = [
    ...draft.files.map((path) => ({ path, content: read(path) ?? new Uint8Array() })),
    ...remote,
  ];
  return [
    spec,
    ...copies,
    ...(draft.files.includes(sourceFile)
      ? []
      : [{ path: sourceFile, content: sourcePage(draft, url?.href) }]),
  ];
}

function isSame(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}

const mostNamed = 20;

/** Whoever brings a document that came from elsewhere should see what it took along. */
function copiedLines(files: readonly NewFile[]): string[] {
  const copies = files.filter(({ path }) => path !== specName && path !== `${documentFolder}/SOURCE.md`);
  const names = copies.slice(0, mostNamed).map(({ path }) => `  ${harmless(path)}`);
  return copies.length > mostNamed ? [...names, `  and ${copies.length - mostNamed} more`] : names;
}

function say(
  draft: Draft,
  folder: string,
  files: readonly NewFile[],
  diagnostics: readonly Diagnostic[],
  input: Input,
  world: World,
): void {
  const { slug, operations, of, notes, credentials, baseUrl, needsBaseUrl } = draft;
  if (input.has("json")) {
    const paths = files.map(({ path }) => join(folder, path));
    printJson(
      {
        slug,
        folder,
        files: paths,
        operations,
        of,
        credentials,
        notes,
        diagnostics: renderJson(diagnostics),
      },
      world.out,
    );
    return;
  }
  const { out } = world;
  const name = harmless(quoteWord(folder));
  const copied = files.length - 2;
  const lines = [
    `wrote ${tone(out, "bold", harmless(join(folder, specName)))}: ${operations === of ? "" : `${operations} of `}${of} ${of === 1 ? "operation" : "operations"}`,
    ...(copied > 0
      ? [
          `copied ${copied === 1 ? "the document" : `the document's ${copied} files`} to ${harmless(join(folder, documentFolder))}${copied === 1 ? "" : ":"}`,
          ...(copied === 1 ? [] : copiedLines(files)),
        ]
      : []),
    ...(diagnostics.length > 0
      ? [`the document has its faults: ${verdict(diagnostics)}; the check names them`]
      : []),
    ...credentials.map(
      ({ scheme, env }) =>
        `${credentials.length === 1 ? "the credential" : `the credential of ${scheme}`} is read from ${env.join(" and ")}`,
    ),
    ...notes.map((note) => `${tone(out, "bold", "note:")} ${harmless(note)}`),
    "",
    "Next:",
    "  read it: what is marked as a guess is one; delete the operations that nobody needs",
    ...(needsBaseUrl
      ? [
          `  ${tone(out, "bold", "set baseUrl:")} ${harmless(baseUrl)} is a placeholder (or ${toEnvironmentName(slug, "base-url")}, where the tool runs)`,
        ]
      : []),
    ...(files.some(({ path }) => path === sourceFile)
      ? [`  fill in ${harmless(join(folder, sourceFile))}: where the document comes from, and its licence`]
      : []),
    `  specwire check ${name}`,
    `  specwire run ${name}`,
    `  specwire compile ${name}`,
  ];
  out.write(`${lines.join("\n")}\n`);
}
