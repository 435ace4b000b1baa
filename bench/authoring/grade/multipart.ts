/** A part of a multipart body (RFC 7578). */
export interface Part {
  readonly name: string;
  readonly filename: string;
  readonly contentType: string;
  readonly text: string;
}

/** The parts of a body of text; none where it is no multipart body. */
export function readParts(body: string, contentType: string): Part[] {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return [];
  const pieces = body.split(`--${boundary}`).slice(1, -1);
  return pieces.map((piece) => {
    const [head = "", ...rest] = piece.replace(/^\r\n/, "").split("\r\n\r\n");
    const header = (name: string): string =>
      new RegExp(`^${name}:\\s*(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
    const disposition = header("content-disposition");
    const parameter = (name: string): string =>
      new RegExp(`\\b${name}="([^"]*)"`).exec(disposition)?.[1] ?? "";
    return {
      name: / name="([^"]*)"/.exec(disposition)?.[1] ?? "",
      filename: parameter("filename"),
      contentType: header("content-type"),
      text: rest.join("\r\n\r\n").replace(/\r\n$/, ""),
    };
  });
}
