import { isArray, isObject, type Json, type JsonObject } from "../json.ts";
import type { Condition, Policy, Rule, Verdict } from "./policy.ts";

/** A policy that can't be taken for one; nothing of it is in force, and nothing is allowed. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  /** JSON Pointer of what is wrong. */
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(`policy at ${pointer || "its top"}: ${message}`);
    this.pointer = pointer;
  }
}

type Check = (value: Json, pointer: string) => void;

const ruleMembers: Readonly<Record<string, Check>> = {
  connectors: slugs,
  accounts: texts,
  operations: operationPatterns,
  access: oneOf("read", "write"),
  destructive: oneOf(true, false),
  verdict: oneOf("allow", "ask", "deny"),
  only: (value, pointer) => listOf(value, pointer, checkCondition),
  otherwise: oneOf("ask", "deny"),
};

const conditionMembers: Readonly<Record<string, Check>> = {
  argument: (value, pointer) => {
    if (typeof value !== "string" || !/^(?:body|(?:path|query|header|cookie|body)(?:\.[^.]+)+)$/s.test(value))
      throw new PolicyError(pointer, 'names an argument by its place: "query.channel", "body.to"');
  },
  oneOf: (json, pointer) => listOf(json, pointer, comparable),
  domains: (value, pointer) =>
    listOf(value, pointer, (item, at) => {
      if (typeof item !== "string" || !/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(item))
        throw new PolicyError(at, 'is a domain in lower case: "example.com", "*.example.com"');
    }),
  atMost: exact,
  atLeast: exact,
  absent: oneOf(true),
};

/** Reads a policy from JSON. Throws `PolicyError`, so that a slip never turns into a permission. */
export function readPolicy(json: Json): Policy {
  const { policy, rules, ...others } = members(json, "");
  if (policy !== 1) throw new PolicyError("/policy", "must be 1, the version of this format");
  refuseOthers(others, "", ["policy", "rules"]);
  listOf(rules ?? null, "/rules", checkRule, true);
  return json as unknown as Policy;
}

function checkRule(json: Json, pointer: string): void {
  const rule = members(json, pointer);
  checkMembers(rule, pointer, ruleMembers);
  const { verdict, only, otherwise } = rule as unknown as Partial<Rule>;
  if (verdict === undefined) throw new PolicyError(pointer, "needs a verdict: allow, ask or deny");
  // Whether a condition is true can be made unclear by whoever writes the arguments; nothing that holds back may hang on it.
  if (only !== undefined && verdict !== ("allow" satisfies Verdict))
    throw new PolicyError(
      `${pointer}/only`,
      `is of a rule that allows; say what is allowed, and "otherwise": ${JSON.stringify(verdict)}`,
    );
  if (otherwise !== undefined && only === undefined)
    throw new PolicyError(`${pointer}/otherwise`, "has a meaning only beside only");
}

function checkCondition(json: Json, pointer: string): void {
  const condition = members(json, pointer);
  checkMembers(condition, pointer, conditionMembers);
  const { argument, ...tests } = condition as unknown as Partial<Condition>;
  if (argument === undefined) throw new PolicyError(pointer, "needs an argument");
  if (Object.keys(tests).length === 0)
    throw new PolicyError(pointer, "says nothing: give oneOf, domains, atMost, atLeast or absent");
}

function checkMembers(object: JsonObject, pointer: string, known: Readonly<Record<string, Check>>): void {
  const others = Object.fromEntries(Object.entries(object).filter(([name]) => !Object.hasOwn(known, name)));
  refuseOthers(others, pointer, Object.keys(known));
  for (const [name, check] of Object.entries(known)) {
    const value = object[name];
    if (value !== undefined) check(value, `${pointer}/${name}`);
  }
}

function members(json: Json, pointer: string): JsonObject {
  if (!isObject(json)) throw new PolicyError(pointer, "must be an object");
  return json;
}

function refuseOthers(others: JsonObject, pointer: string, known: readonly string[]): void {
  const [name] = Object.keys(others);
  if (name !== undefined)
    throw new PolicyError(
      pointer,
      `has ${JSON.stringify(name)}, which is not known; known: ${known.join(", ")}`,
    );
}

function listOf(json: Json, pointer: string, check: Check, mayBeEmpty = false): void {
  if (!isArray(json) || (json.length === 0 && !mayBeEmpty))
    throw new PolicyError(pointer, mayBeEmpty ? "must be a list" : "must be a list that is not empty");
  for (const [index, item] of json.entries()) check(item, `${pointer}/${index}`);
}

function texts(json: Json, pointer: string): void {
  listOf(json, pointer, (item, at) => {
    if (typeof item !== "string" || item === "") throw new PolicyError(at, "must be a text");
  });
}

function slugs(json: Json, pointer: string): void {
  listOf(json, pointer, (item, at) => {
    if (typeof item === "string" && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(item)) return;
    const meant = typeof item === "string" ? item.replace(/^custom:/, "").toLowerCase() : "";
    const isSlug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(meant);
    throw new PolicyError(at, `is a connector's slug, without a prefix: "${isSlug ? meant : "trello"}"`);
  });
}

function operationPatterns(json: Json, pointer: string): void {
  listOf(json, pointer, (item, at) => {
    if (typeof item !== "string" || !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\.\*)?$/.test(item))
      throw new PolicyError(at, 'is an operation id, or "group.*"; leave operations out for all');
  });
}

/** A value to compare with: no list, since each item of one is compared. */
function comparable(json: Json, pointer: string): void {
  if (isArray(json)) throw new PolicyError(pointer, "can't be a list; each item of an argument is compared");
  exactWithin(json, pointer);
}

function exactWithin(json: Json, pointer: string): void {
  if (typeof json === "number") exact(json, pointer);
  else if (typeof json === "object" && json !== null)
    for (const [name, member] of Object.entries(json)) exactWithin(member as Json, `${pointer}/${name}`);
}

/** A number that is what its author wrote. */
function exact(json: Json, pointer: string): void {
  if (typeof json !== "number" || !Number.isFinite(json)) throw new PolicyError(pointer, "must be a number");
  if (Number.isInteger(json) && !Number.isSafeInteger(json))
    throw new PolicyError(
      pointer,
      'is rounded by JSON readers: in oneOf write { "$number": "…" } with its digits, bounds can\'t be so large',
    );
}

function oneOf(...accepted: readonly (string | boolean)[]): Check {
  return (value, pointer) => {
    if (!accepted.some((one) => one === value))
      throw new PolicyError(pointer, `must be ${accepted.map((one) => JSON.stringify(one)).join(" or ")}`);
  };
}
