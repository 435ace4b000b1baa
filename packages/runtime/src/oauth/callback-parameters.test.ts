import { expect, test } from "vitest";
import { type CallbackParameters, redirectVariables, toParameters } from "./callback-parameters.ts";

const variables = {
  instance: { from: "redirect", kind: "origin", parameter: "instance", hosts: ["*.example.com"] },
} as const;

const read = (instance: string) => redirectVariables(new URLSearchParams({ instance }), { variables });

test("an address loses the slashes at its end", () => {
  expect(read("https://eu.example.com//")).toEqual({ instance: "https://eu.example.com" });
});

test("one that never ends holds nobody up", () => {
  const refused = expect.objectContaining({ code: "INVALID_VARIABLE" });
  expect(() => read(`https://${"/".repeat(1e6)}x`)).toThrow(refused);
});

test.each<[string, CallbackParameters]>([
  ["a URL", new URL("https://host.example/cb?code=a+b&state=s")],
  ["its text", "https://host.example/cb?code=a+b&state=s#top"],
  ["a path", "/cb?code=a+b&state=s"],
  ["a query", "?code=a+b&state=s"],
  ["a form", "code=a+b&state=s"],
  ["what it was parsed to", new URLSearchParams("code=a+b&state=s")],
  ["an object of a framework's", { code: "a b", state: "s", nested: { code: "c" }, none: undefined }],
])("%s has the parameters", (_, given) => {
  expect([...toParameters(given)]).toEqual([
    ["code", "a b"],
    ["state", "s"],
  ]);
});

test("what an object has twice is there twice; anything else is refused", () => {
  expect(toParameters({ code: ["a", "b"] }).getAll("code")).toEqual(["a", "b"]);
  for (const given of [undefined, null, 7, ["code"]])
    expect(() => toParameters(given as never)).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
});
