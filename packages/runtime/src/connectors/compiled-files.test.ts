import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { type CompiledFile, readCompiledFiles } from "./compiled-files.ts";

const { files } = compileConnector("acme");
const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** The files with one changed, and a lock that agrees: what somebody would make who wants to slip something in. */
function withFile(path: string, edit: (text: string) => string): CompiledFile[] {
  const edited = files.map((file) => (file.path === path ? { ...file, text: edit(file.text) } : file));
  return relocked(edited);
}

function relocked(edited: readonly CompiledFile[]): CompiledFile[] {
  const outputs = edited
    .filter((file) => file.path !== "connector.lock.json")
    .map((file) => [file.path, digestOf(file.text)]);
  const text = JSON.stringify({ outputs: Object.fromEntries(outputs) });
  return edited.map((file) => (file.path === "connector.lock.json" ? { ...file, text } : file));
}

/** A connector.json of our own, with the manifest that belongs to it left as it was. */
function withConnector(edit: (connector: Record<string, unknown>) => void): CompiledFile[] {
  return withFile("connector.json", (text) => {
    const connector = JSON.parse(text);
    edit(connector);
    return JSON.stringify(connector);
  });
}

test("what the compiler wrote is taken as it is", () => {
  const compiled = readCompiledFiles(files);
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? "";
  expect(compiled.connector).toEqual(JSON.parse(textOf("connector.json")));
  expect(compiled.digest).toBe(digestOf(textOf("connector.lock.json")));
  expect(compiled.manifest.digest).toBe(digestOf(textOf("connector.json")));
  expect(compiled.manifest.readOps).toEqual(["things.list"]);
});

describe("is refused:", () => {
  const cases: readonly [string, () => readonly CompiledFile[], RegExp][] = [
    ["a file that is not there", () => files.filter((file) => file.path !== "cli.mjs"), /cli\.mjs missing/],
    [
      "an output that only the lock names",
      () => files.filter((file) => file.path !== "skill/custom-acme/SKILL.md"),
      /SKILL\.md missing/,
    ],
    ["a file that is there twice", () => [...files, ...files.slice(0, 1)], /twice/],
    [
      "a file of another version",
      () => files.map((file) => (file.path === "cli.ts" ? { ...file, text: `${file.text}\n` } : file)),
      /cli\.ts.* is not the file/,
    ],
    [
      "a file that the lock does not name",
      () => [...files, { path: "../evil.sh", text: "rm -rf ." }],
      /evil\.sh.* is not the file/,
    ],
    ["another format", () => withConnector((one) => Object.assign(one, { compiled: 2 })), /format/],
    ["a slug that is a path", () => withConnector((one) => Object.assign(one, { slug: "../acme" })), /slug/],
    ["no JSON", () => withFile("connector.json", () => "{"), /no JSON/],
    ["no object", () => withFile("connector.json", () => "[]"), /no object/],
    [
      "half a connector",
      () => withConnector((one) => Object.assign(one, { auth: undefined })),
      /lacks members/,
    ],
    [
      "a manifest of something else",
      () => withConnector((one) => Object.assign(one, { name: "Other" })),
      /permissions\.json/,
    ],
    [
      "a variable that is not its own",
      () =>
        withConnector((one) =>
          Object.assign(one, { servers: { default: { url: "https://a.example", env: "PATH", hosts: [] } } }),
        ),
      /"PATH" is no variable of its own/,
    ],
  ];
  test.each(cases)("%s", (_, given, message) => {
    expect(() => readCompiledFiles(given())).toThrowError(
      expect.objectContaining({ code: "CONNECTOR_INVALID", message: expect.stringMatching(message) }),
    );
  });

  const oauth2 = (more: string) =>
    `auth: { type: oauth2, authorizationUrl: "https://a.example/a", tokenUrl: "https://a.example/t", pkce: true, authStyle: body, scopes: {}, ${more} }`;
  test.each([
    ["a token that is the refresh token", oauth2("tokens: { long: /refresh_token }")],
    ["a token that is another refresh token", oauth2("tokens: { user: /authed_user/refresh_token }")],
    [
      "a token that is the refresh token by another name",
      oauth2("tokens: { long: /r }, deviations: { tokenResponse: { exchange: { refresh_token: /r } } }"),
    ],
  ])("%s", (_, auth) => {
    const { files } = compileConnector("acme", { auth });
    expect(() => readCompiledFiles(files)).toThrowError(/would be the refresh token/);
  });

  test.each(["from: tokenResponse, pointer: /access_token", "from: redirect, parameter: code"])(
    "a variable that would be a secret: %s",
    (from) => {
      const { files } = compileConnector("acme", {
        auth: oauth2(""),
        servers: 'baseUrl: "https://api.example.com/{x}"',
        variables: `variables: { x: { ${from}, kind: path } }`,
      });
      expect(() => readCompiledFiles(files)).toThrowError(/"x" would be a secret/);
    },
  );
});
