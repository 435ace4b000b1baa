import type { HttpRequest, Part } from "@specwire/contract";
import { type FileTable, fileBytes, type LocalFile, typeOfFile } from "../arguments/files.ts";
import { CliError } from "../errors.ts";
import type { RequestSource } from "./http-client.ts";

/** The bytes of a request's body and the headers that go with them. */
export interface EncodedBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly source?: RequestSource;
}

/** Turns a built request's body into bytes; files are read when they are sent. */
export function encodeBody({ body }: HttpRequest, files: FileTable, random: () => number): EncodedBody {
  switch (body.kind) {
    case "none":
      return { headers: {} };
    case "text":
      return { headers: {}, source: textSource(body.text) };
    case "file":
      return { headers: {}, source: joined([fileNamed(files, body.file)]) };
    case "multipart": {
      const boundary = `specwire-${Array.from({ length: 3 }, () => random().toString(36).slice(2)).join("")}`;
      const pieces = body.parts.flatMap((part) => partPieces(part, boundary, files));
      return {
        headers: { "content-type": `${body.contentType.split(";")[0]}; boundary=${boundary}` },
        source: joined([...pieces, `--${boundary}--\r\n`]),
      };
    }
  }
}

function textSource(text: string): RequestSource {
  return joined([text]);
}

/** One part of a multipart body (RFC 2046; of multipart/form-data, RFC 7578). */
function partPieces(part: Part, boundary: string, files: FileTable): (string | LocalFile)[] {
  const file = part.file === undefined ? undefined : fileNamed(files, part.file);
  const type = file ? typeOfFile(file.name, part.contentType) : part.contentType;
  const stated = Object.entries(part.headers ?? {});
  const names = [
    ...(part.name === undefined ? [] : [["name", part.name]]),
    ...(file ? [["filename", file.name]] : []),
  ];
  const words = names.map(([key, value = ""]) => `; ${key}="${quotedName(value)}"`).join("");
  const head = [
    `--${boundary}`,
    ...(words === ""
      ? []
      : [`Content-Disposition: ${part.name === undefined ? "attachment" : "form-data"}${words}`]),
    ...(type ? [`Content-Type: ${type}`] : []),
    ...stated.map(([name, value]) => `${name}: ${value}`),
  ];
  return [`${head.join("\r\n")}\r\n\r\n`, file ?? part.text ?? "", "\r\n"];
}

/** As the HTML standard says for multipart/form-data names. */
function quotedName(name: string): string {
  return name.replace(/\r\n?|\n/g, "%0D%0A").replaceAll('"', "%22");
}

/** The file that a reference in the arguments names. */
export function fileNamed(files: FileTable, id: string): LocalFile {
  const file = files.get(id);
  if (file === undefined)
    throw new CliError("INVALID_ARGUMENT", `no flag names the file ${JSON.stringify(id)}`, {
      help: "name a file by its path, with its flag or in --input",
    });
  return file;
}

function joined(pieces: readonly (string | LocalFile)[]): RequestSource {
  const encoded = pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece));
  const sizes = encoded.map((piece) => (piece instanceof Uint8Array ? piece.length : piece.size));
  const isKnown = (size: number | undefined): size is number => size !== undefined;
  return {
    length: sizes.every(isKnown) ? sizes.reduce((sum, size) => sum + size, 0) : undefined,
    async *open() {
      for (const piece of encoded) {
        if (piece instanceof Uint8Array) yield piece;
        else yield* fileBytes(piece);
      }
    },
  };
}
