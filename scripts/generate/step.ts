/** A file as it should be; `path` is relative to the repository, with `/`. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Makes files out of others. The same input gives the same text on every machine. */
export type GenerateStep = () => Promise<readonly GeneratedFile[]>;
