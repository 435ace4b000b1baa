import { expect, test } from "vitest";
import { isDeclared } from "./declared-hosts.ts";

test.each([
  ["api.example.com", "api.example.com"],
  ["api.example.com", "API.example.com."],
  ["api.example.com:8443", "api.example.com"],
  ["*.example.com", "a.example.com"],
  ["*.example.com", "a.b.example.com"],
  ["api.*.example.com", "api.eu.example.com"],
  ["127.0.0.1", "127.0.0.1"],
  ["*", "anything.example"],
])("%s declares %s", (pattern, host) => expect(isDeclared(pattern, host)).toBe(true));

test.each([
  ["api.example.com", "example.com"],
  ["api.example.com", "api.example.com.evil.example"],
  ["api.example.com", "xapi.example.com"],
  ["*.example.com", "example.com"],
  ["*.example.com", "evilexample.com"],
  ["api.*.example.com", "api.a.b.example.com"],
  ["api.*.example.com", "api.example.com"],
  ["*", ""],
])("%s does not declare %s", (pattern, host) => expect(isDeclared(pattern, host)).toBe(false));
