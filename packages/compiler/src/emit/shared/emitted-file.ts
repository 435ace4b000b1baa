/** A file of the output; its path is relative to `<dir>/<slug>/`. */
export interface EmittedFile {
  readonly path: string;
  readonly text: string;
}
