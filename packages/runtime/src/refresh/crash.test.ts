import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RefreshWorld } from "../../test/support/refresh-world.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { RefreshPorts } from "./ports.ts";

const minute = 60_000;
const steps = ["read", "prepare", "note", "send", "write"] as const;
type Step = (typeof steps)[number];

/** Stands for a process that is no more: nothing that it would have done after this happens. */
class Died extends Error {}

/** Ports of a process that dies before or after a step, and of whose lock the database then lets go. */
function dyingAt(step: Step, when: "before" | "after") {
  return (ports: RefreshPorts): Partial<RefreshPorts> => {
    let dead = false;
    let reads = 0;
    const wrap =
      <Args extends unknown[], Result>(name: Step, run: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        // The first reading is that of a caller without the lock.
        const isTheOne = name === step && (name !== "read" || ++reads === 2);
        if (dead) throw new Died();
        if (isTheOne && when === "before") dead = true;
        if (dead) throw new Died();
        const result = await run(...args);
        if (isTheOne) dead = true;
        if (dead) throw new Died();
        return result;
      };
    return {
      read: wrap("read", ports.read),
      note: wrap("note", ports.note),
      write: wrap("write", ports.write),
      requireReconnect: wrap("note", ports.requireReconnect),
      prepare: wrap("prepare", async (account) => {
        const prepared = await ports.prepare(account);
        return prepared && { ...prepared, send: wrap("send", prepared.send) };
      }),
    };
  };
}

function expiredWorld(): RefreshWorld {
  const world = new RefreshWorld();
  world.now += 61 * minute;
  return world;
}

describe("an owner that dies", () => {
  const harmless = steps.flatMap((step) =>
    (["before", "after"] as const)
      .filter((when) => !(step === "send" && when === "after") && !(step === "write" && when === "before"))
      .map((when) => [when, step] as const),
  );

  test.each(harmless)("%s %s costs nothing", async (when, step) => {
    const world = expiredWorld();
    await expect(world.process(dyingAt(step, when)).ask()).rejects.toThrow(Died);
    expect((await world.process().ask()).version).toBe(2);
    expect(world.server).toMatchObject({ reuses: 0, alive: true });
    expect(world.events).toEqual([]);
  });

  test.each([
    ["after", "send"],
    ["before", "write"],
  ] as const)("%s %s has the one token: one event without grace, nothing with it", async (when, step) => {
    for (const graceMilliseconds of [0, 2000]) {
      const world = expiredWorld();
      world.server.graceMilliseconds = graceMilliseconds;
      await expect(world.process(dyingAt(step, when)).ask()).rejects.toThrow(Died);
      const next = world.process().ask();
      if (graceMilliseconds > 0) expect((await next).version).toBe(2);
      else await expect(next).rejects.toMatchObject({ code: "REAUTH_REQUIRED" });
      expect(world.server.reuses).toBe(graceMilliseconds > 0 ? 0 : 1);
      expect(world.events.length).toBe(graceMilliseconds > 0 ? 0 : 1);
      expect(world.row).toBeDefined();
    }
  });

  test("again and again is not asked to try again without a pause", async () => {
    const world = expiredWorld();
    world.server.script.push(...Array.from({ length: 100 }, () => "lost-before" as const));
    for (let seconds = 0; seconds < 3600; seconds++) {
      world.now += 1000;
      await world
        .process(dyingAt("send", "before"))
        .ask()
        .catch(() => {});
    }
    expect(world.row?.refreshFailures).toBeLessThan(20);
  });
});

