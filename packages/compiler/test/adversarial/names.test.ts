import { describe, expect, test } from "vitest";
import { casesOf, payloadOf } from "./support/cases.ts";
import { expectInert, expectKept } from "./support/inert.ts";
import { expectRefused } from "./support/outcome.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage();

/** The whole output; of a spec only the slug decides what a file is called. */
const outputsOf = (slug: string) => [
  "cli.mjs",
  "cli.ts",
  "config.json",
  "connector.json",
  "connector.lock.json",
  "instructions.md",
  "permissions.json",
  `skill/custom-${slug}/SKILL.md`,
  `skill/custom-${slug}/references/commands.md`,
];

const slug = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

describe.each(["unicode", "reserved-word", "collision", "command-name", "file-path"])("%s", (area) => {
  const runs = casesOf(area).flatMap((one) => one.runs.map((run) => ({ one, run })));
  test.each(runs)("$one.id at $run.position: $run.outcome", async ({ one, run }) => {
    const payload = payloadOf(one, run, stage().forbiddenPort);
    if (run.outcome === "refused") return expectRefused(run, payload);
    const built = await expectInert(one, run, payload, stage());
    if (run.outcome === "kept-as-data") expectKept(built, run, payload);
    expect(Object.keys(built.files).toSorted()).toEqual(outputsOf(built.connector.slug));
    expect(built.connector.slug).toMatch(slug);
    for (const id of Object.keys(built.connector.operations))
      for (const word of id.split(".")) expect(word).toMatch(slug);
  });
});
