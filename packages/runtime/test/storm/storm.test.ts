import { describe, expect, test } from "vitest";
import { postgresDatabase } from "../support/database.ts";
import { runStorm } from "./storm.ts";
import { deaths, type StormOptions } from "./storm-options.ts";

// Small; `npm run bench storm` has the whole one.
const small: Omit<StormOptions, "connectionString"> = {
  processes: 3,
  callers: 8,
  accounts: 6,
  seconds: 4,
  accessMilliseconds: 1500,
  graceMilliseconds: 0,
  delayBefore: 30,
  delayAfter: 30,
  faults: {},
};

async function storm(options: Partial<StormOptions>) {
  return runStorm({ ...small, connectionString: await postgresDatabase(), ...options });
}

describe("a storm", () => {
  test("without faults: each token that ends is refreshed once, and none is used twice", async () => {
    const { counts, complaints } = await storm({});
    console.log(JSON.stringify(counts));
    expect(complaints).toEqual([]);
    expect(counts).toMatchObject({ reuses: 0, overlapped: 0, reconnectEvents: 0 });
    expect(counts.refreshes).toBeGreaterThan(6);
  });

  test("in which processes die at every step, are stopped and cut off, and answers are lost", async () => {
    const { counts, complaints } = await storm({
      seconds: 14,
      faults: {
        deaths: true,
        killEvery: 3000,
        stopFor: 2000,
        loseBefore: 0.05,
        loseAfter: 0.05,
        unavailable: 0.05,
        disconnects: 3,
        cutLocksEvery: 4000,
      },
      accounts: 12,
    });
    console.log(JSON.stringify(counts));
    expect(complaints).toEqual([]);
    for (const { at } of deaths) expect(counts.killed).toHaveProperty(at);
    expect(counts.disconnected).toBe(3);
  });
});
