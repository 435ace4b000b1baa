import { describe, expect, test } from "vitest";
import { RefreshWorld, refusals } from "../../test/support/refresh-world.ts";
import type { Account } from "../accounts/account-store.ts";
import { RuntimeError, type RuntimeErrorDetails } from "../errors/runtime-error.ts";

const minute = 60_000;

/** A world whose token has so many milliseconds left of an hour. */
function worldWith(left: number, row: Partial<Account> = {}): RefreshWorld {
  const world = new RefreshWorld(row);
  world.now += 60 * minute - left;
  return world;
}
const expired = (row: Partial<Account> = {}) => worldWith(-1, row);

async function errorOf(promise: Promise<unknown>): Promise<{ code: string; details: RuntimeErrorDetails }> {
  const error = await promise.then(
    () => expect.unreachable("it should have failed"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof RuntimeError)) throw error;
  return { code: error.code, details: error.details };
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe("one refresh", () => {
  test("for all callers of all processes", async () => {
    const world = expired();
    const processes = Array.from({ length: 8 }, () => world.process());
    const found = await Promise.all(processes.flatMap(({ ask }) => Array.from({ length: 25 }, () => ask())));
    expect(new Set(found.map(({ version }) => version))).toEqual(new Set([2]));
    expect(world.server.presented).toEqual([1]);
    expect(world.row).toMatchObject({ version: 2, refreshSentAt: null, lastError: null });
  });

  test("early, which no caller waits for, and which a second process leaves alone", async () => {
    const world = worldWith(5 * minute);
    const { opened, open } = gate();
    world.server.latency = () => opened;
    const [one, two] = [world.process(), world.process()];
    expect((await one.ask()).version).toBe(1);
    expect((await two.ask()).version).toBe(1);
    open();
    await Promise.all([one.flights.landed(), two.flights.landed()]);
    expect((await two.ask()).version).toBe(2);
    expect(world.server.presented).toEqual([1]);
  });

  test("for an early one and those who can't go on without it", async () => {
    const world = worldWith(5 * minute);
    const { opened, open } = gate();
    world.server.latency = () => opened;
    const [one, two] = [world.process(), world.process()];
    await one.ask();
    world.now += 5 * minute;
    const waiting = [one.ask(), two.ask(), one.ask()];
    open();
    expect((await Promise.all(waiting)).map(({ version }) => version)).toEqual([2, 2, 2]);
    expect(world.server.presented).toEqual([1]);
  });

  test("of a token whose end nobody knows, when the API refuses it; later refusals of it find the new one", async () => {
    const world = new RefreshWorld({ expiresAt: null });
    const { ask } = world.process();
    expect((await ask()).version).toBe(1);
    const found = await Promise.all([
      ask({ rejected: 1 }),
      ask({ rejected: 1 }),
      world.process().ask({ rejected: 1 }),
    ]);
    expect(found.map(({ version }) => version)).toEqual([2, 2, 2]);
    expect((await ask({ rejected: 1 })).version).toBe(2);
    expect(world.server.presented).toEqual([1]);
    expect((await errorOf(ask({ rejected: 2 }))).code).toBe("CREDENTIAL_REJECTED");
    expect((await ask()).version).toBe(2);
    world.now += 6 * minute;
    expect((await ask({ rejected: 2 })).version).toBe(3);
  });

  test("keeps the refresh token where the server gives no new one", async () => {
    const world = expired();
    world.server.rotates = false;
    const { ask } = world.process();
    await ask();
    world.now += 61 * minute;
    expect((await ask()).version).toBe(3);
    expect(world.server.presented).toEqual([1, 1]);
  });

  test("is given as it is, however short it lives", async () => {
    const world = expired();
    world.server.lifeMilliseconds = 0;
    expect((await world.process().ask()).version).toBe(2);
    expect(world.server.presented).toEqual([1]);
  });
});

describe("waiting", () => {
  test("ends with REFRESH_TIMEOUT, while the refresh goes on for whoever comes next", async () => {
    const world = expired();
    const { opened, open } = gate();
    world.server.latency = () => opened;
    const [one, two] = [world.process(), world.process()];
    const { code, details } = await errorOf(one.ask({ waitMilliseconds: 20 }));
    expect({ code, ...details }).toEqual({
      code: "REFRESH_TIMEOUT",
      accountId: world.row?.id,
      userId: "ada",
      connectorId: world.row?.connectorId,
    });
    expect((await errorOf(two.ask({ waitMilliseconds: 20 }))).code).toBe("REFRESH_TIMEOUT");
    open();
    await Promise.all([one.flights.landed(), two.flights.landed()]);
    expect((await two.ask({ waitMilliseconds: 0 })).version).toBe(2);
    expect(world.server.presented).toEqual([1]);
  });

  test("for more life than is left ends with what there is", async () => {
    const world = worldWith(20 * minute);
    const { opened, open } = gate();
    world.server.latency = () => opened;
    const { ask, flights } = world.process();
    const asked = { minimumMilliseconds: 25 * minute, waitMilliseconds: 20 };
    expect((await ask(asked)).version).toBe(1);
    open();
    await flights.landed();
    expect((await ask(asked)).version).toBe(2);
  });
});

describe("a refresh that fails", () => {
  test("with invalid_grant asks for the user, once, and never asks the server again", async () => {
    const world = expired();
    world.server.script.push(refusals.invalidGrant);
    const processes = Array.from({ length: 4 }, () => world.process());
    const codes = await Promise.all(processes.map(async ({ ask }) => (await errorOf(ask())).code));
    expect(new Set(codes)).toEqual(new Set(["REAUTH_REQUIRED"]));
    expect(world.events).toEqual(["reconnect"]);
    for (let hours = 0; hours < 48; hours++) {
      world.now += 60 * minute;
      expect((await errorOf(world.process().ask())).code).toBe("REAUTH_REQUIRED");
    }
    expect(world.server.presented).toEqual([1]);
    expect(world.row).toMatchObject({ version: 1, refreshable: true });
  });

  test("with invalid_grant, when the user has connected again meanwhile, uses what came of that", async () => {
    const world = expired();
    world.server.script.push(refusals.invalidGrant);
    world.server.latency = async () => {
      if (world.row) world.row = { ...world.row, version: 2, expiresAt: new Date(world.now + 60 * minute) };
    };
    expect((await world.process().ask()).version).toBe(2);
    expect(world.events).toEqual([]);
  });

  test("because of the client is the operator's: the credential stays, and is tried again later", async () => {
    const world = expired();
    world.server.script.push(refusals.invalidClient);
    const { ask } = world.process();
    expect((await errorOf(ask())).code).toBe("CLIENT_REJECTED");
    const { details, ...error } = await errorOf(ask());
    expect(error).toMatchObject({ code: "CLIENT_REJECTED" });
    expect(details).toMatchObject({ help: expect.stringContaining("clients.register") });
    // Waiting would end nothing.
    expect(details).not.toHaveProperty("retryAfter");
    expect(world.row).toMatchObject({ status: "connected", version: 1, lastError: "CLIENT_REJECTED" });
    expect(world.events).toEqual([]);
    world.now += 2000;
    expect((await ask()).version).toBe(2);
    expect(world.row).toMatchObject({ refreshFailures: 0, refreshRetryAt: null, lastError: null });
  });

  test("for a while still gives the token that is good, and says nothing to the callers", async () => {
    const world = worldWith(5 * minute);
    world.server.script.push(refusals.broken, refusals.broken);
    const { ask, flights } = world.process();
    expect((await ask()).version).toBe(1);
    await flights.landed();
    expect((await ask({ minimumMilliseconds: 20 * minute })).version).toBe(1);
    expect(world.server.presented).toEqual([1, 1]);
    world.now += 5 * minute;
    expect((await ask()).version).toBe(2);
  });

  test("waits as long as the server asks, for all processes", async () => {
    const world = expired();
    world.server.script.push(refusals.busy);
    const { code, details } = await errorOf(world.process().ask());
    expect({ code, ...details }).toMatchObject({
      code: "TRANSIENT_AUTH_ERROR",
      status: 429,
      retryAfter: 132,
    });
    world.now += 131_000;
    await errorOf(world.process().ask());
    expect(world.server.presented).toEqual([1]);
    world.now += 1000;
    expect((await world.process().ask()).version).toBe(2);
  });

  test("without a byte sent is tried again without a mark on the token", async () => {
    const world = expired();
    world.server.script.push(refusals.unreachable);
    expect((await errorOf(world.process().ask())).code).toBe("NETWORK_ERROR");
    expect(world.row).toMatchObject({ refreshUncertain: 0, refreshFailures: 1, refreshSentAt: null });
  });

  test("for a day is tried at most 120 times after the first hour, by however many callers", async () => {
    const world = expired();
    world.server.script.push(...Array.from({ length: 1000 }, () => refusals.broken));
    const processes = [world.process(), world.process(), world.process()];
    let inFirstHour = 0;
    for (let seconds = 0; seconds < 25 * 3600; seconds += 5) {
      world.now += 5000;
      await Promise.all(processes.map(({ ask }) => errorOf(ask())));
      if (seconds === 3600) inFirstHour = world.server.presented.length;
    }
    expect(inFirstHour).toBeLessThanOrEqual(20);
    expect(world.server.presented.length - inFirstHour).toBeLessThanOrEqual(120);
    expect((await errorOf(world.process().ask())).code).toBe("TRANSIENT_AUTH_ERROR");
    world.server.script.length = 0;
    world.now += 20 * minute;
    expect((await world.process().ask()).version).toBe(2);
  });
});

describe("an answer that is lost", () => {
  test("is asked for again at once, while the server may still take the token", async () => {
    const world = expired();
    world.server.graceMilliseconds = 2000;
    world.server.script.push("lost-after");
    expect((await world.process().ask()).version).toBe(2);
    expect(world.server).toMatchObject({ presented: [1, 1], reuses: 0, alive: true });
    expect(world.logged.map(({ event }) => event)).toEqual(["refresh.resent", "refresh.done"]);
  });

  test("is on record, and not asked for at once when that comes too late", async () => {
    const world = expired();
    world.server.script.push("lost-before");
    world.server.latency = async () => {
      world.now += 30_000;
    };
    expect((await errorOf(world.process().ask())).code).toBe("NETWORK_ERROR");
    expect(world.row).toMatchObject({ refreshUncertain: 1, refreshFailures: 1, refreshSentAt: null });
    expect(world.server.presented).toEqual([1]);
  });

  test("costs the grant where the server has no grace: one event, and the credential stays", async () => {
    const world = expired();
    world.server.script.push("lost-after");
    expect((await errorOf(world.process().ask())).code).toBe("REAUTH_REQUIRED");
    expect(world.server).toMatchObject({ presented: [1, 1], reuses: 1 });
    expect(world.events).toEqual(["reconnect"]);
    expect(world.refreshToken).toBe(1);
    expect(world.logged.at(-1)?.message).toContain("An earlier answer was lost");
  });
});

describe("disconnecting meanwhile", () => {
  test("leaves nothing behind: the fresh tokens are revoked, and no row comes back", async () => {
    const world = expired();
    world.server.latency = async () => {
      world.row = undefined;
    };
    const { ask } = world.process();
    expect((await errorOf(ask())).code).toBe("ACCOUNT_NOT_FOUND");
    expect(world.server.revoked).toEqual(["2"]);
    expect(world.row).toBeUndefined();
    expect((await errorOf(ask())).code).toBe("ACCOUNT_NOT_FOUND");
  });

  test("a grant that is connected anew meanwhile is used, and not revoked with the old one's tokens", async () => {
    const world = expired();
    world.server.latency = async () => {
      if (world.row) world.row = { ...world.row, version: 2, expiresAt: new Date(world.now + 60 * minute) };
    };
    expect((await world.process().ask()).version).toBe(2);
    expect(world.server.revoked).toEqual([]);
  });
});

describe("a credential that can't be renewed", () => {
  test("ends with one event", async () => {
    const world = expired({ refreshable: false });
    const asks = [world.process().ask(), world.process().ask()];
    const codes = await Promise.all(asks.map(async (ask) => (await errorOf(ask)).code));
    expect(codes).toEqual(["REAUTH_REQUIRED", "REAUTH_REQUIRED"]);
    expect(world.events).toEqual(["reconnect"]);
    expect(world.server.presented).toEqual([]);
  });

  test("an API key is always given", async () => {
    const world = expired({ refreshable: false, expiresAt: null });
    expect((await world.process().ask()).version).toBe(1);
    expect((await errorOf(world.process().ask({ rejected: 1 }))).code).toBe("CREDENTIAL_REJECTED");
    expect(world.row?.status).toBe("connected");
  });
});

test("what fails before anything is sent leaves no trace", async () => {
  const world = expired();
  const unreadable = new RuntimeError("SECRET_UNREADABLE", "no");
  const { ask } = world.process(() => ({ prepare: () => Promise.reject(unreadable) }));
  expect((await errorOf(ask())).code).toBe("SECRET_UNREADABLE");
  expect(world.row).toMatchObject({ refreshSentAt: null, refreshFailures: 0 });
});
