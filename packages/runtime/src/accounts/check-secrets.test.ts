import { readFileSync } from "node:fs";
import type { AuthScheme } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { checkSecrets } from "./check-secrets.ts";

const scheme = (
  type: AuthScheme["type"],
  slots: readonly string[],
  over: Partial<AuthScheme> = {},
): AuthScheme => ({
  id: "one",
  type,
  slots: slots.map((id) => ({
    id,
    env: id.toUpperCase(),
    label: id,
    ...(type === "mutual_tls" && { file: true }),
  })),
  placements: [{ in: "header", name: "Authorization", slots }],
  ...over,
});
const key = scheme("api_key", ["api_key"]);
const pair = scheme("api_key", ["key", "token"]);
const basic = scheme("basic", ["username", "password"], {
  placements: [{ in: "header", name: "Authorization", slots: ["username", "password"], basic: true }],
});
const tls = scheme("mutual_tls", ["client_cert", "client_key"], { placements: [] });

const pem = (name: string) =>
  readFileSync(new URL(`../../../cli-kit/test/fixtures/tls/${name}.pem`, import.meta.url), "utf8");
const part = (name: string, kind: string) =>
  new RegExp(`-----BEGIN ${kind}-----[\\s\\S]+?-----END ${kind}-----`).exec(pem(name))?.[0] ?? "";
const cert = part("client", "CERTIFICATE");
const privateKey = part("client.key", "PRIVATE KEY");

describe("secrets that are stored", () => {
  test.each([
    ["a key without the blanks around it", key, { api_key: " \tabc\r\n" }, { api_key: "abc" }],
    ["all of several keys", pair, { token: "t", key: "k" }, { key: "k", token: "t" }],
    [
      "a password with its blanks",
      basic,
      { username: "u", password: " p \n" },
      { username: "u", password: " p " },
    ],
    ["an empty password", basic, { username: "key", password: "" }, { username: "key", password: "" }],
    ["a password of any script", basic, { username: "u", password: "Ж" }, { username: "u", password: "Ж" }],
    [
      "a certificate and its key",
      tls,
      { client_cert: `${cert}\n`, client_key: privateKey },
      { client_cert: cert, client_key: privateKey },
    ],
  ])("%s", (_, stated, given, stored) => {
    expect(checkSecrets(stated, given)).toEqual(stored);
  });
});

describe("secrets that are refused", () => {
  test.each([
    ["none", key, {}, /"api_key" \(api_key\) is missing/],
    ["an empty one", key, { api_key: " " }, /missing/],
    ["one of two", pair, { key: "MARKER" }, /"token" \(token\) is missing/],
    ["one of an unknown name", key, { api_key: "MARKER", MARKER: "x" }, /^1 of the given secrets has a name/],
    ["an inherited one", key, Object.create({ api_key: "MARKER" }), /missing/],
    ["no text", key, { api_key: ["MARKER"] }, /no text/],
    ["a line end inside", key, { api_key: "MARKER\nX-Injected: 1" }, /can't be sent/],
    ["half a character", key, { api_key: "MARKER\ud800" }, /can't be sent/],
    ["what a header can't carry", key, { api_key: "MARKER…" }, /header can't carry/],
    ["one of a megabyte", key, { api_key: "MARKER".repeat(200_000) }, /too long/],
    ["a password of line ends", basic, { username: "a", password: `${"\n".repeat(1e6)}MARKER` }, /too long/],
    ["a user name with a colon", basic, { username: "MARKER:x", password: "p" }, /colon/],
    ["a password that is not given", basic, { username: "MARKER" }, /"password" \(password\) is missing/],
    ["the name of a file", tls, { client_cert: "/etc/MARKER.pem", client_key: privateKey }, /no certificate/],
    [
      "a key that is none",
      tls,
      { client_cert: cert, client_key: "-----BEGIN PRIVATE KEY-----\nMARKER" },
      /no private key/,
    ],
    [
      "another certificate's key",
      tls,
      { client_cert: part("server", "CERTIFICATE"), client_key: privateKey },
      /not the key of/,
    ],
  ])("%s", (_, stated, given, message) => {
    const refuse = () => checkSecrets(stated, given as Record<string, unknown>);
    expect(refuse).toThrow(message);
    expect(refuse).toThrow(expect.objectContaining({ code: "INVALID_SECRET" }));
    expect(refuse).not.toThrow(/MARKER/);
  });
});
