import { createHash } from "node:crypto";
import type { EnvelopeFile, RequestBody } from "@specwire/contract";
import type { ApprovalAsked } from "./approval-asked.ts";

/**
 * What an approval is for, as one hash: who asks (the user and the workflow, or the session where there is none), the
 * version of the connector, the operation, the accounts, and every byte that would be sent but the credential, with the
 * digests of the files in place of their bytes. The order of members counts: some APIs read the first one as a command.
 */
export function requestHash(asked: ApprovalAsked): string {
  const { session, connector, operation, account, beside, request, baseUrl } = asked;
  const { userId, workflowId, sessionId } = session;
  const files = new Map(asked.files.map((file) => [file.id, file]));
  // An array in JSON says of each value where it ends, so no two requests are written alike.
  const parts = [
    1,
    userId,
    workflowId === null ? ["session", sessionId] : ["workflow", workflowId],
    [connector.connectorId, connector.digest, operation.id],
    [account?.id ?? null, ...beside.map(({ id }) => id).sort()],
    [baseUrl, request.method, request.path],
    request.query.map(([name, value]) => (value === undefined ? [name] : [name, value])),
    entries(request.headers),
    bodyParts(request.body, files),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

function bodyParts(body: RequestBody, files: ReadonlyMap<string, EnvelopeFile>): unknown {
  const fileParts = (id: string): unknown => {
    const file = files.get(id);
    // What nobody has described would be another file each time.
    if (file === undefined) throw new TypeError("A request names a file that it does not bring.");
    return [file.name, file.size, file.sha256];
  };
  switch (body.kind) {
    case "none":
      return [body.kind];
    case "text":
      return [body.kind, body.contentType, body.text];
    case "file":
      return [body.kind, body.contentType, fileParts(body.file)];
    case "multipart":
      return [
        body.kind,
        body.contentType,
        body.parts.map(({ name, contentType, headers = {}, text, file }) => [
          name ?? null,
          contentType ?? null,
          entries(headers),
          file === undefined ? ["text", text ?? ""] : ["file", fileParts(file)],
        ]),
      ];
  }
}

function entries(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
