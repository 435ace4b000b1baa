import { expect, test } from "vitest";
import { postgresDatabase } from "../support/database.ts";
import { runStorm } from "./storm.ts";
import { deaths, type StormOptions } from "./storm-options.ts";

// Small; `npm run bench storm` has it with 8 processes of 25 callers. The server's log is the judge of both.
const small: Omit<StormOptions, "connectionString"> = {
  processes: 3,
  callers: 8,
  accounts: 6,
  seconds: 3,
  accessMilliseconds: 1500,
  graceMilliseconds: 0,
  delayBefore: 30,
  delayAfter: 30,
  faults: {},
};

async function storm(options: Partial<StormOptions>) {
  return runStorm({ ...small, connectionString: await postgresDatabase(), ...options });
}

test("without faults each token that ends is refreshed once, and none is used twice", async () => {
  const { counts, complaints } = await storm({});
  expect(complaints).toEqual([]);
  expect(counts).toMatchObject({ reuses: 0, overlapped: 0, reconnectEvents: 0, errors: {} });
  expect(counts.refreshes).toBeGreaterThanOrEqual(6);
});

test("processes die at every step, are stopped and cut off, answers are lost, users disconnect", async () => {
  const { counts, complaints } = await storm({
    // Until a process has died at each step, however busy the machine is.
    seconds: 6,
    untilAllDied: true,
    accounts: 12,
    faults: {
      deaths: true,
      killEvery: 5000,
      stopEvery: 4000,
      stopFor: 1000,
      cutLocksEvery: 5000,
      loseBefore: 0.03,
      loseAfter: 0.03,
      unavailable: 0.03,
      disconnects: 3,
    },
  });
  expect(complaints).toEqual([]);
  expect(Object.keys(counts.killed)).toEqual(expect.arrayContaining(deaths.map(({ at }) => at)));
  expect(counts.disconnected).toBe(3);
});

test("with a server that takes a rotated token once more, deaths and lost answers end no grant", async () => {
  const { counts, complaints } = await storm({
    graceMilliseconds: 30_000,
    seconds: 4,
    faults: { killEvery: 1000, loseAfter: 0.2 },
  });
  expect(complaints).toEqual([]);
  expect(counts).toMatchObject({ reuses: 0, grantsEnded: 0, reconnectEvents: 0 });
  expect(counts.graced).toBeGreaterThan(0);
});

test("the judge sees what happens without a lock", async () => {
  const { complaints } = await storm({ unlocked: true, accounts: 2, seconds: 2 });
  expect(complaints.join()).toMatch(/[1-9]\d* reuses, but only 0 had a cause/);
});
