import type { Part, RequestBody } from "./build-body.ts";
import { typeOfFile } from "./media-type.ts";

/** A body in the order of its bytes: text, and files by the id that a reference among the arguments names. */
export interface BodyPieces {
  /** Absent: the request has it already, or there is no body. */
  readonly contentType?: string;
  readonly pieces: readonly (string | { readonly file: string })[];
}

/**
 * A built request's body, ready to be sent: both who sends it from a machine and the broker only put the files'
 * bytes in. `nameOf` gives a file's name; `boundary` must be in none of the parts. Undefined: there is no body.
 */
export function bodyPieces(
  body: RequestBody,
  nameOf: (file: string) => string,
  boundary: string,
): BodyPieces | undefined {
  switch (body.kind) {
    case "none":
      return undefined;
    case "text":
      return { pieces: [body.text] };
    case "file":
      return { pieces: [{ file: body.file }] };
    case "multipart":
      return {
        contentType: `${body.contentType.split(";")[0]}; boundary=${boundary}`,
        pieces: [...body.parts.flatMap((part) => partPieces(part, boundary, nameOf)), `--${boundary}--\r\n`],
      };
  }
}

/** The files of a body in the order of their bytes, by the ids that references among the arguments name. */
export function fileIds(body: RequestBody): string[] {
  if (body.kind === "file") return [body.file];
  return body.kind === "multipart" ? body.parts.flatMap(({ file }) => file ?? []) : [];
}

/** One part of a multipart body (RFC 2046; of multipart/form-data, RFC 7578). */
function partPieces(
  part: Part,
  boundary: string,
  nameOf: (file: string) => string,
): (string | { readonly file: string })[] {
  const { file } = part;
  const fileName = file === undefined ? undefined : nameOf(file);
  const type = fileName === undefined ? part.contentType : typeOfFile(fileName, part.contentType);
  const stated = Object.entries(part.headers ?? {});
  const names = [
    ...(part.name === undefined ? [] : [["name", part.name]]),
    ...(fileName === undefined ? [] : [["filename", fileName]]),
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
  return [`${head.join("\r\n")}\r\n\r\n`, file === undefined ? (part.text ?? "") : { file }, "\r\n"];
}

/** As the HTML standard says for multipart/form-data names. */
function quotedName(name: string): string {
  return name.replace(/\r\n?|\n/g, "%0D%0A").replaceAll('"', "%22");
}
