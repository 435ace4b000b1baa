import type { Connector } from "@specwire/contract";
import { expect, test } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { readCompiledFiles } from "../connectors/compiled-files.ts";
import { chooseAccounts } from "./choose-accounts.ts";

const both =
  "auth: [{ id: person, type: oauth2, authorizationUrl: 'https://a.example/a', tokenUrl: 'https://a.example/t', pkce: true, authStyle: body, scopes: {} }, { id: key, type: bearer_token }, { id: app, type: api_key, in: header, name: X-App }, { id: admin, type: basic }]";

/** `security` of the connector, and of one operation of two, in the spec's words. */
function connector(security: string, ofOne?: string): Connector {
  const one = ofOne === undefined ? "" : `, security: ${ofOne}`;
  return readCompiledFiles(
    compileConnector("acme", {
      auth: both,
      security: `security: ${security}`,
      operations: `operations: { a.list: { request: GET /a, summary: A }, b.list: { request: GET /b, summary: B }, c.list: { request: GET /c, summary: C${one} } }`,
    }).files,
  ).connector;
}

/** `person Work` is the account "Work" of the scheme "person". */
function choose(of: Connector, accounts: readonly string[], wanted: readonly string[] = []) {
  const candidates = accounts.map((one) => {
    const [schemeId = "", label = ""] = one.split(" ");
    return { schemeId, label };
  });
  const choice = chooseAccounts(of, candidates, wanted);
  return "problem" in choice ? choice : choice.chosen.map((one) => `${one.schemeId} ${one.label}`);
}

const either = "[[person], [key]]";
const together = "[[person, app]]";

test.each<[string, string, string | undefined, string[], string[], unknown]>([
  ["the one account", either, undefined, ["key K"], [], ["key K"]],
  ["none", either, undefined, [], [], { problem: "unconnected" }],
  [
    "two of a scheme",
    either,
    undefined,
    ["key K", "key L"],
    [],
    { problem: "ambiguous", labels: ["K", "L"] },
  ],
  ["two, one chosen", either, undefined, ["key K", "key L"], ["L"], ["key L"]],
  [
    "one of each of two ways",
    either,
    undefined,
    ["person P", "key K"],
    [],
    { problem: "ambiguous", labels: ["P", "K"] },
  ],
  ["one of two ways chosen, and nothing else", either, undefined, ["person P", "key K"], ["K"], ["key K"]],
  ["a label that is not there", either, undefined, ["key K"], ["X"], { problem: "unknown", labels: ["K"] }],
  [
    "two labels of one scheme",
    either,
    undefined,
    ["key K", "key L"],
    ["K", "L"],
    { problem: "unknown", labels: ["K", "L"] },
  ],
  ["two that are needed together", together, undefined, ["app A", "person P"], [], ["person P", "app A"]],
  ["half of what is needed together", together, undefined, ["person P"], [], { problem: "unconnected" }],
  [
    "half of what is needed together, chosen",
    together,
    undefined,
    ["person P"],
    ["P"],
    { problem: "unconnected" },
  ],
  [
    "together, with several of one",
    together,
    undefined,
    ["person P", "app A", "app B"],
    [],
    { problem: "ambiguous", labels: ["P", "A", "B"] },
  ],
  [
    "together, with several of the other than the chosen",
    together,
    undefined,
    ["person P", "app A", "app B"],
    ["P"],
    { problem: "ambiguous", labels: ["A", "B"] },
  ],
  [
    "together, with both chosen",
    together,
    undefined,
    ["person P", "app A", "app B"],
    ["P", "B"],
    ["person P", "app B"],
  ],
  [
    "a way that is a part of another",
    "[[person], [person, app]]",
    undefined,
    ["person P", "app A"],
    [],
    ["person P", "app A"],
  ],
  ["what one operation needs, beside", either, "[[admin]]", ["key K", "admin R"], [], ["key K", "admin R"]],
  ["what one operation needs, not connected", either, "[[admin]]", ["key K"], [], ["key K"]],
  ["only what one operation needs", either, "[[admin]]", ["admin R"], [], ["admin R"]],
  [
    "what one operation needs, several times",
    either,
    "[[admin]]",
    ["key K", "admin R", "admin S"],
    [],
    { problem: "ambiguous", labels: ["R", "S"] },
  ],
  [
    "what one operation needs, several times, beside a chosen one",
    either,
    "[[admin]]",
    ["key K", "admin R", "admin S"],
    ["K"],
    ["key K"],
  ],
  [
    "two ways that overlap",
    "[[person, app], [app, key]]",
    undefined,
    ["person P", "app A", "key K"],
    [],
    { problem: "ambiguous", labels: ["P", "A", "K"] },
  ],
  [
    "the same way twice, and its parts",
    "[[app], [person, app], [app, person], [person]]",
    undefined,
    ["person P", "app A"],
    [],
    ["person P", "app A"],
  ],
  [
    "another way after very many that are one",
    `[${"[key], [key, app], ".repeat(60)}[person]]`,
    undefined,
    ["person P", "app A", "key K"],
    [],
    { problem: "ambiguous", labels: ["K", "A", "P"] },
  ],
  ["no credential needed", "[[]]", undefined, [], [], []],
  ["a credential that may be left out", "[[key], []]", undefined, [], [], []],
  ["a credential that may be left out, but is there", "[[key], []]", undefined, ["key K"], [], ["key K"]],
  ["one operation that is open to all", either, "[[]]", [], [], []],
])("%s", (_, security, ofOne, accounts, wanted, expected) => {
  expect(choose(connector(security, ofOne), accounts, wanted)).toEqual(expected);
});

test("the work grows with the accounts, not with the ways to combine them", () => {
  const ids = Array.from({ length: 8 }, (_, at) => `key-${at}`);
  const of = readCompiledFiles(
    compileConnector("acme", {
      auth: `auth: [${ids.map((id) => `{ id: ${id}, type: api_key, in: header, name: X-${id} }`).join(", ")}]`,
      security: `security: [[${ids.join(", ")}]]`,
    }).files,
  ).connector;
  const all = ids.flatMap((id) => Array.from({ length: 20 }, (_, at) => `${id} ${id}-${at}`));
  expect(choose(of, all)).toEqual({
    problem: "ambiguous",
    labels: all.map((one) => one.split(" ")[1]),
  });
  const one = ids.map((id) => `${id}-3`);
  expect(choose(of, all, one)).toHaveLength(8);
  expect(choose(of, all, one.slice(1))).toMatchObject({ problem: "ambiguous" });
});
