import { createHash, randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { Browser } from "./browser.ts";
import { startRotatingServer } from "./start-rotating-server.ts";

const logFile = join(tmpdir(), `specwire-rotating-${randomUUID()}.ndjson`);
const server = await startRotatingServer({ logFile, clientId: "storm", clientSecret: "s:%" });
afterAll(async () => {
  await server.stop();
  rmSync(logFile);
});

const CALM = {
  accessMilliseconds: 60_000,
  graceMilliseconds: 0,
  delayBefore: 0,
  delayAfter: 0,
  loseBefore: 0,
  loseAfter: 0,
};
beforeEach(() => server.set(CALM));

async function refresh(token: string, secret = "s:%") {
  const response = await fetch(server.tokenUrl, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "refresh_token",
      refresh_token: token,
      client_id: "storm",
      client_secret: secret,
    }),
  });
  const body = (await response.json()) as Record<string, string>;
  return {
    status: response.status,
    error: body.error,
    token: body.refresh_token ?? "",
    access: body.access_token ?? "",
  };
}

const call = async (accessToken: string): Promise<number> =>
  (await fetch(`${server.apiUrl}/me`, { headers: { authorization: `Bearer ${accessToken}` } })).status;

/** What the server noted while `work` ran. */
async function noted(work: () => Promise<unknown>): Promise<string[]> {
  const before = (await server.log()).length;
  await work();
  return (await server.log()).slice(before).map(({ event, generation }) => `${event} ${generation}`);
}

describe("the rotating server", () => {
  test("replaces the refresh token, and kills the family of one that comes again", async () => {
    const first = await server.issue("reuse");
    const second = await refresh(first.refreshToken);
    expect(await call(second.access)).toBe(200);
    expect(await noted(() => refresh(first.refreshToken))).toEqual(["reused 0", "died 1"]);
    expect(await noted(() => refresh(second.token))).toEqual(["refused 1"]);
    expect(await call(second.access)).toBe(401);
    expect((await server.report()).families.reuse).toMatchObject({ state: "dead", generation: 1 });
  });

  test("says which token is the newest, and how long the replaced one would have lived", async () => {
    const { refreshToken } = await server.issue("newest");
    const { token } = await refresh(refreshToken);
    const { families, longestRemaining } = await server.report();
    expect(families.newest).toEqual({
      state: "alive",
      generation: 1,
      newest: createHash("sha256").update(token).digest("hex"),
    });
    expect(longestRemaining).toBeGreaterThan(50_000);
  });

  test("answers the token before the newest within the grace period, and no older one", async () => {
    await server.set({ graceMilliseconds: 60_000 });
    const first = await server.issue("grace");
    const second = await refresh(first.refreshToken);
    expect(await refresh(first.refreshToken)).toEqual(second);
    await refresh(second.token);
    expect(await noted(() => refresh(first.refreshToken))).toEqual(["reused 0", "died 2"]);
  });

  test("loses requests before they count, and answers after", async () => {
    const { refreshToken } = await server.issue("lost");
    await server.set({ loseNextBefore: 1 });
    const before = await noted(() => expect(refresh(refreshToken)).rejects.toThrow());
    expect(before).toEqual(["lostBefore 0"]);
    await server.set({ loseNextAfter: 1 });
    const after = await noted(() => expect(refresh(refreshToken)).rejects.toThrow());
    expect(after).toEqual(["refreshed 0", "lostAfter 0"]);
    expect((await refresh(refreshToken)).error).toBe("invalid_grant");
  });

  test("loses a share of them", async () => {
    await server.set({ loseBefore: 0.5 });
    const { refreshToken } = await server.issue("dice");
    const outcomes = new Set<string>();
    for (let count = 0, token = refreshToken; count < 40; count += 1) {
      const answer = await refresh(token).catch(() => undefined);
      outcomes.add(answer === undefined ? "lost" : "answered");
      token = answer?.token ?? token;
    }
    expect(outcomes).toEqual(new Set(["lost", "answered"]));
    expect((await server.report()).families.dice?.state).toBe("alive");
  });

  test("is unavailable without a change", async () => {
    const { refreshToken } = await server.issue("unavailable");
    await server.set({ unavailableNext: 1 });
    expect(await noted(() => refresh(refreshToken).catch(() => {}))).toEqual(["unavailable 0"]);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  test("notices two requests at once", async () => {
    await server.set({ delayBefore: 200 });
    const { refreshToken } = await server.issue("two");
    const events = await noted(() => Promise.all([refresh(refreshToken), refresh(refreshToken)]));
    expect(events).toEqual(["overlapped 0", "refreshed 0", "reused 0", "died 1"]);
  });

  test("ends access tokens when it said so, and families that are revoked", async () => {
    await server.set({ accessMilliseconds: 100 });
    const { accessToken, refreshToken } = await server.issue("ends");
    await expect.poll(() => call(accessToken), { timeout: 5000 }).toBe(401);
    const revoke = () =>
      fetch(server.revocationUrl, { method: "POST", body: new URLSearchParams({ token: refreshToken }) });
    expect(await noted(revoke)).toEqual(["revoked 0"]);
    expect(await noted(() => refresh(refreshToken))).toEqual(["refused 0"]);
  });

  test("takes its client only, and a code once", async () => {
    const { refreshToken } = await server.issue("client");
    expect(await refresh(refreshToken, "wrong")).toMatchObject({ status: 401, error: "invalid_client" });
    await expect(server.issue("client")).rejects.toThrow("client: 400");
    const url = `${server.authorizationUrl}?redirect_uri=https%3A%2F%2Fhost.test%2Fback&state=s&login_hint=mine`;
    const answer = await new Browser().follow(url, "https://host.test/back");
    expect(answer.searchParams.get("code")).toBe("mine");
  });

  test("writes its log to the file before it answers, and no token into it", async () => {
    const { refreshToken } = await server.issue("file");
    await refresh(refreshToken);
    const written = readFileSync(logFile, "utf8");
    expect(
      written
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(await server.log());
    expect(written).not.toContain(refreshToken.split(".").at(-1));
    expect((await server.report()).counts.issued).toBeGreaterThan(0);
  });
});
