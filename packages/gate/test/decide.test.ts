import { type Asked, decide, PolicyError, type Rule, readPolicy } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { judgeCommand } from "../src/index.ts";
import { manifest, sessionOf } from "./support/acme.ts";

const asked = (operation: string, more: Partial<Asked> = {}): Asked => ({
  connector: "acme",
  operation,
  ...more,
});
const verdict = (one: Asked, ...policies: readonly (readonly Rule[])[]) =>
  decide(one, { manifests: { acme: manifest }, policies: policies.map((rules) => ({ policy: 1, rules })) })
    .verdict;

describe("without a policy", () => {
  test.each([
    ["items.list", "allow"],
    ["items.create", "ask"],
    ["items.delete", "ask"],
    ["keys.list", "ask"],
    ["items.unknown", "deny"],
    ["constructor", "deny"],
    ["__proto__", "deny"],
  ])("%s: %s", (operation, expected) => {
    expect(verdict(asked(operation))).toBe(expected);
  });

  test("an unknown connector or account is denied", () => {
    expect(verdict({ connector: "other", operation: "items.list" })).toBe("deny");
    const rules = { manifests: { acme: manifest }, policies: [], accounts: { acme: ["work"] } };
    expect(decide(asked("items.list", { account: "home" }), rules).verdict).toBe("deny");
    expect(decide(asked("items.list", { account: "work" }), rules).verdict).toBe("allow");
    expect(decide(asked("items.list", { account: "work" }), { ...rules, accounts: {} }).verdict).toBe("deny");
  });
});

describe("policies", () => {
  test("the first rule that matches decides, but a deny always wins", () => {
    const allow: Rule = { operations: ["items.*"], verdict: "allow" };
    expect(verdict(asked("items.delete"), [allow])).toBe("allow");
    expect(verdict(asked("items.delete"), [{ destructive: true, verdict: "ask" }, allow])).toBe("ask");
    expect(verdict(asked("items.delete"), [allow, { destructive: true, verdict: "deny" }])).toBe("deny");
    expect(verdict(asked("items.create"), [allow, { destructive: true, verdict: "deny" }])).toBe("allow");
  });

  test("of several the strictest wins", () => {
    const [allow, ask]: Rule[] = [{ verdict: "allow" }, { access: "write", verdict: "ask" }];
    expect(verdict(asked("items.create"), [allow as Rule], [ask as Rule])).toBe("ask");
    expect(verdict(asked("items.list"), [allow as Rule], [ask as Rule])).toBe("allow");
  });

  test("none makes an unknown operation, or a read of secrets, allowed", () => {
    expect(verdict(asked("items.unknown"), [{ verdict: "allow" }])).toBe("deny");
    expect(verdict(asked("keys.list"), [{ operations: ["keys.list"], verdict: "allow" }])).toBe("ask");
  });

  test("a permission for an account doesn't cover a call without one; a ban does", () => {
    const of = (verdict: Rule["verdict"]): Rule => ({ accounts: ["work"], verdict });
    expect(verdict(asked("items.create"), [of("allow")])).toBe("ask");
    expect(verdict(asked("items.create", { account: "work" }), [of("allow")])).toBe("allow");
    expect(verdict(asked("items.create", { account: "home" }), [of("deny")])).toBe("ask");
    expect(verdict(asked("items.create"), [of("deny")])).toBe("deny");
  });
});

