// A provider to try the host on: an authorization server (RFC 6749 with PKCE) and its API, on loopback. It signs
// everybody in as Ada and asks nothing, which no real one does.
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Code {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scope: string;
}

export const client = { clientId: "host-example", clientSecret: "a secret of the example" };

/** Starts it on loopback; port 0 takes a free one. Resolves to its URL and a way to stop it. */
export function startDiary(port: number): Promise<{ readonly url: string; readonly close: () => void }> {
  const entries = [{ id: 1, text: "Met Charles. He talked of his engine." }];
  const codes = new Map<string, Code>();
  const accessTokens = new Map<string, string>();
  const refreshTokens = new Map<string, { scope: string; access: string }>();

  const issue = (scope: string) => {
    const tokens = {
      access_token: randomBytes(24).toString("hex"),
      refresh_token: randomBytes(24).toString("hex"),
    };
    accessTokens.set(tokens.access_token, scope);
    refreshTokens.set(tokens.refresh_token, { scope, access: tokens.access_token });
    return { ...tokens, token_type: "Bearer", expires_in: 3600, scope };
  };

  const token = (form: URLSearchParams) => {
    if (form.get("grant_type") === "authorization_code") {
      const given = form.get("code") ?? "";
      const code = codes.get(given);
      codes.delete(given);
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      const isFine = code?.redirectUri === form.get("redirect_uri") && code?.challenge === challenge;
      return code !== undefined && isFine ? issue(code.scope) : undefined;
    }
    const given = form.get("refresh_token") ?? "";
    const old = refreshTokens.get(given);
    refreshTokens.delete(given);
    if (old !== undefined) accessTokens.delete(old.access);
    return old && issue(old.scope);
  };

  const revoke = (form: URLSearchParams) => {
    const given = form.get("token") ?? "";
    accessTokens.delete(refreshTokens.get(given)?.access ?? given);
    refreshTokens.delete(given);
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://diary");
    const answer = (status: number, body?: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, {
        "content-type": "application/json",
        "cache-control": "no-store",
        ...headers,
      });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (url.pathname === "/authorize") {
      const code = randomBytes(24).toString("hex");
      const asked = (name: string) => url.searchParams.get(name) ?? "";
      const redirectUri = asked("redirect_uri");
      codes.set(code, { redirectUri, challenge: asked("code_challenge"), scope: asked("scope") });
      const back = new URL(redirectUri);
      back.search = new URLSearchParams({ code, state: asked("state") }).toString();
      return answer(302, undefined, { location: back.href });
    }
    let text = "";
    for await (const chunk of request) text += chunk;
    if (url.pathname === "/token" || url.pathname === "/revoke") {
      // RFC 6749 section 2.3.1: both are form-encoded before they are joined.
      const basic = atob((request.headers.authorization ?? "").replace("Basic ", ""));
      const [id, secret] = basic.split(":").map((part) => decodeURIComponent(part.replaceAll("+", " ")));
      if (id !== client.clientId || secret !== client.clientSecret)
        return answer(401, { error: "invalid_client" });
      const form = new URLSearchParams(text);
      if (url.pathname === "/revoke") {
        revoke(form);
        return answer(200, {});
      }
      const tokens = token(form);
      return tokens === undefined ? answer(400, { error: "invalid_grant" }) : answer(200, tokens);
    }
    const scope = accessTokens.get((request.headers.authorization ?? "").replace("Bearer ", ""));
    if (scope === undefined) return answer(401, { message: "The access token is missing or over." });
    const needed = request.method === "GET" ? "entries:read" : "entries:write";
    if (url.pathname === "/api/me") return answer(200, { id: "ada", name: "Ada Lovelace" });
    if (url.pathname !== "/api/entries") return answer(404, { message: "There is no such thing." });
    if (!scope.split(" ").includes(needed))
      return answer(403, { message: `This needs the scope ${needed}.` });
    if (request.method === "GET") return answer(200, entries);
    const entry = { id: entries.length + 1, text: JSON.parse(text).text };
    entries.push(entry);
    answer(201, entry);
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => server.close(),
      });
    });
  });
}
