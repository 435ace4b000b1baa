import type { AuthScheme, Connector } from "@specwire/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { scopesFor, stillKnown } from "./scopes.ts";

type Alternatives = readonly (readonly string[])[];
interface Setup {
  readonly declared?: readonly string[];
  readonly baseScopes?: readonly string[];
  readonly verify?: string;
}

function setup(
  operations: Readonly<Record<string, Alternatives>>,
  { declared, baseScopes, verify }: Setup = {},
) {
  const all = declared ?? [...new Set(Object.values(operations).flat(2))];
  const scheme = {
    id: "oauth",
    type: "oauth2",
    slots: [{ id: "access_token", env: "A", label: "A" }],
    placements: [],
    oauth2: { scopes: Object.fromEntries(all.map((one) => [one, one])), ...(baseScopes && { baseScopes }) },
    ...(verify && { verify: { operation: verify } }),
  } as unknown as AuthScheme;
  const key = { ...scheme, id: "key", type: "api_key", oauth2: undefined } as unknown as AuthScheme;
  const connector = {
    auth: [scheme, key],
    security: [["oauth"]],
    operations: Object.fromEntries(
      Object.entries(operations).map(([id, scopes]) => [
        id,
        { id, scopes, server: "default", ...(id.startsWith("key.") && { security: [["key"]] }) },
      ]),
    ),
  } as unknown as Connector;
  return { connector, scheme };
}
const ask = (operations: Readonly<Record<string, Alternatives>>, ids?: string[], more?: Setup) => {
  const { connector, scheme } = setup(operations, more);
  return scopesFor(connector, scheme, ids).join(" ");
};

test.each<[string, Readonly<Record<string, Alternatives>>, string[] | undefined, Setup, string]>([
  ["of the allowed operation alone", { a: [["r"]], b: [["w"]] }, ["a"], {}, "r"],
  ["of all without a list", { a: [["r"]], b: [["w"]] }, undefined, {}, "r w"],
  ["the smaller alternative", { a: [["r", "s"], ["t"]] }, ["a"], {}, "t"],
  ["the first of equal ones", { a: [["read"], ["all"]] }, ["a"], {}, "read"],
  ["what another one needs anyway", { a: [["r"], ["w"]], b: [["w"]] }, ["a", "b"], {}, "w"],
  ["none for what needs none", { a: [["r"]], b: [] }, ["b"], {}, ""],
  ["none for an empty list", { a: [["r"]] }, [], {}, ""],
  [
    "what is always asked for",
    { a: [["r"]] },
    [],
    { declared: ["r", "offline"], baseScopes: ["offline"] },
    "offline",
  ],
  ["what proves the account", { a: [["r"]], me: [["id"]] }, ["a"], { verify: "me" }, "id r"],
  ["all that is declared where no operation says", { a: [], b: [] }, ["a"], { declared: ["x", "y"] }, "x y"],
  ["nothing for operations of another scheme", { a: [["r"]], "key.b": [["w"]] }, undefined, {}, "r"],
  [
    "no alternative of another server's scopes",
    { a: [["theirs"], ["r", "s"]] },
    ["a"],
    { declared: ["r", "s"] },
    "r s",
  ],
])("%s", (_, operations, ids, more, expected) => {
  expect(ask(operations, ids, more)).toBe(expected);
});

test("every allowed operation can be called, and nothing is asked for that none of them names", () => {
  const scope = fc.constantFrom("a", "b", "c", "d", "e");
  const alternatives = fc.array(fc.uniqueArray(scope, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  });
  const operations = fc.dictionary(fc.constantFrom("o1", "o2", "o3", "o4"), alternatives, { minKeys: 1 });
  fc.assert(
    fc.property(operations, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (all, chosen) => {
      const ids = Object.keys(all).filter((_, index) => chosen[index]);
      const asked = ask(all, ids).split(" ").filter(Boolean);
      for (const id of ids)
        expect(all[id]?.some((one) => one.every((needed) => asked.includes(needed)))).toBe(true);
      const named = new Set<string>(ids.flatMap((id) => all[id]?.flat() ?? []));
      expect(asked.filter((one) => !named.has(one))).toEqual([]);
      // No one of them is too much.
      const most = ids.reduce((sum, id) => sum + Math.min(...(all[id] ?? []).map((one) => one.length)), 0);
      expect(asked.length).toBeLessThanOrEqual(Math.max(most, 0));
    }),
  );
});

test("of granted scopes those are asked for again that the spec knows", () => {
  const { connector, scheme } = setup({ a: [["r"]] }, { declared: ["x"], baseScopes: ["b"] });
  expect(stillKnown(connector, scheme, ["admin", "r", "x", "b"])).toEqual(["r", "x", "b"]);
});
