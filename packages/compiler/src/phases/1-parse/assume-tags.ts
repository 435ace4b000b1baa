import {
  emptyRecord,
  isArray,
  isObject,
  type Json,
  type JsonPointer,
  own,
  toPointer,
} from "@specwire/contract";
import { valueNearMiss } from "./near-misses.ts";

/** A kind that is misspelt, or stands under another key. */
export interface AssumedTag {
  /** Where it is written. */
  readonly pointer: JsonPointer;
  /** The key that it belongs under, where that is another one. */
  readonly tag?: string;
  readonly meant: string;
}

interface Tag {
  readonly key: string;
  readonly accepted: readonly string[];
  /** Other keys that people write for it. */
  readonly others: readonly string[];
}

const type: Tag = {
  key: "type",
  accepted: ["oauth2", "api_key", "bearer_token", "basic", "mutual_tls", "none"],
  others: ["kind", "auth_mode", "authMode", "auth_type", "authType", "method", "strategy", "scheme"],
};
const kind: Tag = {
  key: "kind",
  accepted: ["cursor", "page", "offset", "link"],
  others: ["type", "strategy", "style", "method", "mode", "pagination_type", "paginationType"],
};

/** The data with the kinds that were surely meant, so that what else stands there can be judged. */
export function withTags(data: Json): { readonly judged: Json; readonly assumed: readonly AssumedTag[] } {
  const assumed: AssumedTag[] = [];
  const assume = (value: Json, pointer: JsonPointer, tag: Tag): Json => {
    if (isArray(value)) return value.map((one, index) => assume(one, `${pointer}/${index}`, tag));
    if (!isObject(value)) return value;
    const written = own(value, tag.key);
    const key =
      written === undefined ? tag.others.find((one) => typeof own(value, one) === "string") : tag.key;
    const found = key === undefined ? undefined : own(value, key);
    if (key === undefined || typeof found !== "string" || (key === tag.key && tag.accepted.includes(found)))
      return value;
    const meant = tag.accepted.includes(found)
      ? found
      : (valueNearMiss(found, tag.accepted) ?? keyed(value, found, tag));
    if (meant === undefined) return value;
    assumed.push({ pointer: pointer + toPointer([key]), meant, ...(key !== tag.key && { tag: tag.key }) });
    const { [key]: _, ...rest } = value;
    return Object.assign(emptyRecord<Json>(), rest, { [tag.key]: meant });
  };
  const within = (
    holder: Json,
    pointer: JsonPointer,
    key: string,
    change: (value: Json, at: JsonPointer) => Json,
  ): Json => {
    const value = isObject(holder) ? own(holder, key) : undefined;
    if (!isObject(holder) || value === undefined) return holder;
    const changed = change(value, pointer + toPointer([key]));
    return changed === value ? holder : Object.assign(emptyRecord<Json>(), holder, { [key]: changed });
  };
  const paged = (value: Json, at: JsonPointer) =>
    within(value, at, "pagination", (one, inner) => assume(one, inner, kind));
  let judged = within(data, "", "auth", (value, at) => assume(value, at, type));
  judged = paged(judged, "");
  judged = within(judged, "", "operations", (value, at) =>
    isObject(value) ? Object.keys(value).reduce<Json>((all, id) => within(all, at, id, paged), value) : value,
  );
  return { judged: assumed.length > 0 ? judged : data, assumed };
}

// A type of its own that says where a key goes is a key.
function keyed(value: Json, written: string, { key }: Tag): string | undefined {
  const isKey =
    isObject(value) && typeof own(value, "in") === "string" && typeof own(value, "name") === "string";
  return key === "type" && isKey && /^(custom|header|headers|query|key|token|http)$/i.test(written)
    ? "api_key"
    : undefined;
}
