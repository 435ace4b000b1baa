import { format, inspect } from "node:util";
import { serialize } from "node:v8";
import { expect, test } from "vitest";
import { hideWhenPrinted, Secret } from "./secret.ts";

const marker = "marker-4711";

test("a secret is printed by nothing", () => {
  const secret = new Secret(marker);
  const nested = { account: { secret, list: [secret], map: new Map([["a", secret]]) } };
  const printed = [
    String(secret),
    `${secret}`,
    // biome-ignore lint/style/useTemplate: concatenation is another conversion.
    "" + (secret as unknown as string),
    JSON.stringify(nested),
    format("%s %o %O %j %d", secret, secret, secret, secret, secret),
    inspect(nested, { depth: null, showHidden: true, getters: true }),
    inspect(secret, { customInspect: false, showHidden: true, depth: null }),
    inspect(new Error("x", { cause: secret }), { depth: null }),
    inspect(structuredClone(secret)),
    inspect({ ...secret }),
    Object.entries(secret).join(),
    serialize({ ...secret }).toString("latin1"),
  ].join("\n");
  expect(printed).not.toContain(marker);
  expect(printed).toContain("[redacted]");
  expect(secret.reveal()).toBe(marker);
});

test("a set of secrets is read as ever, and printed by its names", () => {
  const secrets = hideWhenPrinted({ access_token: marker, refresh_token: marker });
  const printed = JSON.stringify([secrets]) + inspect({ secrets }, { depth: null, showHidden: true });
  expect(printed).not.toContain(marker);
  expect(printed).toContain("refresh_token");
  expect({ ...secrets }).toEqual({ access_token: marker, refresh_token: marker });
  expect(Object.keys(secrets)).toEqual(["access_token", "refresh_token"]);
});
