import { describe, expect, test } from "vitest";
import { editDistance, nearest } from "../src/nearest.ts";

describe("editDistance", () => {
  test.each([
    ["", "", 0],
    ["abc", "abc", 0],
    ["abc", "acb", 1],
    ["header", "heder", 1],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
  ])("%s → %s", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe("nearest", () => {
  test("puts the best first and leaves out what is far away", () => {
    expect(nearest("heder", ["body", "header", "headers", "none"])).toEqual(["header", "headers"]);
  });

  test("spelling habits cost nothing", () => {
    expect(nearest("list_things", ["listThings", "lostThing"])[0]).toBe("listThings");
  });

  test("says nothing rather than nonsense", () => {
    expect(nearest("x".repeat(1_000), ["y"])).toEqual([]);
    expect(nearest("zzz", ["operations", "auth"])).toEqual([]);
  });
});
