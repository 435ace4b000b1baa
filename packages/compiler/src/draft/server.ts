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

/**
 * Where the API is: as somebody states it, as the document says, else a placeholder. What a document says relative
 * to where it was found (`/api/v1`) goes behind a host that is stated alone, and behind the placeholder's.
 */
export function draftServer(document: OpenApiDocument, stated?: string): DraftServer {
  const from = (base: string) => {
    const { servers, variables } = documentServers(document, base);
    return usedIn(servers.default ?? base, variables);
  };
  if (stated !== undefined) return { ...from(stated), others: [], notes: [] };
  const { servers, variables, others, notes } = documentServers(document);
  const { default: url } = servers;
  if (url === undefined) {
    const said = [...notes, "the document does not say where the API is: set baseUrl"];
    return { ...from(placeholderUrl), others: [], notes: said };
  }
  return { ...usedIn(url, variables), others: others.map((one) => one.url), notes };
}

function usedIn(url: string, variables: DraftServer["variables"]): Pick<DraftServer, "url" | "variables"> {
  const own = Object.entries(variables).filter(([name]) => url.includes(`{${name}}`));
  return { url, variables: Object.fromEntries(own) };
}
