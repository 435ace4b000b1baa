import { expect, test } from "vitest";
import { Work } from "./work.ts";

test("the end waits for what is under way, and nothing begins after it", async () => {
  const work = new Work();
  const steps: string[] = [];
  let finish = () => {};
  const slow = work.count(async (name: string) => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    steps.push(name);
    throw new Error("it fails");
  });
  const running = slow("work").catch(() => {});
  const end = work.end().then(() => steps.push("end"));
  await expect(slow("more")).rejects.toMatchObject({ code: "CLOSED", remedy: "operator" });
  expect(steps).toEqual([]);
  finish();
  await Promise.all([running, end]);
  expect(steps).toEqual(["work", "end"]);
});
