import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ArgumentType, Connector, Operation, Pagination, Parameter } from "@specwire/contract";
import { expect, test } from "vitest";
import { foldersIn, samplesFolder } from "../support/compiled.ts";

// A test about the samples: each form that the compiled connector knows stands in one of them. The lists are
// checked against the contract's types, so that a new form is missed here at once.

type Forms<T extends string> = { readonly [Form in T]: true };

const kinds: Forms<ArgumentType["kind"]> = {
  string: true,
  integer: true,
  number: true,
  boolean: true,
  array: true,
  object: true,
  file: true,
  union: true,
  reference: true,
  any: true,
};
const paginations: Forms<Pagination["kind"]> = { cursor: true, page: true, offset: true, link: true };
const answers: Forms<Operation["response"]["kind"]> = {
  json: true,
  text: true,
  binary: true,
  none: true,
  stream: true,
};
const bodies: Forms<NonNullable<Operation["body"]>["encoding"]> = {
  json: true,
  form: true,
  multipart: true,
  raw: true,
};
const auths: Forms<Connector["auth"][number]["type"]> = {
  oauth2: true,
  api_key: true,
  bearer_token: true,
  basic: true,
  mutual_tls: true,
};
const places: Forms<Parameter["in"]> = { path: true, query: true, header: true, cookie: true };
const styles: Forms<NonNullable<Parameter["style"]>> = {
  simple: true,
  label: true,
  matrix: true,
  form: true,
  spaceDelimited: true,
  pipeDelimited: true,
  deepObject: true,
  cookie: true,
};
const variables: Forms<Connector["variables"][string]["kind"]> = {
  label: true,
  domain: true,
  origin: true,
  path: true,
  text: true,
};
const sources: Forms<Connector["variables"][string]["from"]> = {
  user: true,
  tokenResponse: true,
  redirect: true,
};

const connectors = foldersIn(samplesFolder).map(
  (name) =>
    JSON.parse(readFileSync(join(samplesFolder, name, "_expected/connector.json"), "utf8")) as Connector,
);
const operations = connectors.flatMap((one) => Object.values(one.operations));
const parameters = operations.flatMap((one) => one.parameters);
const slots = connectors.flatMap(({ auth }) => auth.flatMap((scheme) => scheme.placements));

/** The kinds of every type below a value; nothing else in a connector has one of their names as `kind`. */
function kindsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "kind" in value && typeof value.kind === "string" ? [value.kind] : [];
  return [...own, ...Object.values(value).flatMap(kindsIn)];
}

test.each<[string, Record<string, true>, readonly (string | undefined)[]]>([
  [
    "argument type",
    kinds,
    kindsIn([connectors.map(({ types }) => types), parameters, operations.map((one) => one.body)]),
  ],
  ["pagination", paginations, operations.map((one) => one.pagination?.kind)],
  ["answer", answers, operations.map((one) => one.response.kind)],
  ["body", bodies, operations.map((one) => one.body?.encoding)],
  ["way to connect", auths, connectors.flatMap(({ auth }) => auth.map(({ type }) => type))],
  ["place of a parameter", places, parameters.map((one) => one.in)],
  ["place of a credential", { header: true, query: true, cookie: true }, slots.map((one) => one.in)],
  ["style", styles, parameters.map((one) => one.style)],
  ["variable", variables, connectors.flatMap((one) => Object.values(one.variables).map(({ kind }) => kind))],
  [
    "source of a variable",
    sources,
    connectors.flatMap((one) => Object.values(one.variables).map(({ from }) => from)),
  ],
])("every kind of %s is in a sample", (_, forms, found) => {
  expect([...new Set(found)].filter((one) => one !== undefined).toSorted()).toEqual(
    Object.keys(forms).toSorted(),
  );
});
