import { describe, expect, test } from "vitest";
import { decide, type TokenState, type Wanted } from "./decide.ts";

const now = 1_700_000_000_000;
const minute = 60_000;
const at = (milliseconds: number) => new Date(now + milliseconds);

const hourly: TokenState = {
  id: "a",
  status: "connected",
  version: 3,
  issuedAt: at(-30 * minute),
  expiresAt: at(30 * minute),
  refreshable: true,
  refreshSentAt: null,
  refreshRetryAt: null,
  rejectedAt: null,
  lastError: null,
};

function judge(change: Partial<TokenState>, wanted: Wanted = {}, chance = 0.5, owner = false) {
  return decide({ ...hourly, ...change }, wanted, { now, chance, owner });
}

/** An hour's token with so much left. */
const left = (milliseconds: number) => ({
  issuedAt: at(milliseconds - 60 * minute),
  expiresAt: at(milliseconds),
});

describe("a token that can be renewed", () => {
  test("is used while there is much left", () => {
    expect(judge({})).toEqual({ action: "use" });
    expect(judge({ expiresAt: null })).toEqual({ action: "use" });
  });

  test("is renewed beside its use from 7.5 to 12.5 minutes before the end, by chance", () => {
    expect(judge(left(12.4 * minute), {}, 1)).toEqual({ action: "renew-beside" });
    expect(judge(left(12.6 * minute), {}, 1)).toEqual({ action: "use" });
    expect(judge(left(7.4 * minute), {}, 0)).toEqual({ action: "renew-beside" });
    expect(judge(left(7.6 * minute), {}, 0)).toEqual({ action: "use" });
  });

  test("that lives for a minute only is renewed in its last fifth, and given until its last tenth", () => {
    const short = (remaining: number) => ({ issuedAt: at(remaining - minute), expiresAt: at(remaining) });
    expect(judge(short(13_000))).toEqual({ action: "use" });
    expect(judge(short(11_000))).toEqual({ action: "renew-beside" });
    expect(judge(short(5000))).toEqual({ action: "renew", usable: false });
  });

  test("is waited for half a minute before its end: it must not end on its way", () => {
    expect(judge(left(31_000))).toEqual({ action: "renew-beside" });
    expect(judge(left(29_000))).toEqual({ action: "renew", usable: false });
    expect(judge(left(-minute))).toEqual({ action: "renew", usable: false });
  });

  test("is waited for where more is asked for than is left, but of a short life only half can be asked for", () => {
    expect(judge(left(20 * minute), { minimumMilliseconds: 25 * minute })).toEqual({
      action: "renew",
      usable: true,
    });
    expect(judge(left(40 * minute), { minimumMilliseconds: 24 * 60 * minute })).toEqual({ action: "use" });
    expect(judge({ expiresAt: null }, { minimumMilliseconds: 24 * 60 * minute })).toEqual({ action: "use" });
  });

  test("that the API refused is renewed, whatever is left of it; a version that is gone is not", () => {
    expect(judge({ expiresAt: null }, { rejected: 3 })).toEqual({ action: "renew", usable: false });
    expect(judge({}, { rejected: 3 })).toEqual({ action: "renew", usable: false });
    expect(judge({}, { rejected: 2 })).toEqual({ action: "use" });
  });

  test("does not let an API that refuses everything drive it: one refresh in five minutes", () => {
    const refused = { action: "refuse", code: "CREDENTIAL_REJECTED" };
    expect(judge({ rejectedAt: at(-4 * minute) }, { rejected: 3 })).toEqual(refused);
    expect(judge({ rejectedAt: at(-6 * minute) }, { rejected: 3 })).toEqual({
      action: "renew",
      usable: false,
    });
    expect(judge({ rejectedAt: at(-1), ...left(0) }, { rejected: 3 })).toEqual({
      action: "renew",
      usable: false,
    });
  });
});

describe("after a failure", () => {
  const failed = { refreshRetryAt: at(90_000), lastError: "CLIENT_REJECTED" };

  test("a token that is still good is given, and no longer renewed", () => {
    expect(judge({ ...failed, ...left(5 * minute) })).toEqual({ action: "use" });
    expect(judge({ ...failed, ...left(5 * minute) }, { minimumMilliseconds: 20 * minute })).toEqual({
      action: "use",
    });
  });

  test("callers hear what it was and when to come again, until then", () => {
    const answer = { action: "refuse", code: "CLIENT_REJECTED", retryAfter: 90 };
    expect(judge({ ...failed, ...left(0) })).toEqual(answer);
    expect(judge({ ...failed, ...left(0), refreshRetryAt: at(-1) })).toEqual({
      action: "renew",
      usable: false,
    });
    expect(judge({ ...failed, ...left(0), lastError: "of another version" })).toMatchObject({
      code: "TRANSIENT_AUTH_ERROR",
    });
  });

  test("one who finds a call under way waits for it; the owner knows that it is not", () => {
    const sent = { ...failed, ...left(0), refreshSentAt: at(-1000) };
    expect(judge(sent)).toEqual({ action: "renew", usable: false });
    expect(judge(sent, {}, 0.5, true)).toMatchObject({ action: "refuse", retryAfter: 90 });
  });

  test("while a call is under way nobody else renews early, for a minute", () => {
    expect(judge({ ...left(5 * minute), refreshSentAt: at(-50_000) })).toEqual({ action: "use" });
    expect(judge({ ...left(5 * minute), refreshSentAt: at(-70_000) })).toEqual({ action: "renew-beside" });
    expect(judge({ ...left(5 * minute), refreshSentAt: at(-1) }, {}, 0.5, true)).toEqual({
      action: "renew-beside",
    });
  });

  test("nobody is asked once a grant is over", () => {
    expect(judge({ status: "reconnect_required" })).toEqual({ action: "refuse", code: "REAUTH_REQUIRED" });
  });
});

describe("what can't be renewed", () => {
  test("is used until it ends, and then only a person can help", () => {
    expect(judge({ refreshable: false })).toEqual({ action: "use" });
    expect(judge({ refreshable: false, expiresAt: null })).toEqual({ action: "use" });
    expect(judge({ refreshable: false, ...left(-1) })).toEqual({ action: "expire" });
  });

  test("is not taken for over because one operation refused it", () => {
    const refused = { action: "refuse", code: "CREDENTIAL_REJECTED" };
    expect(judge({ refreshable: false, expiresAt: null }, { rejected: 3 })).toEqual(refused);
    expect(judge({ refreshable: false, expiresAt: null })).toEqual({ action: "use" });
  });
});
