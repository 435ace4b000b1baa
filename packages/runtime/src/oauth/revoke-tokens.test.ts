import type { AuthScheme, OAuth2 } from "@specwire/contract";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Answer, hang, json, reset, unavailable } from "../../test/servers/answers.ts";
import { clientCredentialsIn } from "../../test/servers/client-credentials.ts";
import { startFaultsServer } from "../../test/servers/faults-server.ts";
import { bodyParameters } from "../../test/servers/loopback.ts";
import { createHttpClient } from "../http/guarded-client.ts";
import { revokeTokens } from "./revoke-tokens.ts";

const server = await startFaultsServer();
const http = createHttpClient({ allowHosts: [server.host], timeoutMilliseconds: 300 });
afterAll(async () => {
  await http.close();
  await server.stop();
});
beforeEach(() => server.answer("/revoke", json({})));

const secrets = { access_token: "at", user: "ut", refresh_token: "rt", kept: "{}" };
function revoke(more: Partial<OAuth2> = {}, given: Readonly<Record<string, string>> = secrets) {
  const scheme = {
    id: "oauth",
    type: "oauth2",
    slots: [
      { id: "access_token", env: "A", label: "A" },
      { id: "user", env: "U", label: "U" },
    ],
    placements: [],
    oauth2: { authStyle: "header", deviations: {}, scopes: {}, revocationUrl: server.revocationUrl, ...more },
  } as unknown as AuthScheme;
  const client = { clientId: "c", clientSecret: "s" };
  return revokeTokens(
    { http, now: Date.now },
    { connector: { variables: {} }, scheme, client, variables: {}, secrets: given },
  );
}

test("every token, the refresh token first, as the client", async () => {
  expect(await revoke()).toBe("revoked");
  const asked = server.requestsTo("/revoke");
  expect(asked.map((one) => Object.fromEntries(bodyParameters(one)))).toEqual([
    { token: "rt", token_type_hint: "refresh_token" },
    { token: "at", token_type_hint: "access_token" },
    { token: "ut", token_type_hint: "access_token" },
  ]);
  expect(clientCredentialsIn(asked[0] as never).basic).toBe("c:s");
});

test.each<[string, Answer]>([
  ["no", json({ error: "unsupported_token_type" }, 400)],
  ["not now", unavailable(503)],
  ["nothing", hang],
  ["a reset", reset],
])("an answer of %s is told, and never thrown", async (_, answer) => {
  server.answer("/revoke", answer);
  expect(await revoke()).toBe("not-revoked");
});

test("a host that may not be called, a client without its secret", async () => {
  expect(await revoke({ revocationUrl: "https://10.0.0.1/revoke" })).toBe("not-revoked");
  expect(await revoke({ revocationUrl: "http://example.com/revoke" })).toBe("not-revoked");
});

test("there may be nothing to revoke", async () => {
  const { revocationUrl: _, ...none } = { revocationUrl: undefined };
  expect(await revoke({ ...none, revocationUrl: undefined } as never)).toBe("nothing-to-revoke");
  expect(await revoke({}, { kept: "{}" })).toBe("nothing-to-revoke");
});
