import type { Json } from "@specwire/contract";
import type { DocumentAuth } from "../phases/2-resolve/security/document-auth.ts";
import { draftAuth } from "./auth.ts";
import { chooseVerify } from "./choose.ts";
import { cleanLines, type DraftPart, type Guesses, type Spec, sentence } from "./draft-part.ts";
import { type DraftServer, draftServer, placeholderUrl } from "./server.ts";
import type { Remark } from "./write-spec.ts";

/** Where the API is and what it is asked with. */
export function draftConnection(guesses: Guesses): DraftPart {
  const { document, options, path, sha256, operations } = guesses;
  const members: Spec = {};
  const remarks: Remark[] = [];
  const told: string[] = [];
  const server: DraftServer = draftServer(document, options.baseUrl);
  members.baseUrl = server.url;
  const places = [
    ...server.notes.map((note) => `${sentence(note)}.`),
    ...(server.others.length > 0 ? [`The document also names: ${server.others.slice(0, 8).join(", ")}`] : []),
  ];
  if (places.length > 0) remarks.push({ at: ["baseUrl"], above: cleanLines(places) });
  if (isPlaceholder(server.url)) told.push(...server.notes);
  if (Object.keys(server.variables).length > 0) members.variables = server.variables as unknown as Json;
  const { auth, security, isGuess, notes }: DocumentAuth =
    options.auth === undefined ? draftAuth(document, server.url) : { auth: options.auth, notes: [] };
  const verify = chooseVerify(operations);
  members.auth = verify === undefined ? auth : withVerify(auth, { ...verify });
  if (security !== undefined) {
    members.security = security;
    remarks.push({
      at: ["security"],
      above: "Alternatives; a list inside is needed together. Documents often write one for the other.",
    });
  }
  told.push(...notes);
  const isOpen = JSON.stringify(auth) === '{"type":"none"}';
  const stated = options.auth === undefined ? "As the document says" : "As the document says not, but you do";
  const said = [
    ...notes.map((note) => `${sentence(note)}.`),
    ...(isGuess ? [] : [`${stated}; documents are often wrong here.`]),
    ...(verify === undefined || isOpen ? [] : ["verify, the read that proves a credential, is a guess."]),
  ];
  remarks.push({ at: ["auth"], above: cleanLines(said) });
  members.openapi = { document: path, sha256 };
  remarks.push({ at: ["openapi"], above: "The document, pinned: a file that differs is refused." });
  return { members, remarks, notes: told };
}

/** Whether the host, at least, is none that the document states. */
function isPlaceholder(url: string): boolean {
  return url === placeholderUrl || url.startsWith(`${placeholderUrl}/`);
}

function withVerify(auth: Json, verify: Json): Json {
  if (Array.isArray(auth)) return auth.map((one) => withVerify(one as Json, verify));
  const scheme = auth as { type?: string };
  return scheme.type === "none" ? auth : ({ ...scheme, verify } as Json);
}
