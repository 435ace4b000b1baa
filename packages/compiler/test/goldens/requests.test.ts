import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileSpec, slugs, specsFolder } from "../support/compiled.ts";
import { expectGoldens } from "../support/golden.ts";
import { playExamples } from "../support/play-examples.ts";

// What the examples of every connector really send: recorded from its generated CLI, credentials by name.

describe("the requests of examples", () => {
  test.each(slugs)("%s", async (slug) => {
    const { differing, ...played } = await playExamples(compileSpec(slug));
    expect(differing).toEqual([]);
    expect(Object.keys(played.examples).length).toBeGreaterThan(0);
    expectGoldens({
      folder: join(specsFolder, slug, "_expected"),
      files: { "requests.json": `${JSON.stringify(played, null, 2)}\n` },
      suite: "goldens",
      others: ["connector.json", "permissions.json", "instructions.md", "config.json", "help.txt"],
    });
  });
});
