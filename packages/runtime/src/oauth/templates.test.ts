import type { Connector } from "@specwire/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandText, expandUrl, variablesIn } from "./templates.ts";

const definitions: Connector["variables"] = {
  sub: { from: "user", kind: "label" },
  region: { from: "redirect", kind: "label", enum: ["eu", "us.cloud"], default: "eu" },
  odd: { from: "user", kind: "label", enum: ["evil.example/", "a@evil.example", "a?b", "../x"] },
  instance: { from: "tokenResponse", kind: "origin", hosts: ["*.my.example.com", "api.example.com:8443"] },
  tenant: { from: "user", kind: "path" },
};

test.each([
  ["https://{sub}.example.com/token", { sub: "acme" }, "https://acme.example.com/token"],
  ["https://{sub}.example.com/token/", { sub: "ACME" }, "https://acme.example.com/token/"],
  ["https://login.{region}.example.com/t", {}, "https://login.eu.example.com/t"],
  ["https://login.{region}.example.com/t", { region: "us.cloud" }, "https://login.us.cloud.example.com/t"],
  [
    "{instance}/oauth/token",
    { instance: "https://na1.my.example.com" },
    "https://na1.my.example.com/oauth/token",
  ],
  ["{instance}/t", { instance: "https://api.example.com:8443" }, "https://api.example.com:8443/t"],
  [
    "https://a.example.com/{tenant}/token?t={tenant}&u=1",
    { tenant: "t~1.x" },
    "https://a.example.com/t~1.x/token?t=t~1.x&u=1",
  ],
  ["https://a.example.com/#/oauth?x={tenant}", { tenant: "t" }, "https://a.example.com/#/oauth?x=t"],
  ["http://127.0.0.1:4321/token", {}, "http://127.0.0.1:4321/token"],
  ["http://[::1]:4321/token", {}, "http://[::1]:4321/token"],
])("%s with %j", (template, values, url) => expect(expandUrl(template, definitions, values)).toBe(url));

describe("refuses", () => {
  test.each([
    ["https://{sub}.example.com/", "sub", "evil.example/x?y="],
    ["https://{sub}.example.com/", "sub", "a.b"],
    ["https://{sub}.example.com/", "sub", "-a"],
    ["https://{sub}.example.com/", "sub", "a\u0000"],
    ["https://{sub}.example.com/", "sub", "ａｃｍｅ"],
    ["https://{odd}.example.com/", "odd", "evil.example/"],
    ["https://{odd}.example.com/", "odd", "a@evil.example"],
    ["https://{odd}.example.com/", "odd", "a?b"],
    ["https://example.com/{odd}/x", "odd", "../x"],
    ["{instance}/t", "instance", "https://evil.example"],
    ["{instance}/t", "instance", "https://evil.example/.my.example.com"],
    ["{instance}/t", "instance", "https://x.my.example.com:444"],
    ["{instance}/t", "instance", "https://u@x.my.example.com"],
    ["{instance}.evil.example/t", "instance", "https://x.my.example.com:"],
    ["https://example.com/{tenant}/token", "tenant", ".."],
    ["https://example.com/{tenant}/token", "tenant", "a%2Fb"],
    ["https://example.com/{tenant}/token", "tenant", "a/b"],
    ["https://{unknown}.example.com/", "unknown", "a"],
    ["https://{__proto__}.example.com/", "constructor", "a"],
    ["javascript:{tenant}", "tenant", "alert"],
    ["//{sub}.example.com/", "sub", "a"],
    ["https://user:pw@{sub}.example.com/", "sub", "a"],
  ])("%s with %s = %j", (template, name, value) => {
    expect(() => expandUrl(template, definitions, { [name]: value })).toThrow(
      expect.objectContaining({ code: "INVALID_VARIABLE" }),
    );
  });

  test("what a template needs and nobody gave", () => {
    expect(() => expandUrl("https://{sub}.example.com/", definitions, {})).toThrow('"sub"');
  });
});

test("whatever a value is, the host stays below the declared domain and the path where it was", () => {
  const nasty = fc.string({
    unit: fc.constantFrom(..."ab1-_.~/\\@:?#%&=[]{} \t\r\n\u0000\u2100。．"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      fc.oneof(nasty, fc.string(), fc.domain(), fc.constant("acme")),
      fc.oneof(nasty, fc.string(), fc.constant("t-1")),
      (sub, tenant) => {
        let url: URL;
        try {
          url = new URL(
            expandUrl("https://{sub}.example.com/v1/{tenant}/token?a={tenant}", definitions, { sub, tenant }),
          );
        } catch (error) {
          expect(error).toMatchObject({ code: "INVALID_VARIABLE" });
          return;
        }
        expect(url.hostname).toMatch(/^[a-z0-9-]+\.example\.com$/);
        expect([url.protocol, url.port, url.username, url.hash]).toEqual(["https:", "", "", ""]);
        expect(url.pathname).toMatch(/^\/v1\/[^/]+\/token$/);
        expect([...url.searchParams.keys()]).toEqual(["a"]);
      },
    ),
    { numRuns: 2000 },
  );
});

test("text of parameters: declared names stand for values, other braces for themselves", () => {
  expect(expandText("{sub}-{other}-{}", definitions, { sub: "a", other: "b" })).toBe("a-{other}-{}");
  expect(() => expandText("{sub}", definitions, {})).toThrow('"sub"');
  expect(variablesIn("https://{sub}.x/{other}/{tenant}", definitions)).toEqual(["sub", "tenant"]);
});
