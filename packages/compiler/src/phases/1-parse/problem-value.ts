import {
  isArray,
  isObject,
  type Json,
  type JsonPointer,
  nearest,
  pointerTokens,
  slipOf,
  toPointer,
} from "@specwire/contract";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { show } from "../../diagnostics/display.ts";
import type { AssumedTag } from "./assume-tags.ts";
import { kebabCase, textFormats } from "./formats.ts";
import { valueNearMiss } from "./near-misses.ts";
import { fixOf } from "./rewrite/change.ts";
import { schemaAt } from "./schema-at.ts";
import type { SpecText } from "./spec-text.ts";

/** Reports a value of the right type that the format does not accept. */
export function wrongValue(
  spec: SpecText,
  pointer: JsonPointer,
  keyword: string,
  params: Readonly<Record<string, unknown>>,
): void {
  const value = spec.valueAt(pointer);
  if (keyword === "enum" || keyword === "const") unknownValue(spec, pointer, value);
  else if (keyword === "pattern" && typeof value === "string") badText(spec, pointer, value);
  else {
    const problem = outOfBounds(value, keyword, Number(params.limit));
    const say =
      pointer === "/operations"
        ? "add one: boards.list: { request: GET /boards }"
        : keyword === "maxProperties" && params.limit === 1
          ? "keep one of them."
          : keyword === "uniqueItems"
            ? "leave one of them out."
            : keyword.startsWith("min")
              ? "write more, or leave the key out."
              : "write less.";
    spec.report.add("schema/out-of-bounds", { problem }, spec.locate(pointer), { help: say });
  }
}

function unknownValue(spec: SpecText, pointer: JsonPointer, value: Json | undefined): void {
  const at = spec.locate(pointer);
  const key = pointerTokens(pointer).at(-1);
  if (pointer === "/connector") {
    spec.report.add("connector/unsupported-format", { found: show(value) }, at);
    return;
  }
  const { schema, definition } = schemaAt(spec.judged, pointer) ?? { schema: {} };
  const accepted = (schema.enum ?? (schema.const === undefined ? [] : [schema.const])).map(String);
  const meant = typeof value === "string" ? valueNearMiss(value, accepted) : undefined;
  const suggestions =
    meant !== undefined ? [meant] : typeof value === "string" ? nearest(value, accepted) : [];
  const sure = meant ?? (typeof value === "string" ? slipOf(value, accepted) : undefined);
  const fix = sure === undefined ? undefined : spec.replaceValue(pointer, sure);
  const said = { value: show(value), suggestions, accepted };
  const style = key === "authStyle" && definition !== "operation";
  spec.report.add(style ? "oauth/unknown-auth-style" : "schema/unknown-value", said, at, fix && { fix });
}

/** Reports a kind that is misspelt, or stands under another key than the format's. */
export function assumedTag(spec: SpecText, { pointer, tag, meant }: AssumedTag): void {
  const tokens = pointerTokens(pointer);
  const [holder, key = ""] = [toPointer(tokens.slice(0, -1)), tokens.at(-1)];
  const name = tag ?? key;
  const fix = fixOf(spec, [{ holder, put: [{ name, value: meant, over: key }] }]);
  const extras = fix && { fix };
  if (tag !== undefined) {
    const said = { key, suggestions: [tag], note: `write ${tag}: ${meant}`, known: [] };
    spec.report.add("schema/unknown-key", said, spec.locate(pointer, "key"), extras);
    return;
  }
  const { schema } = schemaAt(spec.data, pointer) ?? { schema: {} };
  const said = {
    value: show(spec.valueAt(pointer)),
    suggestions: [meant],
    accepted: (schema.enum ?? []).map(String),
  };
  spec.report.add("schema/unknown-value", said, spec.locate(pointer), extras);
}

function badText(spec: SpecText, pointer: JsonPointer, value: string): void {
  const definition = schemaAt(spec.judged, pointer)?.definition ?? "";
  const format = textFormats[definition] ?? { wanted: "text of the form that is wanted here", example: "" };
  const meant = repaired(definition, value);
  const hint = meant === undefined ? suggested(definition, value) : meant;
  const note = [hint === undefined ? undefined : `did you mean ${JSON.stringify(hint)}?`, format.note];
  const said = {
    value,
    wanted: format.wanted,
    example: format.example,
    note: note.filter(Boolean).join(" "),
  };
  const fix = meant === undefined ? commented(spec, pointer) : spec.replaceValue(pointer, meant);
  spec.report.add("schema/bad-format", said, spec.locate(pointer), fix && { fix });
}

