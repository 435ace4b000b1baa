import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What an agent must be able to do; each task shows one or more of it. */
export const kinds = [
  "read",
  "count",
  "aggregate",
  "page",
  "write",
  "steps",
  "recover",
  "unchanged",
  "file",
] as const;
export type Kind = (typeof kinds)[number];

/** One request. `{sha}` in path and body stands for what an earlier one kept under that name. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** What to keep of the answer: names, and where each is in it, as `object.sha`. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** Something that happens to the agent's requests: each `on` is a method and a path, `*` stands for anything. */
export interface Happening {
  readonly on: string;
  /** How many of such requests it happens to, the first ones; default 1. */
  readonly times?: number;
  /** Answered in place of the service. */
  readonly answer?: {
    readonly status: number;
    readonly headers?: Record<string, string>;
    readonly body?: unknown;
  };
  /** The service did it all the same, and only its answer was lost. */
  readonly done?: boolean;
  /** What somebody else does as soon as the agent has its answer. */
  readonly then?: readonly Request[];
}

/** What the service must say at the end, asked over HTTP. */
export interface Expectation {
  readonly get: string;
  readonly accept?: string;
  /** Of the JSON: all that is named here, and lists of the same length. */
  readonly expect?: unknown;
  /** The whole text of the answer. */
  readonly text?: string;
  /** The bytes of a file of the task. */
  readonly file?: string;
  /** Default 200. */
  readonly status?: number;
}

export interface Task {
  readonly name: string;
  readonly folder: string;
  /** What the agent is told. */
  readonly text: string;
  /** Commands of the reference, one after the other; runs without mistakes. */
  readonly reference: string;
  readonly service: string;
  readonly kinds: readonly Kind[];
  /** How many calls of the generated tool the reference takes. */
  readonly calls: number;
  readonly seed: readonly Request[];
  readonly happenings: readonly Happening[];
  /** What answer.txt must hold: a text, lines in their order, or lines in any order. */
  readonly answer?: string | readonly string[] | { readonly anyOrder: readonly string[] };
  /** Keys of the service's state that may change, `*` for anything: "+ issues/43", "~ issues/1", "- labels/bug". */
  readonly changes: readonly string[];
  readonly state: readonly Expectation[];
  /** Requests one of which must have been made, `GET /stays/*`: an answer that can be guessed is none. */
  readonly looked: readonly string[];
  /** By request (`POST /files*`): the file of the task's folder that its body must equal, in one that succeeded. */
  readonly sent: Readonly<Record<string, string>>;
  /** Files of the task's folder that must lie in the agent's folder, by their name there. */
  readonly saved: Readonly<Record<string, string>>;
}

export const tasksFolder: string = join(import.meta.dirname, "../tasks");

export function taskNames(): string[] {
  return readdirSync(tasksFolder).toSorted();
}

const members = [
  "service",
  "kinds",
  "calls",
  "seed",
  "happenings",
  "answer",
  "changes",
  "state",
  "looked",
  "sent",
  "saved",
] as const;

type Declared = Pick<Task, "service" | "kinds" | "calls"> & Partial<Pick<Task, (typeof members)[number]>>;

/** Reads `tasks/<name>`; a folder that is not as README.md says is refused. */
export function taskNamed(name: string): Task {
  const folder = join(tasksFolder, name);
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(folder)) throw new Error(`there is no task "${name}"`);
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const declared = JSON.parse(read("task.json")) as Declared;
  const complain = (what: string): never => {
    throw new Error(`tasks/${name}/task.json: ${what}`);
  };
  for (const member of Object.keys(declared))
    if (!(members as readonly string[]).includes(member)) complain(`there is no member ${member}`);
  for (const kind of declared.kinds) if (!kinds.includes(kind)) complain(`there is no kind ${kind}`);
  if (declared.answer === undefined && declared.state === undefined && declared.saved === undefined)
    complain("nothing is checked");
  return {
    seed: [],
    happenings: [],
    changes: [],
    state: [],
    looked: [],
    sent: {},
    saved: {},
    ...declared,
    name,
    folder,
    text: read("task.md").trim(),
    reference: read("reference.sh"),
  };
}
