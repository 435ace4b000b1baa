import type { ArgumentTypes } from "./argument-type.ts";
import { commandName } from "./command-line.ts";
import type { Operation } from "./connector.ts";
import { type Flag, flagsOf, resolveType } from "./flags.ts";
import { isObject, own } from "./json.ts";

/** An enum of more values, or of odd ones, is no place to choose from at a glance. */
const mostChoices = 5;

/**
 * The flags that a call can't do without, in the order of `flags`, an operation's own; of nested ones the
 * innermost. What the connector sends by itself is not among them.
 */
export function neededFlags(operation: Operation, flags: readonly Flag[]): Flag[] {
  const needed = flags.filter((flag) => isNeeded(operation, flags, flag));
  return needed.filter((flag) => !needed.some((one) => isBelow(one, flag)));
}

/** Whether a call can't do without a flag; of nested ones also without those around it. */
export function isNeeded(operation: Operation, flags: readonly Flag[], flag: Flag): boolean {
  if (!flag.field.required) return false;
  const { parameters, body } = operation;
  const [first = ""] = flag.path;
  if (flag.in !== "body")
    return !parameters.some((one) => one.in === flag.in && one.name === first && one.default !== undefined);
  if (!isBodyMeant(operation)) return false;
  if (isObject(body?.default) && own(body.default, first) !== undefined) return false;
  return flags.every((one) => !isBelow(flag, one) || (one.field.required === true && !isNullable(one)));
}

/** Where null stands for a whole thing, no member of it is needed. */
function isNullable({ type }: Flag): boolean {
  return type.kind === "object" && type.nullable === true;
}

/**
 * Whether a call without its body is hardly ever meant. Documents that say nothing of it leave every body out at
 * will (OpenAPI's default), also that of a write whose members an API can't do without.
 */
function isBodyMeant({ body, method }: Operation): boolean {
  if (body === undefined) return false;
  const isSent = body.required || body.default !== undefined || body.fixed !== undefined;
  return isSent || ["POST", "PUT", "PATCH"].includes(method);
}

/**
 * The flags that a call without its body lacks although its description lets the body out; none where it has to
 * be given anyway, or where the connector brings one.
 */
export function flagsOfOmittedBody(operation: Operation, flags: readonly Flag[]): Flag[] {
  const { body } = operation;
  if (body === undefined || body.required || body.default !== undefined || body.fixed !== undefined)
    return [];
  return neededFlags(operation, flags).filter((flag) => flag.in === "body");
}

/** Whether a call needs a body that no flag states: `--input` is the only way to give it. */
export function needsInput({ body }: Operation, flags: readonly Flag[]): boolean {
  if (!body?.required || body.default !== undefined || body.fixed !== undefined) return false;
  return !flags.some((flag) => flag.in === "body");
}

function isBelow(inner: Flag, outer: Flag): boolean {
  return (
    inner.in === outer.in &&
    inner.path.length > outer.path.length &&
    outer.path.every((name, index) => name === inner.path[index])
  );
}

/** The command with the flags that it needs and a place for each value: `custom-x issues get --number <n>`. */
export function commandOutline(slug: string, operation: Operation, types: ArgumentTypes): string {
  const flags = flagsOf(operation, types);
  const words = neededFlags(operation, flags).map((flag) => flagOutline(flag, types));
  const input = needsInput(operation, flags) ? [`--input ${inputPlace(operation, types)}`] : [];
  return [commandName(slug, operation.id), ...words, ...input].join(" ");
}

/** A flag and a place for its value: `--number <n>`. */
export function flagOutline(flag: Flag, types: ArgumentTypes): string {
  return `--${flag.name}${placeText(flag, types)}`;
}

/** Never text of a spec, but for values that are plain words. */
function placeText(flag: Flag, types: ArgumentTypes): string {
  const type = flag.type.kind === "array" ? resolveType(flag.type.items, types) : flag.type;
  switch (type.kind) {
    case "boolean":
      return flag.multiple ? " <true|false>" : "";
    case "integer":
    case "number":
      return " <n>";
    case "file":
      return " <file>";
    case "object":
      return type.nullable ? " <null|json>" : " <json>";
    case "string": {
      const choices = type.enum ?? [];
      const plain = choices.length > 0 && choices.length <= mostChoices && choices.every(isPlainWord);
      return ` <${plain ? choices.join("|") : lastWord(flag)}>`;
    }
    default:
      return ` <${lastWord(flag)}>`;
  }
}

function isPlainWord(value: string): boolean {
  return /^[A-Za-z0-9+-][\w.-]{0,23}$/.test(value);
}

function lastWord(flag: Flag): string {
  return flag.name.split(".").at(-1) ?? flag.name;
}

function inputPlace({ body }: Operation, types: ArgumentTypes): string {
  if (body?.encoding !== "raw") return "<json>";
  return resolveType(body.type, types).kind === "file" ? "@<file>" : "<text|@file>";
}