describe("a lock whose connection is cut", () => {
  test("before the token is sent: it is not sent", async () => {
    const world = expiredWorld();
    const { ask } = world.process((ports) => ({
      note: async (account, notes) => {
        const noted = await ports.note(account, notes);
        world.cutLock();
        return noted;
      },
    }));
    await expect(ask()).rejects.toMatchObject({ code: "TRANSIENT_AUTH_ERROR" });
    expect(world.server.presented).toEqual([]);
    expect((await world.process().ask()).version).toBe(2);
  });

  test("while the answer is on its way: it is written, with the lock taken again", async () => {
    const world = expiredWorld();
    world.server.latency = async () => world.cutLock();
    expect((await world.process().ask()).version).toBe(2);
    expect(world.server.presented).toEqual([1]);
    expect(world.refreshToken).toBe(2);
  });

  test("leaves its owner a second to write before a successor sends the same token", async () => {
    const world = expiredWorld();
    let successor: Promise<unknown> = Promise.resolve();
    world.server.latency = async () => {
      world.cutLock();
      successor = world.process().ask();
      for (let turns = 0; turns < 20; turns++) await Promise.resolve();
    };
    expect((await world.process().ask()).version).toBe(2);
    expect(await successor).toMatchObject({ version: 2 });
    expect(world.server).toMatchObject({ presented: [1], alive: true });
  });

  test("and whose successor has sent: the successor's answer counts, and nothing is written over it", async () => {
    const world = expiredWorld();
    world.server.graceMilliseconds = 10_000;
    let successor: Promise<unknown> = Promise.resolve();
    world.server.latency = async () => {
      world.server.latency = async () => {};
      world.cutLock();
      world.now += 1001;
      successor = world.process().ask();
      await successor;
    };
    expect((await world.process().ask()).version).toBe(2);
    await successor;
    expect(world.refreshToken).toBe(world.server.current - 1);
    expect(world.row?.version).toBe(2);
  });

  test("and a failure: nothing is written without the lock", async () => {
    const world = expiredWorld();
    world.server.alive = false;
    world.server.latency = async () => world.cutLock();
    await expect(world.process().ask()).rejects.toMatchObject({ code: "REAUTH_REQUIRED" });
    expect(world.row?.status).toBe("connected");
    world.server.latency = async () => {};
    await expect(world.process().ask()).rejects.toMatchObject({ code: "REAUTH_REQUIRED" });
    expect(world.events).toEqual(["reconnect"]);
  });
});

describe("a database that takes no writes when the tokens have come", () => {
  const failing = (times: number, code: "STORE_UNAVAILABLE" | "STORE_INCOMPATIBLE", commits: boolean) => {
    let left = times;
    return (ports: RefreshPorts): Partial<RefreshPorts> => ({
      write: async (...args) => {
        if (left-- <= 0) return ports.write(...args);
        if (commits) await ports.write(...args);
        throw new RuntimeError(code, "no");
      },
    });
  };

  test("is asked again, and the tokens are not lost", async () => {
    const world = expiredWorld();
    expect((await world.process(failing(5, "STORE_UNAVAILABLE", false)).ask()).version).toBe(2);
    expect(world.server.presented).toEqual([1]);
  });

  test("and had taken it, although it did not say so: what was written counts", async () => {
    const world = expiredWorld();
    expect((await world.process(failing(1, "STORE_UNAVAILABLE", true)).ask()).version).toBe(2);
    expect(world.refreshToken).toBe(2);
  });

  test("is given up after a minute; the journal stays", async () => {
    const world = expiredWorld();
    const { ask } = world.process(failing(1000, "STORE_UNAVAILABLE", false));
    await expect(ask()).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(world.row?.refreshSentAt).not.toBeNull();
  });

  test("is not asked again where it would never do", async () => {
    const world = expiredWorld();
    const { ask } = world.process(failing(1000, "STORE_INCOMPATIBLE", false));
    await expect(ask()).rejects.toMatchObject({ code: "STORE_INCOMPATIBLE" });
  });
});

test("whatever dies, and whatever is lost, in any order: deaths of a grant have a cause, and one event", async () => {
  const fault = fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    fc.record({
      step: fc.constantFrom(...steps),
      when: fc.constantFrom("before" as const, "after" as const),
    }),
    fc.constantFrom("lost-before" as const, "lost-after" as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 12 }), fc.constantFrom(0, 2000), async (faults, grace) => {
      const world = expiredWorld();
      world.server.graceMilliseconds = grace;
      let windows = 0;
      for (const one of faults) {
        if (typeof one === "string") world.server.script.push(one);
        const change = typeof one === "object" ? dyingAt(one.step, one.when) : () => ({});
        const before = world.server.current;
        const written = world.row?.version;
        await world
          .process(change)
          .ask()
          .catch(() => {});
        // The server went on, and nothing was written: the window in which a token can be lost.
        if (world.server.current > before && world.row?.version === written) windows += 1;
        if (one === "lost-after") windows += 1;
        world.now += 61 * minute;
      }
      expect(world.row).toBeDefined();
      expect(world.server.reuses).toBeLessThanOrEqual(windows);
      expect(world.events.length).toBe(world.row?.status === "reconnect_required" ? 1 : 0);
      if (world.row?.status === "connected" && world.server.alive && windows === 0) {
        expect(world.refreshToken).toBe(world.server.current);
      }
    }),
    { numRuns: 300 },
  );
});
