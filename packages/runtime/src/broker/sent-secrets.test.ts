import { expect, test } from "vitest";
import type { Account } from "../accounts/account-store.ts";
import { SentSecrets } from "./sent-secrets.ts";

const account = (id: string, version: number, expiresAt: Date | null = null) =>
  ({ id, version, expiresAt }) as Account;
const work = { id: "work" };

test("an earlier token is known until it ends, a key for a day", () => {
  let now = 0;
  const sent = new SentSecrets({ now: () => now });
  sent.add([account("work", 1, new Date(1000))], ["token-1"]);
  sent.add([account("work", 2, new Date(5000))], ["token-2"]);
  sent.add([account("home", 1)], ["key"]);
  expect(sent.of([work])).toEqual(["token-1", "token-2"]);
  expect(sent.of([work, { id: "home" }, { id: "none" }])).toEqual(["key", "token-1", "token-2"]);
  now = 1000;
  expect(sent.of([work])).toEqual(["token-2"]);
  now = 24 * 60 * 60_000;
  expect(sent.of([work, { id: "home" }])).toEqual([]);
});

test("no more is kept than is needed", () => {
  const sent = new SentSecrets({ now: () => 0 });
  for (let version = 1; version <= 5; version += 1) sent.add([account("work", version)], [`key-${version}`]);
  expect(sent.of([work])).toEqual(["key-3", "key-4", "key-5"]);
  for (let id = 0; id < 1000; id += 1) sent.add([account(String(id), 1)], ["other"]);
  expect(sent.of([work])).toEqual([]);
  expect(sent.of([{ id: "0" }])).toEqual(["other"]);
});
