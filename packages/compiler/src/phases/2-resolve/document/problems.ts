import type { JsonPointer } from "@specwire/contract";
import type { Collector } from "../../../diagnostics/collector.ts";
import type { Location } from "../../../source/location.ts";
import type { DocumentFile } from "./document-file.ts";

/** Codes for what a document gets wrong; their messages take the first subject and how often. */
export type DocumentProblem =
  | "openapi/lost-reference"
  | "openapi/reference-outside"
  | "openapi/remote-reference"
  | "openapi/file-unreadable"
  | "openapi/too-deep"
  | "openapi/duplicate-key"
  | "openapi/not-json"
  | "openapi/odd-version"
  | "openapi/left-out"
  | "openapi/path-rewritten"
  | "openapi/parameter-undeclared"
  | "openapi/parameter-not-in-path";

/** Something that a document gets wrong, and where. */
interface Problem {
  readonly file: DocumentFile;
  readonly pointer: JsonPointer;
  readonly subject: string;
  readonly reason?: string;
  /** An offset in the text, where it is known without looking for the pointer. */
  readonly at?: number;
}

interface Group {
  readonly first: Problem[];
  count: number;
  readonly subjects: Set<string>;
}

/** Finds the places of pointers in a file. */
export type FindPlaces = (file: DocumentFile, problems: readonly Problem[]) => readonly Location[];

const mostPlaces = 4;
/** What is lost is named, one by one. */
const mostLeftOut = 200;
const mostFiles = 4;

/**
 * Gathers what a document gets wrong. Hundreds of the same kind are one finding that names the first few, and
 * places are looked up only for those.
 */
export class Problems {
  readonly #groups = new Map<DocumentProblem, Map<DocumentFile, Group>>();

  add(code: DocumentProblem, problem: Problem): void {
    const files = this.#groups.get(code) ?? new Map<DocumentFile, Group>();
    this.#groups.set(code, files);
    const group = files.get(problem.file) ?? { first: [], count: 0, subjects: new Set<string>() };
    files.set(problem.file, group);
    group.count++;
    // The same thing met again says nothing new.
    const most = code === "openapi/left-out" ? mostLeftOut : mostPlaces;
    if (group.first.length < most && !group.subjects.has(problem.subject)) {
      group.subjects.add(problem.subject);
      group.first.push(problem);
    }
  }

  report(to: Collector, places: FindPlaces): void {
    for (const [code, files] of this.#groups) {
      const groups = [...files].slice(0, mostFiles);
      const rest = [...files].slice(mostFiles);
      const unsaid = rest.reduce((sum, [, { count }]) => sum + count, 0);
      for (const [index, [file, { first, count }]] of groups.entries()) {
        const [problem, ...others] = first;
        const [location, ...related] = places(file, first);
        if (problem === undefined || location === undefined) continue;
        const last = index === groups.length - 1;
        const { subject, reason = "" } = problem;
        const more = { count, elsewhere: last ? unsaid : 0, files: last ? rest.length : 0 };
        to.add(code, { subject, reason, ...more }, location, {
          related: others.flatMap((one, at) => {
            const found = related[at];
            return found === undefined ? [] : [{ message: one.subject, location: found }];
          }),
        });
      }
    }
  }
}
