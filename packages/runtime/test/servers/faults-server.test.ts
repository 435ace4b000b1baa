import { afterAll, describe, expect, test } from "vitest";
import {
  after,
  cutOff,
  form,
  hang,
  huge,
  json,
  oauthError,
  redirect,
  reset,
  trickle,
  unavailable,
} from "./answers.ts";
import { Browser } from "./browser.ts";
import { consent, startFaultsServer } from "./faults-server.ts";
import { bodyParameters } from "./loopback.ts";

const server = await startFaultsServer();
afterAll(() => server.stop());

const post = (path: string, milliseconds = 10_000): Promise<Response> =>
  fetch(server.origin + path, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "refresh_token" }),
    redirect: "manual",
    signal: AbortSignal.timeout(milliseconds),
  });

describe("the faults server", () => {
  test("answers in turn, the last one for good", async () => {
    server.answer("/token", unavailable(503, { "retry-after": "7" }), json({ access_token: "a" }));
    const [first, second, third] = [await post("/token"), await post("/token"), await post("/token")];
    expect([first.status, first.headers.get("retry-after")]).toEqual([503, "7"]);
    expect([await second.json(), await third.json()]).toEqual([{ access_token: "a" }, { access_token: "a" }]);
  });

  test("records what it was asked", async () => {
    server.answer("/seen", form({ access_token: "a b" }));
    expect(await (await post("/seen")).text()).toBe("access_token=a+b");
    const asked = server.requestsTo("/seen").map(bodyParameters);
    expect(asked.map((parameters) => parameters.get("grant_type"))).toEqual(["refresh_token"]);
    expect(server.everything()).toContain("grant_type=refresh_token");
  });

  test("has errors as RFC 6749 writes them, and redirects", async () => {
    server.answer(
      "/error",
      oauthError("invalid_client"),
      oauthError("invalid_grant"),
      redirect("/elsewhere", 307),
    );
    const [client, grant, moved] = [await post("/error"), await post("/error"), await post("/error")];
    expect([client.status, client.headers.get("www-authenticate")]).toEqual([
      401,
      'Basic realm="tokens", error="invalid_client"',
    ]);
    expect([grant.status, await grant.json()]).toMatchObject([400, { error: "invalid_grant" }]);
    expect([moved.status, moved.headers.get("location")]).toEqual([307, "/elsewhere"]);
    expect(server.requestsTo("/elsewhere")).toEqual([]);
  });

  test.each([
    ["hang", hang],
    ["trickle", trickle(20)],
    ["too late", after(5000, json({}))],
  ])("gives no whole answer: %s", async (_, answer) => {
    server.answer("/never", answer);
    await expect(post("/never", 300).then((response) => response.text())).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });

  test.each([
    ["a reset", reset],
    ["an answer cut off", cutOff({ access_token: "a" }, 5)],
  ])("loses the connection: %s", async (_, answer) => {
    server.answer("/lost", answer);
    await expect(post("/lost").then((response) => response.text())).rejects.toThrow();
  });

  test("sends as much as it is told to", async () => {
    server.answer("/huge", huge(2_000_000));
    expect((await (await post("/huge")).text()).length).toBeGreaterThan(2_000_000);
  });

  test("consents, and changes the answer", async () => {
    server.answer(
      "/authorize",
      consent("c", (answer) => answer.append("code", "d")),
    );
    const url = `${server.authorizationUrl}?redirect_uri=https%3A%2F%2Fhost.test%2Fback&state=s`;
    const answer = await new Browser().follow(url, "https://host.test/back");
    expect(answer.search).toBe("?code=c&state=s&code=d");
  });
});