describe("conditions on arguments", () => {
  const rule: Rule = {
    operations: ["items.create"],
    verdict: "allow",
    only: [
      { argument: "body.amount", atMost: 100, atLeast: 0 },
      { argument: "body.currency", oneOf: ["EUR"] },
      { argument: "body.to", domains: ["example.com", "*.example.org"] },
    ],
    otherwise: "deny",
  };
  const body = { amount: 100, currency: "EUR", to: ["a@example.com", "b@x.example.org"] };

  test("all of them fit", () => {
    expect(verdict(asked("items.create", { arguments: { body } }), [rule])).toBe("allow");
  });

  test.each([
    ["more", { amount: 100.01 }],
    ["less", { amount: -1 }],
    ["a number in a text", { amount: "1" }],
    ["a number that JavaScript would round", { amount: { $number: "100000000000000000001" } }],
    ["no amount", { amount: null }],
    ["a list of amounts, one too large", { amount: [1, 101] }],
    ["another value", { currency: "USD" }],
    ["a value within another", { currency: ["EUR", "USD"] }],
    ["no recipient", { to: [] }],
    ["another recipient beside", { to: ["a@example.com", "b@evil.test"] }],
    ["a domain that ends like it", { to: ["a@notexample.com"] }],
    ["the domain below which others are meant", { to: ["a@example.org"] }],
    ["two addresses in one", { to: ["a@example.com,b@evil.test"] }],
    ["a display name", { to: ['"a@example.com" <b@evil.test>'] }],
    ["a quoted local part", { to: ['"b@evil.test "@example.com'] }],
    ["a line end", { to: ["a@example.com\nbcc: b@evil.test"] }],
    ["an address in an object", { to: [{ email: "a@example.com" }] }],
  ])("%s does not fit", (_, change) => {
    expect(verdict(asked("items.create", { arguments: { body: { ...body, ...change } } }), [rule])).toBe(
      "deny",
    );
  });

  test("a member whose name looks like the path is not the path", () => {
    const looksLike = { "message.to": "a@example.com", message: { to: "b@evil.test" } };
    const only = [{ argument: "body.message.to", domains: ["example.com"] }];
    expect(
      verdict(asked("items.create", { arguments: { body: looksLike } }), [{ verdict: "allow", only }]),
    ).toBe("ask");
  });

  test("arguments that are not known fit nothing", () => {
    expect(verdict(asked("items.create"), [rule])).toBe("deny");
    const { otherwise: _, ...silent } = rule;
    expect(verdict(asked("items.create"), [silent])).toBe("ask");
  });

  test("a command line's are the resolved ones", async () => {
    const session = sessionOf({ policies: [{ policy: 1, rules: [rule] }] });
    const line = "custom-acme items create --to a@example.com --amount";
    // EUR is what the connector sends where nothing is said.
    expect(await judgeCommand(`${line} 5`, session)).toMatchObject({ verdict: "allow" });
    expect(await judgeCommand(`${line} 500`, session)).toMatchObject({ verdict: "deny" });
    expect(await judgeCommand(`${line} 5 --currency USD`, session)).toMatchObject({ verdict: "deny" });
    expect(await judgeCommand(`${line} 5 --input @body.json`, session)).toMatchObject({ verdict: "deny" });
  });
});

describe("a policy that is none", () => {
  test.each([
    ["", null],
    ["/policy", { rules: [] }],
    ["/rules", { policy: 1 }],
    ["", { policy: 1, rules: [], default: "allow" }],
    ["/rules/0", { policy: 1, rules: [{ operation: ["a"], verdict: "allow" }] }],
    ["/rules/0", { policy: 1, rules: [{}] }],
    ["/rules/0/verdict", { policy: 1, rules: [{ verdict: "yes" }] }],
    ["/rules/0/operations/0", { policy: 1, rules: [{ operations: ["*"], verdict: "allow" }] }],
    ["/rules/0/operations", { policy: 1, rules: [{ operations: [], verdict: "allow" }] }],
    [
      "/rules/0/only",
      { policy: 1, rules: [{ verdict: "deny", only: [{ argument: "body.a", atLeast: 5 }] }] },
    ],
    ["/rules/0/only/0", { policy: 1, rules: [{ verdict: "allow", only: [{ argument: "body.a" }] }] }],
    [
      "/rules/0/only/0/argument",
      { policy: 1, rules: [{ verdict: "allow", only: [{ argument: "a", atMost: 1 }] }] },
    ],
    ["/rules/0/otherwise", { policy: 1, rules: [{ verdict: "allow", otherwise: "deny" }] }],
  ])("%s of %j", (pointer, json) => {
    expect(() => readPolicy(json)).toThrow(expect.objectContaining({ name: "PolicyError", pointer }));
    expect(() => readPolicy(json)).toThrow(PolicyError);
  });

  test("one that is one stays as it is", () => {
    const policy = { policy: 1, rules: [{ operations: ["items.*"], access: "read", verdict: "allow" }] };
    expect(readPolicy(policy)).toEqual(policy);
  });
});
