// A provider to try the host on: an authorization server (RFC 6749 with PKCE) and its API, on loopback. It signs
// everybody in as Ada and asks nothing, which no real one does. Needs nothing but Node.js.
//
//   node examples/host/diary-server.mjs [port]
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

export const client = { clientId: "host-example", clientSecret: "a secret of the example" };

/** Starts it on loopback; port 0 takes a free one. Resolves to its URL and a way to stop it. */
export function startDiary(port = 8788) {
  const entries = [{ id: 1, text: "Met Charles. He talked of his engine." }];
  const codes = new Map();
  const accessTokens = new Map();
  const refreshTokens = new Map();

  const issue = (scope) => {
    const tokens = {
      access_token: randomBytes(24).toString("hex"),
      refresh_token: randomBytes(24).toString("hex"),
    };
    accessTokens.set(tokens.access_token, scope);
    refreshTokens.set(tokens.refresh_token, { scope, access: tokens.access_token });
    return { ...tokens, token_type: "Bearer", expires_in: 3600, scope };
  };

  const token = (form) => {
    if (form.get("grant_type") === "authorization_code") {
      const code = codes.get(form.get("code"));
      codes.delete(form.get("code"));
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      const isFine = code?.redirectUri === form.get("redirect_uri") && code?.challenge === challenge;
      return isFine ? issue(code.scope) : undefined;
    }
    const old = refreshTokens.get(form.get("refresh_token"));
    refreshTokens.delete(form.get("refresh_token"));
    if (old !== undefined) accessTokens.delete(old.access);
    return old && issue(old.scope);
  };

  const revoke = (form) => {
    const old = refreshTokens.get(form.get("token"));
    refreshTokens.delete(form.get("token"));
    accessTokens.delete(old?.access ?? form.get("token"));
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://diary");
    const answer = (status, body, headers = {}) => {
      response.writeHead(status, {
        "content-type": "application/json",
        "cache-control": "no-store",
        ...headers,
      });
      response.end(body && JSON.stringify(body));
    };
    if (url.pathname === "/authorize") {
      const code = randomBytes(24).toString("hex");
      const asked = Object.fromEntries(url.searchParams);
      codes.set(code, {
        redirectUri: asked.redirect_uri,
        challenge: asked.code_challenge,
        scope: asked.scope ?? "",
      });
      const back = new URL(asked.redirect_uri);
      back.search = new URLSearchParams({ code, state: asked.state }).toString();
      return answer(302, undefined, { location: back.href });
    }
    let text = "";
    for await (const chunk of request) text += chunk;
    if (url.pathname === "/token" || url.pathname === "/revoke") {
      const basic = `${encodeURIComponent(client.clientId)}:${encodeURIComponent(client.clientSecret).replaceAll("%20", "+")}`;
      if (request.headers.authorization !== `Basic ${btoa(basic)}`)
        return answer(401, { error: "invalid_client" });
      const form = new URLSearchParams(text);
      if (url.pathname === "/revoke") return answer(200, void revoke(form));
      const tokens = token(form);
      return tokens === undefined ? answer(400, { error: "invalid_grant" }) : answer(200, tokens);
    }
    const scope = accessTokens.get(request.headers.authorization?.replace("Bearer ", ""));
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
      resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { url } = await startDiary(Number(process.argv[2] ?? 8788));
  console.log(`The diary runs at ${url}`);
}
