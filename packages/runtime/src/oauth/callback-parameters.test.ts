import { expect, test } from "vitest";
import { redirectVariables } from "./callback-parameters.ts";

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
