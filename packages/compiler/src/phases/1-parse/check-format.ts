import { type JsonPointer, toPointer } from "@specwire/contract";
import { type SchemaProblem, validate } from "../../../gen/validate-connector.js";
import { findHabits } from "./habits/find-habits.ts";
import { unknownKey } from "./problem-key.ts";
import { missingKey } from "./problem-missing.ts";
import { checkName } from "./problem-name.ts";
import { wrongType } from "./problem-type.ts";
import { assumedTag, wrongValue } from "./problem-value.ts";
import type { SpecText } from "./spec-text.ts";

const mostProblems = 500;

// Of several complaints about one value, the first of these is the reason for the others.
const order = ["type", "enum", "const", "pattern"];

/** Compares a spec with the JSON Schema of the format; each problem is said once, at its place. */
export function checkFormat(spec: SpecText): boolean {
  spec.assumeTags();
  if (validate(spec.judged) && spec.assumed.length === 0) return true;
  const found = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if").slice(0, mostProblems);
  const isClaimed = findHabits(spec);
  for (const tag of spec.assumed) if (!isClaimed(tag.pointer, false)) assumedTag(spec, tag);
  const problems = found.filter((one) => !isClaimed(placeOf(one), one.keyword === "propertyNames"));
  const explained = new Set<JsonPointer>();
  for (const { instancePath, keyword, params } of problems) {
    if (keyword !== "additionalProperties") continue;
    const pointer = instancePath + toPointer([String(params.additionalProperty)]);
    for (const meant of unknownKey(spec, pointer)) explained.add(instancePath + toPointer([meant]));
  }
  for (const problem of problems) {
    const { instancePath, keyword, params, propertyName } = problem;
    if (keyword === "required") {
      const pointer = instancePath + toPointer([String(params.missingProperty)]);
      if (!explained.has(pointer)) missingKey(spec, instancePath, String(params.missingProperty));
    } else if (keyword === "propertyNames") checkName(spec, instancePath, String(params.propertyName));
    else if (
      keyword !== "additionalProperties" &&
      propertyName === undefined &&
      !explained.has(instancePath)
    ) {
      if (isReason(problem, problems)) valueProblem(spec, problem);
    }
  }
  return false;
}

/** Where a complaint is: at the key that is missing or too many, else at the value. */
function placeOf({ instancePath, keyword, params }: SchemaProblem): JsonPointer {
  const key =
    keyword === "required"
      ? params.missingProperty
      : keyword === "additionalProperties"
        ? params.additionalProperty
        : keyword === "propertyNames"
          ? params.propertyName
          : undefined;
  return key === undefined ? instancePath : instancePath + toPointer([String(key)]);
}

const aboutText = new Set(["pattern", "minLength", "maxLength"]);

function isReason(problem: SchemaProblem, all: readonly SchemaProblem[]): boolean {
  const rank = ({ keyword }: SchemaProblem) =>
    order.includes(keyword) ? order.indexOf(keyword) : order.length;
  const same = all.filter(
    (one) => one.instancePath === problem.instancePath && one.propertyName === undefined,
  );
  const values = same.filter((one) => one.keyword !== "required" && one.keyword !== "additionalProperties");
  return values.toSorted((a, b) => rank(a) - rank(b))[0] === problem;
}

function valueProblem(spec: SpecText, { instancePath, keyword, params }: SchemaProblem): void {
  // Complaints about a map's names stand at the map; those are said by checkName.
  if (aboutText.has(keyword) && typeof spec.valueAt(instancePath) !== "string") return;
  if (keyword === "type") wrongType(spec, instancePath);
  else wrongValue(spec, instancePath, keyword, params);
}
