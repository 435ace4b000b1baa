import { errorCodes } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { inProcess } from "./support/specwire.ts";

const listed = JSON.parse((await inProcess(["explain", "--json"])).out) as { code: string; kind: string }[];

describe("explain", () => {
  test("lists every diagnostic and every error, as data and as text", async () => {
    const codes = listed.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(Object.keys(errorCodes)));
    expect(codes).toContain("schema/unknown-key");
    const { code, out } = await inProcess(["explain"]);
    expect(code).toBe(0);
    for (const each of codes) expect(out).toMatch(new RegExp(`^ .*\\b${each}\\b`, "m"));
  });

  test("finds a code in any case, and without its family where that is enough", async () => {
    const { out } = await inProcess(["explain", "schema/unknown-key"]);
    for (const code of ["unknown-key", "Schema/Unknown-Key"]) {
      expect(await inProcess(["explain", code])).toMatchObject({ code: 0, out });
    }
    const { code, err } = await inProcess(["explain", "wrong-value"]);
    expect([code, err]).toEqual([2, expect.stringContaining("example/wrong-value, operation/wrong-value")]);
  });

  test("is the same as data", async () => {
    const page = (await inProcess(["explain", "yaml/empty"])).out;
    const data = JSON.parse((await inProcess(["explain", "yaml/empty", "--json"])).out);
    expect(data).toMatchObject({ code: "yaml/empty", kind: "diagnostic", severity: "error" });
    expect(data.page.split(/\s+/)).toEqual(page.split(/\s+/));
  });

  test.each(listed)("$code has a page under its own name", async ({ code }) => {
    const { code: exit, out } = await inProcess(["explain", code]);
    expect(exit).toBe(0);
    const [title, blank, ...body] = out.split("\n");
    expect([title, blank]).toEqual([`# ${code}`, ""]);
    expect(body.join("").length).toBeGreaterThan(60);
    expect(out.endsWith("\n")).toBe(true);
  });
});
