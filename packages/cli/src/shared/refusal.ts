/** Something that the caller has to change: the call, a path, a permission. Never a bug, never a finding. */
export class Refusal extends Error {
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "the system does not permit it",
  EROFS: "the file system is read-only",
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of the path is not a folder",
  EISDIR: "it is a folder",
  EEXIST: "it exists already",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EBUSY: "another program uses it",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
};

/** Does something with files; what the file system refuses becomes a refusal that names the path. */
export function withFiles<Result>(doing: string, path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
    if (reason === undefined) throw error;
    throw new Refusal(`Could not ${doing} ${quote(path)}: ${reason}.`);
  }
}

const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A word that someone typed or a file's name, in quotes and harmless to a terminal. */
export function quote(text: string): string {
  return harmless(JSON.stringify(text));
}

/** The text in one line, what a terminal would act on written as `\u{…}`. */
export function harmless(text: string): string {
  return text.replaceAll(unseen, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);
}
