import { describe, expect, test } from "vitest";
import { type Answer, json, reset } from "../servers/answers.ts";
import { bodyParameters } from "../servers/loopback.ts";
import { connect, outcome, scopes, server, start, world } from "../support/authorizations.ts";

let number = 0;

describe("a server's metadata", () => {
  const metadata = (more: object = {}) => ({
    issuer: server.origin,
    authorization_endpoint: server.authorizationUrl,
    token_endpoint: server.tokenUrl,
    revocation_endpoint: server.revocationUrl,
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
    ...more,
  });
  const path = (name: string) => `/${name}/.well-known/openid-configuration`;
  async function discovered(name: string, ...answers: [Answer, ...Answer[]]) {
    server.answer(path(name), ...answers);
    return world.connector(`found-${name}`, {
      auth: { openIdConnectUrl: `${server.origin}${path(name)}`, scopes },
    });
  }
  const withIssuer = (iss: string) => (answer: URLSearchParams) => answer.set("iss", iss);
  const issuerOf = (name: string) => `${server.origin}/${name}`;

  test("has the endpoints, and is asked for once", async () => {
    const id = await discovered("good", json(metadata({ issuer: issuerOf("good") })));
    await connect(id, {}, withIssuer(issuerOf("good")));
    await connect(id, {}, withIssuer(issuerOf("good")));
    expect(server.requestsTo(path("good")).length).toBe(1);
    world.wait(61 * 60 * 1000);
    // It can't be had just now: what is remembered is better than nothing.
    server.answer(path("good"), reset);
    await connect(id, {}, withIssuer(issuerOf("good")));
  });

  test.each([
    ["no issuer although promised", undefined],
    ["another issuer", "https://evil.example"],
    ["the issuer with a slash more", "/"],
    ["the issuer in other letters", "UPPER"],
  ])("%s is refused", async (_, iss) => {
    const id = await discovered(`iss-${++number}`, json(metadata({ issuer: issuerOf(`iss-${number}`) })));
    const right = issuerOf(`iss-${number}`);
    const wrong = iss === "/" ? `${right}/` : iss === "UPPER" ? right.toUpperCase() : iss;
    const change = wrong === undefined ? () => {} : withIssuer(wrong);
    expect(await outcome(() => connect(id, {}, change))).toBe("ISSUER_MISMATCH");
  });

  test.each([
    ["of another issuer", { issuer: "https://evil.example" }, "ISSUER_MISMATCH"],
    ["of nobody", { issuer: undefined }, "AUTHORIZATION_RESPONSE_INVALID"],
    ["with plain alone", { code_challenge_methods_supported: ["plain"] }, "PKCE_UNSUPPORTED"],
    ["without PKCE", { code_challenge_methods_supported: undefined }, "PKCE_UNSUPPORTED"],
    ["without a token endpoint", { token_endpoint: undefined }, "AUTHORIZATION_RESPONSE_INVALID"],
    [
      "that sends the browser to a script",
      { authorization_endpoint: "javascript:alert(1)//" },
      "AUTHORIZATION_RESPONSE_INVALID",
    ],
    [
      "that sends the browser to a page without encryption",
      { authorization_endpoint: "http://evil.example/" },
      "AUTHORIZATION_RESPONSE_INVALID",
    ],
    ["with an inner token endpoint", { token_endpoint: "https://169.254.169.254/" }, "HOST_REFUSED"],
  ])("%s is not followed", async (_, more, code) => {
    const name = `bad-${++number}`;
    const id = await discovered(name, json(metadata({ issuer: issuerOf(name), ...more })));
    expect(await outcome(() => connect(id, {}, withIssuer(issuerOf(name))))).toBe(code);
  });

  test("of a spec that says `pkce: false` may lack it", async () => {
    const name = "no-pkce";
    server.answer(
      path(name),
      json(metadata({ issuer: issuerOf(name), code_challenge_methods_supported: undefined })),
    );
    const auth = {
      openIdConnectUrl: `${server.origin}${path(name)}`,
      pkce: false,
      reason: "It refuses code_verifier.",
    };
    const id = await world.connector("found-no-pkce", { auth });
    const { url } = await start(id);
    expect(url).not.toContain("code_challenge");
    await connect(id, {}, withIssuer(issuerOf(name)));
    expect(bodyParameters(server.requestsTo("/token").at(-1) ?? ({} as never)).has("code_verifier")).toBe(
      false,
    );
  });
});
