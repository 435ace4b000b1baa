import { expect, test } from "vitest";
import { matchesHost } from "../src/index.ts";

test.each([
  ["api.example.com", "api.example.com"],
  ["api.example.com", "API.example.com."],
  ["api.example.com:8443", "api.example.com"],
  ["*.example.com", "a.example.com"],
  ["*.example.com", "a.b.example.com"],
  ["api.*.example.com", "api.eu.example.com"],
  ["127.0.0.1", "127.0.0.1"],
  ["*", "anything.example"],
])("%s matches %s", (pattern, host) => expect(matchesHost(pattern, host)).toBe(true));

test.each([
  ["api.example.com", "example.com"],
  ["api.example.com", "a.api.example.com"],
  ["api.example.com", "api.example.com.evil.example"],
  ["api.example.com", "xapi.example.com"],
  ["*.example.com", "example.com"],
  ["*.example.com", "evilexample.com"],
  ["api.*.example.com", "api.a.b.example.com"],
  ["api.*.example.com", "api.example.com"],
  ["*.example.com", ".example.com"],
  ["*.example.com", "a.example.com.evil.example"],
  ["*", ""],
])("%s does not match %s", (pattern, host) => expect(matchesHost(pattern, host)).toBe(false));
