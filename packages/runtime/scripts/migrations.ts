import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as schema from "../src/store/schema.ts";

/** `path` is relative to the repository. */
interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const packageFolder = "packages/runtime";
const folder = `${packageFolder}/migrations`;
const root = join(import.meta.dirname, "../../..");

/** The snapshot before the first. */
const NOTHING = "00000000-0000-0000-0000-000000000000";

interface JournalEntry {
  readonly idx: number;
  readonly version: string;
  readonly when: number;
  readonly tag: string;
  readonly breakpoints: boolean;
}

interface Journal {
  readonly version: string;
  readonly dialect: string;
  readonly entries: readonly JournalEntry[];
}

/**
 * What brings the runtime's tables to its schema, in drizzle-kit's form. There is one migration for each version of
 * the package: as long as package.json says 1.2.0, the one named `since-1.2.0` follows the schema; with the next
 * version it stays as it is for ever, and a new one begins.
 */
export async function migrations(): Promise<readonly GeneratedFile[]> {
  // drizzle-kit is CommonJS that takes long to load.
  const { generateDrizzleJson, generateMigration } = await import("drizzle-kit/api");
  const tag = `since-${version()}`;
  const frozen = readJournal().entries.filter((entry) => !entry.tag.endsWith(tag));
  const previous = snapshotOf(frozen.at(-1)) ?? { ...generateDrizzleJson({}), id: NOTHING };
  const { id: _random, prevId: _before, ...tables } = generateDrizzleJson(schema);
  const id = hashedId(JSON.stringify(tables));
  const snapshot = { id, prevId: previous.id, ...tables } as typeof previous;
  const statements = await generateMigration(previous, snapshot);
  if (statements.length === 0) return [journalFile(frozen)];
  const index = frozen.length;
  const number = String(index).padStart(4, "0");
  const entry: JournalEntry = {
    idx: index,
    version: "7",
    // drizzle orders by it; a time of day would differ from machine to machine.
    when: index + 1,
    tag: `${number}_${tag}`,
    breakpoints: true,
  };
  return [
    { path: `${folder}/${entry.tag}.sql`, text: sqlText(statements) },
    { path: `${folder}/meta/${number}_snapshot.json`, text: `${JSON.stringify(snapshot, null, 2)}\n` },
    journalFile([...frozen, entry]),
  ];
}

/** The schema is there by then: the table of migrations is in it. */
function sqlText(statements: readonly string[]): string {
  const text = statements.map((statement) =>
    statement.trim().replace(/^CREATE SCHEMA "specwire";$/, 'CREATE SCHEMA IF NOT EXISTS "specwire";'),
  );
  return `${text.join("\n--> statement-breakpoint\n")}\n`;
}

function version(): string {
  const manifest = readFileSync(join(root, packageFolder, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

function readJournal(): Journal {
  const file = join(root, folder, "meta/_journal.json");
  if (!existsSync(file)) return { version: "7", dialect: "postgresql", entries: [] };
  return JSON.parse(readFileSync(file, "utf8")) as Journal;
}

function snapshotOf(entry: JournalEntry | undefined) {
  if (entry === undefined) return undefined;
  const file = join(root, folder, "meta", `${String(entry.idx).padStart(4, "0")}_snapshot.json`);
  return JSON.parse(readFileSync(file, "utf8"));
}

function journalFile(entries: readonly JournalEntry[]): GeneratedFile {
  const journal: Journal = { version: "7", dialect: "postgresql", entries };
  return { path: `${folder}/meta/_journal.json`, text: `${JSON.stringify(journal, null, 2)}\n` };
}

/** drizzle-kit's ids are random; the same schema shall give the same file. */
function hashedId(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
