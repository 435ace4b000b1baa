import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectGoldens } from "../../../compiler/test/support/golden.ts";
import { casesIn, folderOf, type OAuthCase } from "./support/case.ts";
import { Stage, type Transcript } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

const secrets = /access-\d|refresh-\d|code-\d|secret-of-the-client|s3cr/;

describe.each(casesIn<OAuthCase>("oauth"))("oauth: %s", (name, one) => {
  const transcripts: Record<string, Transcript> = {};

  test.each(Object.entries(one.runs))("%s", async (run, played) => {
    transcripts[run] = await stage.play(one, played);
  });

  test("ends as recorded", () => {
    expect(Object.keys(transcripts)).toEqual(Object.keys(one.runs));
    const folder = join(folderOf("oauth"), name, "_expected");
    const files = { "transcript.json": `${JSON.stringify(transcripts, null, 2)}\n` };
    expectGoldens({ folder, files, suite: "packages/runtime/test/cases/oauth" });
  });
});

describe("in all oauth cases", () => {
  test("nothing reached a server that the case did not mean", () => {
    expect(stage.other.requests).toEqual([]);
  });

  test("no error holds a secret, however deep one looks", () => {
    expect(stage.thrown.length).toBeGreaterThan(50);
    for (const error of stage.thrown) {
      expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(secrets);
      expect(JSON.stringify(error)).not.toMatch(secrets);
    }
  });

  test("no secret stood in the query of a token request", () => {
    const requests = stage.faults.requestsTo("/token");
    expect(requests.length).toBeGreaterThan(50);
    expect(requests.filter(({ query }) => query.size > 0)).toEqual([]);
  });
});
