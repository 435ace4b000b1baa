import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectGoldens } from "../../../compiler/test/support/golden.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { type Outcome, Safe, type Tampering } from "./support/at-rest.ts";
import { casesIn, folderOf } from "./support/case.ts";

let database: TestDatabase;
let safe: Safe;
beforeAll(async () => {
  database = await testDatabase("pglite");
  safe = await Safe.open(database.db);
});
afterAll(() => database.close());

const cases = casesIn<{ readonly runs: Readonly<Record<string, Tampering>> }>("at-rest");

describe.each(cases)("at rest: %s", (name, { runs }) => {
  const outcomes: Record<string, Outcome> = {};

  test.each(Object.entries(runs))("%s", async (run, tampering) => {
    await safe.fill();
    expect(await safe.read("ada")).toBe("opened");
    const outcome = await safe.play(tampering);
    expect(["SECRET_UNREADABLE", "KEY_UNKNOWN"]).toContain(outcome.read);
    outcomes[run] = outcome;
  });

  test("ends as recorded", () => {
    expect(Object.keys(outcomes)).toEqual(Object.keys(runs));
    const folder = join(folderOf("at-rest"), name, "_expected");
    const files = { "outcomes.json": `${JSON.stringify(outcomes, null, 2)}\n` };
    expectGoldens({ folder, files, suite: "packages/runtime/test/cases/at-rest" });
  });
});

test("at rest: a value with any of its bits turned is refused", async () => {
  await safe.fill();
  expect(await safe.readEachBitTurned("ada.access_token")).toEqual(new Set(["SECRET_UNREADABLE"]));
});
