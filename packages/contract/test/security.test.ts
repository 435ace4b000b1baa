import { describe, expect, test } from "vitest";
import type { AuthScheme } from "../src/auth.ts";
import { alternativesOf, neededSlots } from "../src/security.ts";
import { expandServerUrl, isVariableValue } from "../src/server-url.ts";

const scheme = (id: string, more: Partial<AuthScheme> = {}): AuthScheme => ({
  id,
  type: "api_key",
  slots: [{ id: "api_key", env: id.toUpperCase(), label: id }],
  placements: [{ in: "header", name: id, slots: ["api_key"] }],
  ...more,
});
const oauth = (id: string, ...tokens: string[]) =>
  scheme(id, {
    type: "oauth2",
    slots: ["access_token", ...tokens].map((slot) => ({ id: slot, env: slot, label: slot })),
  });

describe("alternativesOf", () => {
  const auth = [scheme("a"), scheme("b", { servers: ["default"] }), oauth("o"), oauth("p", "user")];
  const ids = (security: string[][], operation?: Parameters<typeof alternativesOf>[1]) =>
    alternativesOf({ auth, security }, operation).map((way) => way.map((one) => one.id));

  test.each<[string, string[][], Parameters<typeof alternativesOf>[1], string[][]]>([
    ["the connector's", [["a", "b"], ["o"]], undefined, [["a", "b"], ["o"]]],
    ["the operation's", [["a"]], { server: "default", security: [["b"], []] }, [["b"], []]],
    ["none", [["a"]], { server: "default", security: [] }, []],
    ["what is left for another server", [["a", "b"]], { server: "files" }, [["a"]]],
    ["nothing is left for another server", [["b"]], { server: "files" }, [[]]],
    ["a way that is left is preferred to none", [["b"], ["a"]], { server: "files" }, [["a"]]],
    ["one that needs none stays", [["b"], ["a"], []], { server: "files" }, [["a"], []]],
    ["only what has the token", [["o"], ["p"], ["a"]], { server: "default", token: "user" }, [["p"], ["a"]]],
  ])("%s", (_, security, operation, expected) => {
    expect(ids(security, operation)).toEqual(expected);
  });

  test("an id that is not there is our bug", () => {
    for (const id of ["c", "constructor", "__proto__"]) expect(() => ids([[id]])).toThrow(id);
  });

  test("of several tokens one is needed", () => {
    expect(neededSlots(oauth("p", "user")).map((slot) => slot.id)).toEqual(["access_token"]);
    expect(neededSlots(oauth("p", "user"), "user").map((slot) => slot.id)).toEqual(["user"]);
    expect(neededSlots(scheme("a"), "user")).toHaveLength(1);
  });
});

describe("server URLs", () => {
  const region = { from: "user", kind: "label", enum: ["eu", "us"], default: "eu" } as const;
  const tenant = { from: "user", kind: "label" } as const;
  const base = { from: "user", kind: "path", default: "v1" } as const;
  const origin = { from: "tokenResponse", kind: "origin", hosts: ["*.acme.test", "acme.test:8443"] } as const;

  test.each([
    ["https://{region}.acme.test/{base}/", { region, base }, {}, "https://eu.acme.test/v1"],
    ["https://{region}.acme.test", { region }, { region: "us" }, "https://us.acme.test"],
    ["https://{region}.acme.test", { region }, { region: "asia" }, undefined],
    ["https://{tenant}.acme.test", { tenant }, {}, undefined],
    ["https://{tenant}.acme.test", { tenant }, { tenant: "shop-1" }, "https://shop-1.acme.test"],
    ["{origin}/api", { origin }, { origin: "https://eu.acme.test" }, "https://eu.acme.test/api"],
    ["https://{constructor}.acme.test", {}, {}, undefined],
    ["https://acme.test", {}, {}, "https://acme.test"],
  ])("%s with %j and %j", (url, variables, values, expected) => {
    expect(expandServerUrl(url, variables, values)).toBe(expected);
  });

  test.each([
    "evil.test",
    "evil.test/",
    "evil.test#",
    "a@evil",
    "a/../b",
    "a:80",
    "a?b",
    "",
    "-a",
    "a-",
    "ä",
    "%2e",
    "a b",
    "a\n",
    "a".repeat(64),
  ])("%j is no label", (value) => {
    expect(isVariableValue(tenant, value)).toBe(false);
  });

  test.each([".", "..", "a/b", "a%2Fb", "a?b", "a#b", "", "a\\b", "a b"])("%j is no segment", (value) => {
    expect(isVariableValue(base, value)).toBe(false);
  });

  test.each([
    ["https://eu.acme.test", true],
    ["https://a.b.acme.test", true],
    ["https://acme.test:8443", true],
    ["https://acme.test", false],
    ["https://acme.test:443", false],
    ["https://eu.acme.test:8443", false],
    ["http://eu.acme.test", false],
    ["https://evilacme.test", false],
    ["https://eu.acme.test.evil.test", false],
    ["https://evil.test/.acme.test", false],
    ["https://evil.test#.acme.test", false],
    ["https://a@eu.acme.test", false],
    ["https://eu.acme.test/", false],
    ["https://169.254.169.254", false],
    ["eu.acme.test", false],
  ])("%s as an origin: %s", (value, expected) => {
    expect(isVariableValue(origin, value)).toBe(expected);
  });
});
