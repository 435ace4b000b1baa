import { type Json, PolicyError, readPolicy } from "@specwire/contract";
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
  for (const [index, policy] of copies.entries()) {
    try {
      readPolicy(policy);
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      throw invalid(`\`policies[${index}]\`: ${error.message}`);
    }
  }
  return copies;
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
