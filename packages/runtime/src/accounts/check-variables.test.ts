import type { Variable } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { checkVariables } from "./check-variables.ts";

const variables: Record<string, Variable> = {
  region: { from: "user", kind: "label", enum: ["eu", "us"], default: "eu" },
  site: { from: "user", kind: "label" },
  instance: { from: "tokenResponse", kind: "origin", pointer: "/instance_url", hosts: ["*.example.com"] },
};

test("what a user gives is kept, and a default is not written down", () => {
  expect(checkVariables({ variables }, { site: "acme", region: "us" })).toEqual({
    site: "acme",
    region: "us",
  });
  expect(checkVariables({ variables }, { site: "acme", region: "" })).toEqual({ site: "acme" });
  expect(checkVariables({ variables: {} })).toEqual({});
});

describe("refused", () => {
  test.each([
    ["one that is missing", {}, 'the variable "site" needs a value'],
    ["one outside its list", { site: "acme", region: "mars" }, 'that is no value for the variable "region"'],
    [
      "one that is more than a label",
      { site: "acme.evil.example#" },
      'that is no value for the variable "site"',
    ],
    ["one that is no text", { site: 7 }, 'that is no value for the variable "site"'],
    [
      "one that the provider gives",
      { site: "acme", instance: "https://a.example.com" },
      '"instance" is no variable',
    ],
    ["one that nobody declared", { site: "acme", other: "x" }, '"other" is no variable that a user gives'],
    ["an inherited one", Object.create({ site: "acme" }), 'the variable "site" needs a value'],
  ])("%s", (_, given, message) => {
    const check = () => checkVariables({ variables }, given as Record<string, unknown>);
    expect(check).toThrow(message);
    expect(check).toThrow(expect.objectContaining({ code: "INVALID_VARIABLE" }));
  });
});
