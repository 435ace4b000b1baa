import type { EmittedFile } from "./shared/emitted-file.ts";
import { digestOf, jsonText } from "./shared/json-text.ts";

/** What an output was made from. */
export interface LockInput {
  readonly slug: string;
  readonly version: string;
  /** Version of the compiler. */
  readonly compiler: string;
  /** Digest of the spec's data, with keys sorted. */
  readonly spec: string;
  readonly document?: {
    readonly path: string;
    /** Of one file its SHA-256; of several that of the lines `<path> <sha256>`, sorted by path. */
    readonly sha256: string;
    /** Every file that was read, where there are several. */
    readonly files?: readonly { readonly path: string; readonly sha256: string }[];
  };
}

/** `connector.lock.json`: digests of everything that went in and came out. */
export function emitLock(input: LockInput, files: readonly EmittedFile[]): EmittedFile {
  const outputs = Object.fromEntries(
    files.map((file) => [file.path, digestOf(file.text)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return { path: "connector.lock.json", text: jsonText({ lock: 1, ...input, outputs }) };
}
