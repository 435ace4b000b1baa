import { expect, test } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { readCompiledFiles } from "./compiled-files.ts";
import { widening } from "./widening.ts";

type Lines = Parameters<typeof compileConnector>[1];

function version(lines: Lines) {
  const { connector, manifest } = readCompiledFiles(compileConnector("acme", lines).files);
  return { compiled: connector, permissions: manifest };
}

const oauth2 = (more: string) =>
  `auth: { type: oauth2, authorizationUrl: "https://auth.example.com/authorize", scopes: { read: Read }, pkce: true, authStyle: body, ${more} }`;

test.each<[string, Lines, Lines, string[]]>([
  ["the same", {}, {}, []],
  ["other words", {}, { description: "description: Other words." }, []],
  [
    "another host",
    {},
    { servers: "baseUrl: https://evil.example/v1" },
    ["host evil.example", "server https://evil.example/v1"],
  ],
  [
    "an unencrypted address of the same host",
    { servers: "baseUrl: https://127.0.0.1:8080" },
    { servers: "baseUrl: http://127.0.0.1:8080" },
    ["server http://127.0.0.1:8080"],
  ],
  [
    "another place on the same host",
    { servers: "baseUrl: https://shared.example/ours" },
    { servers: "baseUrl: https://shared.example/theirs" },
    ["server https://shared.example/theirs"],
  ],
  [
    "one operation more",
    {},
    {
      operations:
        "operations: { things.list: { request: GET /things, summary: List }, things.delete: { request: DELETE /things, summary: Delete } }",
    },
    ["operation things.delete (write, destructive) DELETE /things"],
  ],
  [
    "a write that is called a read now",
    { operations: "operations: { things.find: { request: POST /find, summary: Find } }" },
    {
      operations:
        'operations: { things.find: { request: POST /find, summary: Find, access: read, reason: "It searches." } }',
    },
    ["operation things.find (read) POST /find"],
  ],
  [
    "the key in another place",
    {},
    { auth: "auth: { type: api_key, in: query, name: key }" },
    ["credential api_key: api_key in query key to default"],
  ],
  [
    "another token endpoint",
    { auth: oauth2('tokenUrl: "https://auth.example.com/token"') },
    { auth: oauth2('tokenUrl: "https://tokens.example/token"') },
    ["endpoint https://tokens.example/token"],
  ],
  [
    "another place on the authorization server's host",
    { auth: oauth2('tokenUrl: "https://auth.example.com/token"') },
    { auth: oauth2('tokenUrl: "https://auth.example.com/other/token"') },
    ["endpoint https://auth.example.com/other/token"],
  ],
  [
    "the client's secret in the URL",
    { auth: oauth2('tokenUrl: "https://auth.example.com/token"') },
    {
      auth: oauth2('tokenUrl: "https://auth.example.com/token", deviations: { tokenRequestFormat: query }'),
    },
    [
      "credential oauth2: oauth2 in authorization_code and client in body and header Authorization and query to default",
    ],
  ],
  [
    "a host that every user chooses",
    {
      servers: 'baseUrl: "https://{site}.example.com"',
      variables: "variables: { site: { from: user, kind: label, enum: [a, b] } }",
    },
    {
      servers: 'baseUrl: "https://{site}.example.com"',
      variables: "variables: { site: { from: user, kind: label } }",
    },
    ["host *.example.com", "variable site (label from user)"],
  ],
  [
    "one scope more",
    { auth: oauth2('tokenUrl: "https://auth.example.com/token"') },
    {
      auth: oauth2('tokenUrl: "https://auth.example.com/token"').replace(
        "read: Read",
        "read: Read, write: Write",
      ),
    },
    ["scope write"],
  ],
])("%s", (_, before, after, expected) => {
  expect(widening(version(before), version(after))).toEqual(expected);
});

test("less is no more", () => {
  const more = version({
    operations:
      "operations: { things.list: { request: GET /things, summary: List }, things.delete: { request: DELETE /things, summary: Delete } }",
  });
  expect(widening(more, version({}))).toEqual([]);
});
