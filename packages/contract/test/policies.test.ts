import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Arguments } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import { decide } from "../src/permissions/decide.ts";
import { manifestOf } from "../src/permissions/manifest.ts";
import type { Verdict } from "../src/permissions/policy.ts";
import { PolicyError, readPolicy } from "../src/permissions/read-policy.ts";
import { type KnownConnector, refuseSlips } from "../src/permissions/refuse-slips.ts";
import { anything, connector, field, object, operation, query, text } from "./support.ts";

// A case is a file: a rule and what is decided with it, or policies that are refused, each with what is said.

const recipients = object(field("address", object(field("email"))), field("cc", object(field("email"))));
const send = {
  access: "write" as const,
  method: "POST" as const,
  body: {
    contentType: "application/json",
    encoding: "json" as const,
    required: true,
    type: object(
      field("channel"),
      field("amount", { kind: "number" }),
      field("to", { kind: "array", items: text }),
      field("cc", { kind: "array", items: text }),
      field("people", { kind: "array", items: { kind: "reference", name: "person" } }),
      field("either", { kind: "union", variants: [text, object(field("id"))] }),
      field("more", anything),
    ),
  },
};
const mail = connector({
  slug: "mail",
  operations: {
    "messages.list": operation({
      id: "messages.list",
      parameters: [query("q"), query("page.size"), query("filter")],
    }),
    "messages.send": operation({ id: "messages.send", ...send }),
    "messages.send-raw": operation({ id: "messages.send-raw", access: "write", method: "POST" }),
    "drafts.delete": operation({ id: "drafts.delete", access: "write", destructive: true, method: "DELETE" }),
  },
  types: { person: recipients },
});
const manifests = { mail: manifestOf(mail, "") };

interface Decided {
  readonly rules: readonly Json[];
  readonly calls: readonly {
    readonly operation: string;
    readonly account?: string;
    /** Labels of the session. */
    readonly labels?: readonly string[];
    /** Null: not known. */
    readonly arguments?: Arguments | null;
    readonly verdict: Verdict;
  }[];
}

interface Refused {
  readonly what: string;
  readonly rules: readonly Json[];
  readonly pointer: string;
  readonly says: string;
}

const read = <T>(file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "policies", file), "utf8")) as T;
const filesIn = (name: string) => readdirSync(join(import.meta.dirname, "policies", name));

describe.each(filesIn("decided"))("%s", (file) => {
  const { rules, calls } = read<Decided>(join("decided", file));
  const policies = [readPolicy({ policy: 1, rules })];
  const titled = calls.map((call) => [JSON.stringify(call), call] as const);

  test.each(titled)("%s", (_, { arguments: args = {}, labels, verdict, ...asked }) => {
    const accounts = labels === undefined ? undefined : { mail: labels };
    const { verdict: found } = decide(
      { connector: "mail", ...asked, ...(args !== null && { arguments: args }) },
      { manifests, policies, ...(accounts && { accounts }) },
    );
    expect(found).toBe(verdict);
  });

  test("names nothing that is not there", () => {
    for (const policy of policies) refuseSlips(policy, { mail }, true);
  });
});

const refused = read<readonly Refused[]>("refused.json");

test.each(refused.map((one) => [one.what, one] as const))("%s", (_, { rules, pointer, says }) => {
  const check = () => refuseSlips(readPolicy({ policy: 1, rules }), { mail }, true);
  expect(check).toThrow(PolicyError);
  expect(check).toThrow(
    expect.objectContaining({ pointer, message: expect.stringContaining(says) as string }),
  );
});

describe("a session that lacks a connector", () => {
  const of = (rule: Json) => readPolicy({ policy: 1, rules: [rule] });
  const known: Readonly<Record<string, KnownConnector>> = { mail };

  test("may have a policy about it", () => {
    refuseSlips(of({ connectors: ["chat"], operations: ["rooms.list"], verdict: "deny" }), known, true);
    refuseSlips(
      of({ connectors: ["chat", "mail"], operations: ["rooms.list"], verdict: "deny" }),
      known,
      true,
    );
    refuseSlips(of({ operations: ["rooms.list"], verdict: "deny" }), {}, true);
  });

  test("and may only be without it for now: a rule that names no connector may be about it", () => {
    const rule = of({ operations: ["rooms.list"], verdict: "deny" });
    refuseSlips(rule, known, false);
    expect(() => refuseSlips(rule, known, true)).toThrow(PolicyError);
  });

  test("has its own checked all the same", () => {
    const rule = of({ connectors: ["mail"], operations: ["rooms.list"], verdict: "deny" });
    expect(() => refuseSlips(rule, known, false)).toThrow(PolicyError);
  });
});
