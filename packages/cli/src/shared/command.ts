import type { World } from "./world.ts";

/** What is known of a command without loading it: enough for its help and for reading its arguments. */
export interface Command {
  readonly name: string;
  /** A few words that start with a verb. */
  readonly summary: string;
  /** What stands behind `specwire `. */
  readonly usage: string;
  /** Paragraphs of at most 90 columns. */
  readonly details: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  readonly arguments: {
    /** As usage shows it: `<folder|file>`. */
    readonly name: string;
    readonly least: number;
    readonly most: number;
    /** The first argument ends what is ours; everything behind it is handed on as it is. */
    readonly passRest?: boolean;
    /** With `passRest`: our own flags are ours behind the first argument too, up to a `--`. */
    readonly flagsAnywhere?: boolean;
  };
  readonly examples: readonly { readonly line: string; readonly says: string }[];
  readonly exits: readonly string[];
  readonly load: () => Promise<CommandCode>;
}

export interface Option {
  /** What its value is, `<dir>`; absent for a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly summary: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
}

export interface CommandCode {
  /** Gives the exit code. */
  readonly run: (input: Input, world: World) => number | Promise<number>;
}

/** A command's arguments, read. */
export interface Input {
  readonly words: readonly string[];
  /** What was typed behind the command's name, with another word in place of the first one that is no flag. */
  readonly withFirstWord: (word: string) => readonly string[];
  readonly has: (option: string) => boolean;
  /** The last one given. */
  readonly value: (option: string) => string | undefined;
  /** All that were given. */
  readonly values: (option: string) => readonly string[];
}
