import { expect, test } from "vitest";
import { keyring } from "../vault/keyring.ts";
import { checkPublicUrl, checkRuntimeOptions, type RuntimeOptions } from "./runtime-options.ts";

test.each([
  ["https://app.example.com", "https://app.example.com/"],
  ["https://app.example.com/agents/", "https://app.example.com/agents/"],
  ["http://127.0.0.1:3000", "http://127.0.0.1:3000/"],
  ["http://localhost:3000/x", "http://localhost:3000/x/"],
])("%s is where a host is reached", (given, url) => {
  expect(checkPublicUrl(given)).toBe(url);
});

test.each([
  "http://app.example.com",
  "https://user:pass@app.example.com",
  "https://app.example.com/?",
  "https://app.example.com/#x",
  "ftp://app.example.com",
  "app.example.com",
  "",
  undefined as unknown as string,
])("%s is not", (given) => {
  expect(() => checkPublicUrl(given)).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
});

const fitting = {
  database: { memory: true },
  keys: keyring({
    primary: "a",
    keys: { a: Buffer.from("0123456789abcdef0123456789abcdef").toString("base64") },
  }),
  publicUrl: "http://localhost",
};

test("options that fit are taken", () => {
  checkRuntimeOptions({
    ...fitting,
    database: { memory: true },
    allowHosts: [],
    log: () => {},
    now: Date.now,
  });
});

test.each([
  [undefined, /object/],
  [{ ...fitting, allowHost: ["127.0.0.1:1"] }, /no option "allowHost"/],
  [{ ...fitting, database: "/var/lib/specwire" }, /`database`/],
  [{ ...fitting, database: undefined }, /`database`/],
  [{ ...fitting, keys: undefined }, /`keys`/],
  [{ ...fitting, keys: { primary: "a", keys: {} } }, /`keys`/],
  [{ ...fitting, log: console }, /`log`/],
  [{ ...fitting, now: 7 }, /`now`/],
])("%o are refused", (options, message) => {
  expect(() => checkRuntimeOptions(options as unknown as RuntimeOptions)).toThrow(
    expect.objectContaining({ code: "INVALID_OPTION", message: expect.stringMatching(message) }),
  );
});
