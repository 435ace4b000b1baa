import { isArray, type Json, own } from "@specwire/contract";
import { fold } from "../near-misses.ts";
import { type Habit, isText, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";

// What other formats need and this one does not; folded as near-misses are.
const atTop: Readonly<Record<string, string>> = {
  author: "who wrote a spec is known by where it is published.",
  authors: "who wrote a spec is known by where it is published.",
  maintainer: "who wrote a spec is known by where it is published.",
  contact: "who wrote a spec is known by where it is published.",
  license: "a licence stands beside the spec, not in it.",
  tags: "agents read `description` to decide whether this is their tool.",
  keywords: "agents read `description` to decide whether this is their tool.",
  category: "agents read `description` to decide whether this is their tool.",
  categories: "agents read `description` to decide whether this is their tool.",
  retry: "what may be repeated is, at most twice, as `Retry-After` says.",
  retries: "what may be repeated is, at most twice, as `Retry-After` says.",
  ratelimit: "a rate limit is understood from the answer, by its status.",
  ratelimits: "a rate limit is understood from the answer, by its status.",
  timeout: "how long to wait is not the spec's to say.",
  permissions: "`access` of each operation says whether it reads or writes.",
  test: "what proves a credential is `verify` of a scheme.",
  notes: "a note is a comment, after #.",
  webhooks: "a connector sends requests; it receives none.",
  commands: "the commands are made from the ids of `operations`.",
};

const inOperations: Readonly<Record<string, string>> = {
  tags: "groups are made by dots in the ids.",
  group: "groups are made by dots in the ids.",
  category: "groups are made by dots in the ids.",
  timeout: "how long to wait is not the spec's to say.",
  retry: "what may be repeated is, at most twice, as `Retry-After` says.",
  retries: "what may be repeated is, at most twice, as `Retry-After` says.",
  ratelimit: "a rate limit is understood from the answer, by its status.",
  confirm: "who has to be asked follows from `access` and `destructive`.",
  confirmation: "who has to be asked follows from `access` and `destructive`.",
  requiresconfirmation: "who has to be asked follows from `access` and `destructive`.",
  requiresapproval: "who has to be asked follows from `access` and `destructive`.",
  bodyrequired: "`required` of the body says which members have to be given.",
  responses: "an answer's schema is not described; `response` says its kind where it is not JSON.",
  enabled: "an operation that is there can be used.",
  authrequired: "`security` says which schemes an operation needs; by default, those of the connector.",
};

const inSchemes: Readonly<Record<string, string>> = {
  in: "a token goes into a header by itself; `name` says into which.",
  clientid: "a spec is public: whoever runs it registers their client and gives its id when connecting.",
  clientsecret:
    "a spec is public: whoever runs it registers their client and gives its secret when connecting.",
  redirecturi: "the redirect URI is the host application's.",
  redirecturl: "the redirect URI is the host application's.",
  callbackurl: "the redirect URI is the host application's.",
  tokentype: "an access token is sent as a bearer token by itself.",
  bearerformat: "what a token looks like inside makes no difference.",
  token: "a spec is public: a credential is given when connecting.",
  apikey: "a spec is public: a credential is given when connecting.",
  key: "a spec is public: a credential is given when connecting.",
  secret: "a spec is public: a credential is given when connecting.",
  password: "a spec is public: a credential is given when connecting.",
  env: "the variable's name is made from the slug: `ACME_API_KEY`.",
  envvar: "the variable's name is made from the slug: `ACME_API_KEY`.",
  environmentvariable: "the variable's name is made from the slug: `ACME_API_KEY`.",
};

const inVariables: Readonly<Record<string, string>> = {
  required: "a variable without `default` has to be given.",
  type: "a variable is text; `kind` says which.",
};

const inParameters: Readonly<Record<string, string>> = {
  additionalproperties: "only the parameters that stand in `properties` are sent anyway.",
};

const inAnyPaging: Readonly<Record<string, string>> = {
  enabled: "where there is `pagination`, it is on.",
};

const inPaging: Readonly<Record<string, string>> = {
  into: "the URL of the next page says all of it.",
};

const inBodies: Readonly<Record<string, string>> = {
  $schema: "every schema here is JSON Schema 2020-12.",
  xml: "a body is written as its `contentType` says.",
  externaldocs: "`description` is what a caller reads.",
  files: "a file is a member with format: binary.",
};

function needless(reasons: Readonly<Record<string, string>>): (looked: Looked) => Habit | undefined {
  return ({ spec, pointer, value, rule }) => {
    const map = mapOf(value);
    if (map === undefined) return undefined;
    const known = Object.keys(rule.schema.properties ?? {});
    const found = Object.keys(map).filter(
      (key) =>
        !known.includes(key) && Object.hasOwn(reasons, fold(key.replace(/^x-/, ""))) && isNeedless(key, map),
    );
    const [first] = found;
    if (first === undefined) return undefined;
    return {
      at: under(pointer, first),
      what: `The format has no ${found.map((key) => `\`${key}\``).join(" and ")}: ${reasons[fold(first.replace(/^x-/, ""))]}`,
      how: "leave it out.",
      changes:
        !found.some((key) => saysMore(key, own(map, key) ?? null)) &&
        Object.keys(map).length > found.length &&
        spec.placeOf(pointer).node.entries !== undefined
          ? [{ holder: pointer, remove: found }]
          : undefined,
      claims: found.map((key) => under(pointer, key)),
    };
  };
}

// What would be lost with a word: whom it keeps out, what it tests, what an answer is.
function saysMore(key: string, value: Json): boolean {
  const folded = fold(key);
  if (folded === "test") return true;
  if (folded === "permissions") return !isArray(value) || !value.every((one) => typeof one === "string");
  if (folded === "responses") return mediaTypesIn(value).some((type) => !/[/+]json\b/i.test(type));
  if (folded === "bodyrequired" || folded === "required") return value === false;
  return false;
}

function mediaTypesIn(value: Json): string[] {
  const entries = isArray(value)
    ? value.map((one) => ["", one] as const)
    : Object.entries(mapOf(value) ?? {});
  return entries.flatMap(([key, one]) => [
    ...(key.includes("/")
      ? [key]
      : typeof one === "string" && /^[\w.+-]+\/[\w.+*-]+$/.test(one)
        ? [one]
        : []),
    ...mediaTypesIn(one),
  ]);
}

// Some words are needless only with such a value.
function isNeedless(key: string, map: NonNullable<ReturnType<typeof mapOf>>): boolean {
  const value = own(map, key);
  const folded = fold(key);
  // The operation that proves a credential has its place.
  if (folded === "test") return textOf(value, "operation") === undefined;
  if (folded === "tokentype") return typeof value === "string" && /^bearer$/i.test(value);
  if (folded === "enabled" || folded === "authrequired") return value === true;
  if (["token", "apikey", "key", "secret", "password"].includes(folded))
    return typeof value === "string" && !/^https?:/.test(value);
  if (folded === "in") return value === "header";
  if (folded === "additionalproperties") return value === false;
  if (folded === "commands" || folded === "tags") return Array.isArray(value);
  // A file that is declared nowhere else would be lost.
  if (folded === "files")
    return (
      isArray(value) &&
      value.every((name) => mapOf(mapOf(map, "properties"), String(name))?.format === "binary")
    );
  if (Object.hasOwn(inBodies, folded) && folded !== "$schema") return isSchema(map);
  if (confirming.includes(folded)) return value === false || own(map, "destructive") === true;
  return true;
}

const confirming = ["confirm", "confirmation", "requiresconfirmation", "requiresapproval"];

// Without `properties` or a type, a word may be the name of a parameter.
function isSchema(map: NonNullable<ReturnType<typeof mapOf>>): boolean {
  return mapOf(map, "properties") !== undefined || typeof own(map, "type") === "string";
}

export const needlessAtTop = needless(atTop);
export const needlessInOperation = needless(inOperations);
export const needlessInScheme = needless(inSchemes);
export const needlessInVariable = needless(inVariables);
export const needlessInParameters = needless(inParameters);
export const needlessInPaging = needless(inAnyPaging);
export const needlessInLink = needless(inPaging);
export const needlessInBody = needless(inBodies);

/** `confirm: true`: whom to ask is decided by what a call does, and only its author knows whether it destroys. */
export function confirmed({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = Object.keys(map ?? {}).find((one) => confirming.includes(fold(one.replace(/^x-/, ""))));
  if (map === undefined || key === undefined || isNeedless(key, map)) return undefined;
  return {
    member: key,
    what: "Who has to be asked follows from `access` and `destructive`.",
    how: "write destructive: true if what it does can't be undone; leave it out where it only writes, which is asked for as well.",
  };
}

/** `enabled: false`: what is not to be used is not in the spec. */
export function disabled({ value }: Looked): Habit | undefined {
  if (own(mapOf(value) ?? {}, "enabled") !== false) return undefined;
  return {
    member: "enabled",
    what: "An operation that is in the spec can be used.",
    how: "take the whole operation out, or leave `enabled` out and let a policy decide.",
  };
}

/** `operationId` beside `request`: the id is the key already. */
export function idInside({ pointer, value, name }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined || own(map, "request") === undefined) return undefined;
  const key = keyOf(map, "operationId id name command", isText);
  if (key === undefined) return undefined;
  return {
    member: key,
    what: `The id of an operation is its key, \`${name}\`; it is said nowhere else.`,
    how: "leave it out.",
    changes: [{ holder: pointer, remove: [key] }],
  };
}
