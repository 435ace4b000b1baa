import type { ArgumentTypes, Body, Operation, Parameter } from "@specwire/contract";
import { flagsOf } from "@specwire/contract";
import { quote, show } from "../diagnostics/display.ts";
import type { Say } from "./change.ts";
import { compareField } from "./compare-field.ts";
import type { TypeComparison } from "./compare-types.ts";
import { placed } from "./type-words.ts";
import { json, missingFrom, names, same } from "./words.ts";

/** Compares what is typed for an operation: parameters, body and the names of flags. */
export function compareArguments(
  before: Operation,
  after: Operation,
  types: TypeComparison,
  tables: { readonly before: ArgumentTypes; readonly after: ArgumentTypes },
  say: Say,
): void {
  const keyOf = (one: Parameter) => placed(one.in, one.name);
  const earlier = new Map(before.parameters.map((one) => [keyOf(one), one]));
  const later = new Map(after.parameters.map((one) => [keyOf(one), one]));
  for (const [at, one] of earlier) {
    if (later.has(at)) continue;
    if (one.fixed === undefined) say("parameter-removed", at, "is gone", ["commands"]);
    else say("default", at, `is no longer sent as ${show(one.fixed)}`);
  }
  for (const [at, one] of later) {
    const was = earlier.get(at);
    if (was !== undefined) compareParameter(was, one, at, types, after.id, say);
    else if (one.fixed !== undefined) say("default", at, `is new, always ${show(one.fixed)}`);
    else if (needsValue(one)) say("parameter-added", at, "is new and required", ["commands"]);
    else say("parameter-added", at, "is new");
  }
  compareBodies(before.body, after.body, types, after.id, say);
  compareMediaTypes(before, after, say);
  compareFlags(before, after, tables, say);
}

/** Whether the caller has to give it. */
function needsValue(one: Parameter): boolean {
  return one.required === true && one.default === undefined && one.fixed === undefined;
}

function compareParameter(
  was: Parameter,
  is: Parameter,
  at: string,
  types: TypeComparison,
  operation: string,
  say: Say,
): void {
  if (!same(was.fixed, is.fixed)) {
    const values = { before: json(was.fixed), after: json(is.fixed) };
    if (was.fixed === undefined) say("default", at, `is always ${show(is.fixed)} now`, ["commands"], values);
    else say("default", at, "is no longer sent as one fixed value", [], values);
  } else if (!same(was.default, is.default)) {
    const values = { before: json(was.default), after: json(is.default) };
    say("default", at, "is sent as another value where the caller gives none", [], values);
  }
  const wire = ({ style, explode, allowReserved, contentType, bare }: Parameter) =>
    JSON.stringify([style, explode, allowReserved, contentType, bare]);
  if (wire(was) !== wire(is)) say("serialization", at, "is written another way in the request");
  if (was.allowEmptyValue && !is.allowEmptyValue)
    say("limits", at, "can't be an empty text any more", ["commands"]);
  if (is.allowEmptyValue && !was.allowEmptyValue) say("limits", at, "can be an empty text too");
  if (is.fixed !== undefined) return;
  const asked = (one: Parameter) => ({ ...one, required: needsValue(one) ? (true as const) : undefined });
  const { required: wasRequired, ...wasRest } = asked(was);
  const { required: isRequired, ...isRest } = asked(is);
  compareField(
    { ...wasRest, ...(wasRequired && { required: wasRequired }) },
    { ...isRest, ...(isRequired && { required: isRequired }) },
    at,
    say,
  );
  types.compare(was.type, is.type, at, operation, say);
}

function compareBodies(
  was: Body | undefined,
  is: Body | undefined,
  types: TypeComparison,
  operation: string,
  say: Say,
): void {
  if (was === undefined && is === undefined) return;
  if (was === undefined) {
    if (is?.required) say("body", "body", "is new and required", ["commands"]);
    else say("body", "body", "is new");
    return;
  }
  if (is === undefined) {
    say("body", "body", "is gone", ["commands"]);
    return;
  }
  if (is.required && !was.required) say("required", "body", "is required now", ["commands"]);
  if (was.required && !is.required) say("required", "body", "is optional now");
  if (was.contentType !== is.contentType) {
    // A body of the same fields is typed as before, whatever it is sent as; a raw one is a file of that kind.
    const breaks = was.encoding === "raw" || is.encoding === "raw" ? (["commands"] as const) : [];
    const values = { before: was.contentType, after: is.contentType };
    say(
      "body",
      "body",
      `is sent as ${quote(is.contentType)} now, not ${quote(was.contentType)}`,
      breaks,
      values,
    );
  } else if (was.encoding !== is.encoding || !same(was.fields, is.fields)) {
    say("serialization", "body", "is written another way in the request");
  }
  if (!same(was.default, is.default)) say("default", "body", "has other values where the caller gives none");
  if (!same(was.fixed, is.fixed)) say("default", "body", "has other fixed values", ["commands"]);
  types.compare(was.type, is.type, "body", operation, say);
}

/** What `--content-type` takes. */
function compareMediaTypes(before: Operation, after: Operation, say: Say): void {
  if (before.body === undefined || after.body === undefined) return;
  const typesOf = ({ body, otherBodies = [] }: Operation) =>
    [body, ...otherBodies].flatMap((one) => one?.contentType ?? []);
  const [was, is] = [typesOf(before), typesOf(after)];
  if (was.length < 2 && is.length < 2) return;
  const [gone, come] = [missingFrom(is, was), missingFrom(was, is)];
  if (gone.length > 0) say("body", "body", `can't be sent as ${names(gone)} any more`, ["commands"]);
  if (come.length > 0) say("body", "body", `can be sent as ${names(come)} too`);
}

/** A flag of the same parameter or field may be called otherwise, because another one has its short name now. */
function compareFlags(
  before: Operation,
  after: Operation,
  tables: { readonly before: ArgumentTypes; readonly after: ArgumentTypes },
  say: Say,
): void {
  const named = (operation: Operation, types: ArgumentTypes) =>
    new Map(flagsOf(operation, types).map((flag) => [[flag.in, ...flag.path].join("\0"), flag]));
  const earlier = named(before, tables.before);
  for (const [key, { name, in: place, path }] of named(after, tables.after)) {
    const was = earlier.get(key)?.name;
    if (was === undefined || was === name) continue;
    const at = path.reduce(placed, place);
    say("flag", at, `is --${name} now, not --${was}`, ["commands"], { before: was, after: name });
  }
}
