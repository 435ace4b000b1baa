import { afterAll, expect, test } from "vitest";
import { after, json, redirect, text, unavailable } from "../../test/servers/answers.ts";
import { startFaultsServer } from "../../test/servers/faults-server.ts";
import { createHttpClient } from "../http/guarded-client.ts";
import { serverMetadata } from "./metadata.ts";

const server = await startFaultsServer();
const http = createHttpClient({ allowHosts: [server.host], timeoutMilliseconds: 500 });
afterAll(async () => {
  await http.close();
  await server.stop();
});
let clock = 0;
const context = { http, now: () => clock };
const at = (path: string) => server.origin + path;
const codeOf = (url: string) =>
  serverMetadata(context, url).then(
    () => "done",
    (error) => error.code,
  );

test.each([
  [
    "the well-known part at the end",
    "/end",
    "/end/.well-known/openid-configuration",
    "/end/.well-known/openid-configuration",
  ],
  [
    "the well-known part in front",
    "/front",
    "/.well-known/oauth-authorization-server/front",
    "/.well-known/oauth-authorization-server/front",
  ],
  [
    "OpenID Connect's in front",
    "/both",
    "/.well-known/openid-configuration/both",
    "/.well-known/openid-configuration/both",
  ],
  ["the issuer alone, OpenID Connect", "/bare", "/bare", "/bare/.well-known/openid-configuration"],
  ["the issuer alone, RFC 8414", "/plain", "/plain", "/.well-known/oauth-authorization-server/plain"],
  [
    "an issuer with a slash at its end",
    "/slash/",
    "/slash/.well-known/openid-configuration",
    "/slash/.well-known/openid-configuration",
  ],
])("is found by %s", async (_, issuer, stated, place) => {
  server.answer(place, json({ issuer: at(issuer), token_endpoint: "https://t.example/" }));
  expect(await serverMetadata(context, at(stated))).toMatchObject({ issuer: at(issuer) });
  server.answer(place, json({ issuer: at(`${issuer}x`) }));
  clock += 3_600_001;
  expect(await codeOf(at(stated))).toBe("ISSUER_MISMATCH");
});

test("nothing is remembered of what is not used", async () => {
  const path = "/much/.well-known/openid-configuration";
  const used = { issuer: at("/much"), token_endpoint: "https://t.example/" };
  const methods = ["plain", "S256", "x".repeat(100_000)];
  const unused = { pad: Array(10_000).fill({}), revocation_endpoint: `https://${"x".repeat(5000)}` };
  server.answer(path, json({ ...used, ...unused, code_challenge_methods_supported: methods }));
  expect(await serverMetadata(context, at(path))).toEqual({
    ...used,
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: false,
  });
});

test("many who ask at once are one request; a failure is not remembered", async () => {
  const path = "/once/.well-known/openid-configuration";
  server.answer(path, unavailable(503), after(50, json({ issuer: at("/once") })));
  expect(await codeOf(at(path))).toBe("NETWORK_ERROR");
  await Promise.all([1, 2, 3].map(() => serverMetadata(context, at(path))));
  expect(server.requestsTo(path).length).toBe(2);
});

test("what can't be had any more is still known, and asked for again", async () => {
  const path = "/stale/.well-known/openid-configuration";
  server.answer(
    path,
    json({ issuer: at("/stale"), token_endpoint: "a" }),
    unavailable(500),
    json({ issuer: at("/stale"), token_endpoint: "b" }),
  );
  expect(await serverMetadata(context, at(path))).toMatchObject({ token_endpoint: "a" });
  clock += 3_600_001;
  expect(await serverMetadata(context, at(path))).toMatchObject({ token_endpoint: "a" });
  expect(await serverMetadata(context, at(path))).toMatchObject({ token_endpoint: "b" });
});

test.each([
  ["no JSON", text(200, "application/json", "{"), "AUTHORIZATION_RESPONSE_INVALID"],
  ["a list", json([]), "AUTHORIZATION_RESPONSE_INVALID"],
  ["no end", json({ pad: "x".repeat(300_000) }), "AUTHORIZATION_RESPONSE_INVALID"],
  ["a redirect", redirect("/elsewhere"), "NETWORK_ERROR"],
] as const)("%s is no metadata", async (name, answer, code) => {
  const path = `/${name.replace(" ", "-")}/.well-known/openid-configuration`;
  server.answer(path, answer);
  expect(await codeOf(at(path))).toBe(code);
  expect(server.requestsTo("/elsewhere")).toEqual([]);
});
