import type { OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";
import { documentServers } from "../phases/2-resolve/servers/document-servers.ts";
import type { VariableSource } from "../phases/2-resolve/servers/server-variable.ts";

export const placeholderUrl = "https://api.example.com";

export interface DraftServer {
  readonly url: string;
  readonly variables: Readonly<Record<string, VariableSource>>;
  /** Other environments that the document names. */
  readonly others: readonly string[];
  /** What somebody has to look at, in sentences without capitals and full stops. */
  readonly notes: readonly string[];
}

/** Where the API is, as the document says; a placeholder where it does not. */
export function draftServer(document: OpenApiDocument): DraftServer {
  const { servers, variables, others, notes } = documentServers(document);
  const { default: url } = servers;
  if (url === undefined) {
    const said = [...notes, "the document does not say where the API is: set baseUrl"];
    return { url: placeholderUrl, variables: {}, others: [], notes: said };
  }
  const own = Object.entries(variables).filter(([name]) => url.includes(`{${name}}`));
  return {
    url,
    variables: Object.fromEntries(own),
    others: others.map((one) => one.url),
    notes,
  };
}
