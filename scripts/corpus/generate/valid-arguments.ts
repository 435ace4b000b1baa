import type { ValueJudge } from "../judges/values.ts";
import { isObject, type Json, type OriginalOperation, plainPath } from "../original.ts";
import { isIgnored } from "../slice.ts";
import { type MadeArguments, type MakeOptions, makeArguments } from "./arguments.ts";
import { randomOf } from "./random.ts";

export type ValidArguments =
  | { readonly arguments: MadeArguments }
  /** What Ajv says about the last try: mostly a document that contradicts itself. */
  | { readonly impossible: string };

const tries = 12;

/** Arguments that Ajv accepts against the original schemas; made anew a few times before giving up. */
export function makeValid(
  one: OriginalOperation,
  options: Omit<MakeOptions, "random"> & { readonly seed: string },
  judge: ValueJudge,
): ValidArguments {
  let problem = "";
  for (let attempt = 0; attempt < tries; attempt++) {
    // Fewer optional members with each try: where one of them can't be made valid, the rest still can.
    const optional = options.optional * (1 - attempt / tries);
    const random = randomOf(`${options.seed} ${attempt}`);
    const made = makeArguments(one, { ...options, random, optional });
    const found = problemOf(one, made, options.mediaType, judge);
    if (found === undefined) return { arguments: made };
    problem = found;
  }
  return { impossible: problem };
}

function problemOf(
  one: OriginalOperation,
  made: MadeArguments,
  mediaType: string | undefined,
  judge: ValueJudge,
): string | undefined {
  // Such a value would change the path; no tool may send it, whatever the schema says.
  const unsafe = Object.entries(made.path ?? {}).find(([, value]) =>
    /^(|\.{1,2}(;.*)?|\{\}|\[\])$/.test(textOf(value)),
  );
  if (unsafe !== undefined) return `path ${unsafe[0]}: ${textOf(unsafe[1])} can't be a segment`;
  const root = `/paths/${token(plainPath(one.path))}/${one.method.toLowerCase()}`;
  const sent = one.parameters.filter((parameter) => !isIgnored(parameter));
  for (const [index, parameter] of sent.entries()) {
    const place = parameter.in as "path" | "query" | "header" | "cookie";
    const value = made[place]?.[String(parameter.name)];
    if (value === undefined) continue;
    const [media] = isObject(parameter.content) ? Object.keys(parameter.content) : [];
    const at = media === undefined ? "schema" : `content/${token(media)}/schema`;
    const problem = judge(`${root}/parameters/${index}/${at}`, value);
    if (problem !== undefined) return `${place} ${String(parameter.name)}: ${problem}`;
  }
  if (made.body === undefined || mediaType === undefined || !/json|form/i.test(mediaType)) return undefined;
  if (/multipart|urlencoded/i.test(mediaType) && !isNamed(made.body))
    return "body: a form without names of fields";
  const at = `${root}/requestBody/content/${token(mediaType)}/schema`;
  const problem = judge(at, withoutFiles(made.body));
  return problem === undefined ? undefined : `body: ${problem}`;
}

const isNamed = (value: Json): boolean => isObject(value) && value.$file === undefined;

const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Where a file goes the schema says `string`. */
function withoutFiles(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutFiles);
  if (!isObject(value)) return value;
  if (typeof value.$file === "string") return value.$file;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutFiles(one as Json)]));
}

const token = (text: string): string => encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));
