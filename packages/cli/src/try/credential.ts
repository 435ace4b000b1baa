import { readFileSync } from "node:fs";
import {
  type AuthScheme,
  alternativesOf,
  type Connector,
  isObject,
  neededSlots,
  type Operation,
  type Secrets,
} from "@specwire/contract";
import { quote, Refusal, withFiles } from "../shared/refusal.ts";

export interface GivenCredential {
  /** What is sent together; none where nothing is needed, or nothing is set. */
  readonly parts: readonly { readonly scheme: AuthScheme; readonly secrets: Secrets }[];
  /** Variables that are needed and not set. */
  readonly missing: readonly string[];
}

type Values = Readonly<Record<string, string | undefined>>;

/** The first way to prove who calls that is whole, else what the first one lacks. */
export function credentialFor(connector: Connector, operation: Operation, values: Values): GivenCredential {
  const ways = alternativesOf(connector, operation).map((schemes): GivenCredential => {
    const slots = schemes.flatMap((scheme) => neededSlots(scheme, operation.token));
    return {
      parts: schemes.map((scheme) => ({ scheme, secrets: secretsOf(scheme, values) })),
      missing: slots
        .filter(({ id, env }) => !values[env] && !(id === "password" && values[env] === ""))
        .map(({ env }) => env),
    };
  });
  const whole = ways.filter(({ missing }) => missing.length === 0);
  return (
    whole.find(({ parts }) => parts.length > 0) ?? whole[0] ?? { parts: [], missing: ways[0]?.missing ?? [] }
  );
}

function secretsOf({ slots }: AuthScheme, values: Values): Secrets {
  return Object.fromEntries(
    slots.flatMap(({ id, env }) => {
      const value = values[env];
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** The values of a credential file, by variable: JSON or lines with variables' names or slots' ids, or one value alone. */
export function readCredentialFile(path: string, { auth }: Connector): Values {
  const text = withFiles("read", path, () => readFileSync(path, "utf8")).trim();
  const slots = auth.flatMap((scheme) => scheme.slots);
  const names = [...new Set(slots.map(({ env }) => env))];
  const named = membersOf(text);
  if (named === undefined) {
    const [only] = names;
    if (only !== undefined && names.length === 1) return { [only]: text };
    throw new Refusal(
      `${quote(path)} holds one value, and the connector takes ${names.join(", ")}.`,
      "write NAME=value lines.",
    );
  }
  const found = slots.flatMap(({ id, env }) => {
    const value = named.get(env) ?? named.get(id);
    return value === undefined ? [] : [[env, value] as const];
  });
  if (found.length === 0) throw new Refusal(`${quote(path)} has none of ${names.join(", ")}.`);
  return Object.fromEntries(found);
}

function membersOf(text: string): Map<string, string> | undefined {
  if (text.startsWith("{")) {
    const data: unknown = tryParse(text);
    const members = isObject(data) ? Object.entries(data) : [];
    return new Map(members.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  // The filling at the end of base64.
  if (lines.length === 1 && /^[\w+/-]+={1,2}$/.test(text)) return undefined;
  const pairs = lines.map((line) => /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line));
  if (pairs.length === 0 || pairs.includes(null)) return undefined;
  return new Map(
    pairs.flatMap((pair) =>
      pair ? [[pair[1] ?? "", (pair[2] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2")]] : [],
    ),
  );
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
