import { describe, expect, test } from "vitest";
import type { Variable } from "../src/connector.ts";
import { isVariableValue } from "../src/server-url.ts";

describe("a value of a variable", () => {
  const domain = { from: "user", kind: "domain" } as const;
  const origin = { from: "user", kind: "origin" } as const;
  const text = { from: "user", kind: "text" } as const;
  test.each<[Variable, string, boolean]>([
    [{ ...domain, hosts: ["acme.test", "*.acme.test"] }, "acme.test", true],
    [{ ...domain, hosts: ["*.acme.test"] }, "EU.acme.test", true],
    [{ ...domain, hosts: ["*.acme.test"] }, "acme.test", false],
    [{ ...domain, hosts: ["*.acme.test"] }, ".acme.test", false],
    [{ ...domain, hosts: ["*.acme.test"] }, "evilacme.test", false],
    [{ ...domain, hosts: ["*.acme.test"] }, "evil.test/.acme.test", false],
    [{ ...domain, hosts: ["*.acme.test"] }, "evil.test#.acme.test", false],
    [{ ...domain, hosts: ["acme.test"] }, "acme.test:8443", false],
    [{ ...domain, hosts: ["acme.test"] }, "user@acme.test", false],
    [domain, "acme.test", false],
    [{ ...domain, selfHosted: true }, "git.acme.test", true],
    [{ ...domain, selfHosted: true }, "localhost", false],
    [{ ...domain, selfHosted: true }, "127.0.0.1", false],
    [{ ...domain, selfHosted: true }, "1.0x7f", false],
    [{ ...domain, selfHosted: true }, "git.acme.test:8443", false],
    [{ ...origin, selfHosted: true }, "https://git.acme.test:8443", true],
    [{ ...origin, selfHosted: true }, "http://git.acme.test", false],
    [{ ...origin, selfHosted: true }, "https://[::1]", false],
    [{ ...origin, selfHosted: true }, "https://2130706433", false],
    [{ ...origin, selfHosted: true }, "https://10.0.0.1", false],
    [{ ...origin, selfHosted: true }, "https://git.acme.test/x", false],
    [text, "any text, with ünïcode & more", true],
    [text, "", false],
    [text, "two\r\nlines", false],
    [text, "x".repeat(1001), false],
    [{ from: "user", kind: "path" }, "x".repeat(1000), true],
    [{ from: "user", kind: "path" }, "x".repeat(1001), false],
  ])("%j: %j is %s", (variable, value, is) => {
    expect(isVariableValue(variable, value)).toBe(is);
  });
});
