import { type Json, type KnownConnector, PolicyError, readPolicy, refuseSlips } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";

/** Characters of JSON: they are read for each request. */
const longest = 65_536;

/**
 * Copies of what a host lays down, each a policy: a slip makes no session, instead of one in which it is not in force.
 * Throws `INVALID_OPTION`.
 */
export function checkPolicies(policies: readonly Json[]): readonly Json[] {
  const text = Array.isArray(policies) ? asJson(policies) : undefined;
  if (text === undefined) throw invalid("`policies` is no list of JSON");
  if (text.length > longest) throw invalid(`\`policies\` is longer than ${longest} characters`);
  // The database has no U+0000, and a lone surrogate is no text.
  if (/\\u(?:0000|d[89a-f][0-9a-f]{2})/i.test(text.replaceAll("\\\\", "")))
    throw invalid("`policies` has a character that no text has");
  const copies = JSON.parse(text) as readonly Json[];
  for (const [index, policy] of copies.entries()) refused(index, () => readPolicy(policy));
  return copies;
}

/**
 * Throws `INVALID_OPTION` where a policy names an operation or argument that its connectors don't have. Those that are
 * not connected count: what a user does must not make a session fail. `slugs` are all that the session may have;
 * `known` are those whose operations can be told.
 */
export function checkNames(
  policies: readonly Json[],
  slugs: readonly string[],
  known: Readonly<Record<string, KnownConnector>>,
): void {
  const isAll = slugs.every((slug) => Object.hasOwn(known, slug));
  for (const [index, policy] of policies.entries())
    refused(index, () => refuseSlips(readPolicy(policy), known, isAll));
}

function refused(index: number, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw invalid(`\`policies[${index}]\`: ${error.message}`);
  }
}

function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function invalid(what: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", `The session can't be made: ${what}.`);
}