// A comment of another language behind a value without blanks.
function commented(spec: SpecText, pointer: JsonPointer): Fix | undefined {
  const { node } = spec.placeOf(pointer);
  const [, value, words] = /^(\S+)\s+\/\/\s*(.*)$/.exec(spec.written(node)) ?? [];
  return node.plain !== true || value === undefined ? undefined : spec.replace(node, `${value} # ${words}`);
}

// What was meant without doubt.
function repaired(definition: string, value: string): string | undefined {
  if (definition === "requestLine") {
    const line = /^(get|head|query|post|put|patch|delete)\s+(\/[^\s?#]*)$/i.exec(value.trim());
    return line === null ? undefined : `${line[1]?.toUpperCase()} ${line[2]}`;
  }
  if (definition === "pointer") {
    const path = /^(?:\$\.|\.|#\/|)([A-Za-z_][\w-]*(?:[./][\w-]+)*)$/.exec(value);
    return path === null ? undefined : `/${path[1]?.replaceAll(".", "/")}`;
  }
  const unquoted = /^[“‘„](.*)[”’“]$/.exec(value)?.[1] ?? /^(\S+)[,;]$/.exec(value)?.[1];
  if (unquoted !== undefined && unquoted !== value && definition !== "pointer")
    return repaired(definition, unquoted) ?? unquoted;
  if (definition === "slug" || definition === "schemeName" || definition === "word") {
    const bare = value.replace(/^custom-/, "");
    // `GitHub` is one word; `googleCalendar` is two.
    const better =
      /^[A-Z][A-Za-z0-9]*$/.test(bare) && definition === "slug" ? bare.toLowerCase() : kebabCase(bare);
    return /^[A-Za-z][A-Za-z0-9 _-]*$/.test(value) &&
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(better) &&
      better.length > 2
      ? better
      : undefined;
  }
  if (definition === "hostPattern") {
    const host =
      /^https?:\/\/((?:\*\.)?[a-z0-9.-]+)\/?$/i.exec(value)?.[1] ??
      (/^[A-Za-z0-9.*-]+$/.test(value) ? value : undefined);
    const lower = host?.toLowerCase();
    return lower !== undefined && lower !== value && /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(lower)
      ? lower
      : undefined;
  }
  if (definition === "sha256") {
    const digest = /^(?:sha256[:-])?([0-9a-f]{64})$/i.exec(value)?.[1];
    return digest?.toLowerCase();
  }
  if (definition === "version") return fullVersion(value);
  const isUrl = definition === "url" || definition === "serverUrl" || definition === "authUrl";
  return isUrl && /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[^\s:]*)?$/.test(value) ? `https://${value}` : undefined;
}

/** `v1.2.3`, `1.2` and `1` with three numbers; undefined where that is not what is missing. */
export function fullVersion(value: string): string | undefined {
  const [, major, minor = "0", patch = "0"] =
    /^v?(0|[1-9]\d*)(?:\.(0|[1-9]\d*))?(?:\.(0|[1-9]\d*))?$/.exec(value) ?? [];
  return major === undefined ? undefined : `${major}.${minor}.${patch}`;
}

function suggested(definition: string, value: string): string | undefined {
  if (!["slug", "word", "operationId", "schemeId"].includes(definition)) return undefined;
  const better = kebabCase(value);
  return /^[a-z]/.test(better) && better !== value ? better : undefined;
}

function outOfBounds(value: Json | undefined, keyword: string, limit: number): string {
  const many = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  switch (keyword) {
    case "minLength":
      return limit === 1 ? "This is empty" : `This has fewer than ${many(limit, "character")}`;
    case "maxLength":
      return `This has ${String(value).length} characters; at most ${limit} are accepted`;
    case "minItems":
      return limit === 1 ? "This list is empty" : `This list has fewer than ${many(limit, "item")}`;
    case "maxItems":
      return `This list has ${isArray(value) ? value.length : "more"} items; at most ${limit} are accepted`;
    case "minProperties":
      return limit === 1 ? "This map is empty" : `This map has fewer than ${many(limit, "member")}`;
    case "maxProperties":
      return limit === 1
        ? "Only one of these can be said"
        : `This map has ${isObject(value) ? Object.keys(value).length : "more"} members; at most ${limit} are accepted`;
    case "uniqueItems":
      return "An item stands in this list twice";
    default:
      return `${show(value)} is out of bounds; the limit is ${limit}`;
  }
}
