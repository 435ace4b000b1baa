import type { ArgumentProblem } from "./argument-error.ts";
import type { ArgumentTypes } from "./argument-type.ts";
import { readAsMethod } from "./brought-names.ts";
import { checkValue, isFileReference, type ReportValue } from "./check-value.ts";
import type { ArgumentName, Arguments, Body, Operation, Parameter } from "./connector.ts";
import { fieldsOf, resolveType } from "./flags.ts";
import { isMethodOverride } from "./folded-name.ts";
import { isObject, type Json, type JsonObject, own } from "./json.ts";
import { bodyFor, withBody } from "./media-type.ts";

/** More than this many problems help nobody. */
const maxProblems = 50;

/** Everything that is wrong with the arguments; nothing may be sent unless the list is empty. */
export function checkArguments(stated: Operation, types: ArgumentTypes, args: Arguments): ArgumentProblem[] {
  const operation = withBody(stated, args.contentType);
  const problems: ArgumentProblem[] = [];
  const reporter =
    (place: ArgumentName["in"]): ReportValue =>
    (path, message, more) => {
      if (problems.length < maxProblems) problems.push({ in: place, path, message, ...more });
    };
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const report = reporter(place);
    const declared = operation.parameters.filter((parameter) => parameter.in === place);
    for (const name of Object.keys(args[place] ?? {})) {
      const parameter = declared.find((one) => one.name === name);
      if (parameter === undefined) report([name], "is not a parameter of this operation");
      else if (parameter.fixed !== undefined) report([name], "is fixed by the connector");
    }
    for (const parameter of declared) {
      const value = parameterValue(parameter, args);
      if (value === undefined) {
        if (parameter.required) report([parameter.name], "is required", { missing: true });
      } else if (value === "" && parameter.allowEmptyValue) continue;
      else checkValue(value, parameter.type, types, [parameter.name], report);
    }
  }
  const report = reporter("body");
  const { body } = operation;
  const isFile = args.body !== undefined && isFileReference(args.body);
  if (args.contentType !== undefined && bodyFor(stated, args.contentType, isFile) === undefined)
    report([], `can't be sent as ${args.contentType}, only as ${contentTypesOf(stated).join(", ")}`);
  else if (body === undefined) {
    if (args.body !== undefined) report([], "is not taken by this operation");
  } else {
    const value = bodyValue(operation, args);
    if (args.body !== undefined && body.fixed !== undefined) checkFixed(args.body, body.fixed, [], report);
    if (isObject(args.body)) refuseOverrides(args.body, body, types, report);
    if (value !== undefined) checkValue(value, body.type, types, [], report);
    else if (body.required) report([], "is required", { missing: true });
  }
  return problems;
}

/** The media types that a body may be sent in, the preferred one first. */
export function contentTypesOf({ body, otherBodies = [] }: Operation): string[] {
  return body === undefined ? [] : [body, ...otherBodies].map(({ contentType }) => contentType);
}

/** What is sent for a parameter: what is fixed, what the caller gives (null included), or the default. */
export function parameterValue(parameter: Parameter, args: Arguments): Json | undefined {
  if (parameter.fixed !== undefined) return parameter.fixed;
  const given = own(args[parameter.in], parameter.name);
  return given === undefined ? parameter.default : given;
}

/** Members that the connector does not name must not make another method of the request. */
function refuseOverrides(given: JsonObject, body: Body, types: ArgumentTypes, report: ReportValue): void {
  const found = Object.keys(given).filter(isMethodOverride);
  if (found.length === 0) return;
  const stated = new Set([
    ...fieldsOf(resolveType(body.type, types), types).map(({ name }) => name),
    ...[body.fixed, body.default].flatMap((one) =>
      one !== undefined && isObject(one) ? Object.keys(one) : [],
    ),
  ]);
  for (const name of found) if (!stated.has(name)) report([name], readAsMethod);
}

/** What the caller gives may repeat what is fixed; anything else would be lost without a word. */
function checkFixed(given: Json, fixed: Json, path: readonly string[], report: ReportValue): void {
  if (!isObject(fixed)) {
    if (JSON.stringify(given) !== JSON.stringify(fixed)) report(path, "is fixed by the connector");
  } else if (isObject(given)) {
    for (const [key, member] of Object.entries(fixed)) {
      const below = own(given, key);
      if (below !== undefined) checkFixed(below, member, [...path, key], report);
    }
  } else report(path, "must be an object");
}

/** The body that is sent: defaults under what the caller gives, fixed members over it. */
export function bodyValue(operation: Operation, args: Arguments): Json | undefined {
  const { body } = operation;
  if (body === undefined) return undefined;
  let value = args.body;
  if (body.default !== undefined) value = value === undefined ? body.default : merge(body.default, value);
  if (body.fixed !== undefined) value = value === undefined ? body.fixed : merge(value, body.fixed);
  return value;
}

function merge(under: Json, over: Json): Json {
  if (!isObject(under) || !isObject(over)) return over;
  const entries = new Map<string, Json>(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const below = entries.get(key);
    entries.set(key, below === undefined ? value : merge(below, value));
  }
  return Object.fromEntries(entries);
}
