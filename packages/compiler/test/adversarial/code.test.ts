import { describe, test } from "vitest";
import { casesOf, payloadOf } from "./support/cases.ts";
import { expectInert, expectKept } from "./support/inert.ts";
import { expectRefused } from "./support/outcome.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage();

describe.each(["ts-string", "ts-template", "ts-comment", "ts-key", "ts-regex", "proto-pollution"])(
  "%s",
  (area) => {
    const runs = casesOf(area).flatMap((one) => one.runs.map((run) => ({ one, run })));
    test.each(runs)("$one.id at $run.position: $run.outcome", async ({ one, run }) => {
      const payload = payloadOf(one, run, stage().forbiddenPort);
      if (run.outcome === "refused") return expectRefused(run, payload);
      const built = await expectInert(one, run, payload, stage());
      if (run.outcome === "kept-as-data") expectKept(built, run, payload);
    });
  },
);
