import { describe, expect, test } from "vitest";
import { checkOptions } from "./session-options.ts";

const check = (options: Record<string, unknown>) =>
  checkOptions({ userId: "ada", allowed: [], ...options } as never);

describe("the allow-list", () => {
  test.each([undefined, null, "custom:trello", {}, 1, new Set(["custom:trello"])])(
    "%s is none",
    (allowed) => {
      expect(() => check({ allowed })).toThrowError(expect.objectContaining({ code: "ALLOW_LIST_REQUIRED" }));
    },
  );

  test("an empty one allows nothing, and one of other things neither", () => {
    expect(check({ allowed: [] }).slugs).toEqual([]);
    expect(
      check({ allowed: ["trello", "custom-trello", "*", "Custom:trello", " custom:trello"] }).slugs,
    ).toEqual([]);
  });

  test("each entry counts once", () => {
    expect(check({ allowed: ["custom:b", "mail", "custom:a", "custom:b"] }).slugs).toEqual(["b", "a"]);
  });
});

test.each([
  { allowed: ["custom:a", 1] },
  { userId: undefined },
  { userId: "" },
  { mode: "broker" },
  { root: "app" },
  { root: "/app/../etc" },
  { root: "/a:b" },
  { root: "/a\nb" },
  { root: "" },
  { path: 1 },
  { path: "/bin\0" },
  { minimumSeconds: -1 },
  { minimumSeconds: Number.NaN },
  { waitMilliseconds: "1" },
  { instructionTokens: null, minimumSeconds: "x" },
  { certificates: "env" },
  { accounts: { trello: 1 } },
  { accounts: [] },
  { accounts: { "custom:trello": "Work" } },
  { alowed: ["custom:trello"] },
  { root: "/a\\b" },
  { reserved: "PATH" },
])("is refused: %j", (options) => {
  expect(() => check(options)).toThrowError(expect.objectContaining({ code: "INVALID_OPTION" }));
});

test("a root is written in one way", () => {
  expect(check({}).root).toBe("/app");
  expect(check({ root: "/my app//x/" }).root).toBe("/my app/x");
  expect(check({ root: "/" }).root).toBe("/");
});
