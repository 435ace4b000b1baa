import { isObject, type Json, type JsonPointer, own, pointerTokens, toPointer } from "@specwire/contract";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { type Change, fixOf } from "../1-parse/rewrite/change.ts";
import { removeRepair } from "../1-parse/rewrite/repairs.ts";
import { Members } from "../1-parse/rewrite/tree.ts";
import { type CheckedSpec, namedOperations } from "./checked-spec.ts";

interface Repair {
  readonly fix?: Fix;
}

const mediaType = /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/;

/** A header that the sender sets by itself goes; what a `Content-Type` says of bodies is said by `contentType`. */
export function ownedHeaderRepair(spec: CheckedSpec, name: string, at: JsonPointer): Repair {
  const lower = name.toLowerCase();
  if (["host", "content-length", "connection", "accept-encoding"].includes(lower))
    return removeRepair(spec.text, at);
  const { text } = spec;
  if (lower !== "content-type" || text === undefined) return {};
  const isShared = at.startsWith("/headers/");
  const holder = isShared ? "" : toPointer(pointerTokens(at).slice(0, 2));
  const value = isShared ? text.valueAt(at) : sentValue(text.valueAt(holder), name, text.valueAt(at));
  if (typeof value !== "string" || !mediaType.test(value)) return {};
  const bodies = namedOperations(spec).filter(
    ({ operation, at: place }) =>
      (isShared || place === holder) && operation.body !== undefined && operation.contentType === undefined,
  );
  const put = /^application\/json\b/i.test(value)
    ? []
    : bodies.map(({ at: place }): Change => ({ holder: place, put: [{ name: "contentType", value }] }));
  const removed = withValues(spec, name, at);
  const stated = fixOf(text, put);
  if (stated === undefined || removed.length === 0) return {};
  return together([stated, ...removed]);
}

/** A header that carries a declared credential: the declaration goes with the values that are sent in it. */
export function sentNowhere(spec: CheckedSpec, name: string, at: JsonPointer): Repair {
  return together(withValues(spec, name, at));
}

function together(all: readonly Fix[]): Repair {
  if (all.length === 0) return {};
  return { fix: { edits: all.flatMap(({ edits }) => edits), patch: all.flatMap(({ patch = [] }) => patch) } };
}

function withValues({ text }: CheckedSpec, name: string, at: JsonPointer): Fix[] {
  const holder = pointerTokens(at).slice(0, 2);
  const values = at.startsWith("/headers/")
    ? []
    : ["fixed", "defaults"].map((kind) => toPointer([...holder, kind, "header", name]));
  return [at, ...values].flatMap((one) =>
    text?.valueAt(one) === undefined ? [] : (removeRepair(text, one).fix ?? []),
  );
}

// A header of one operation: what is always sent, or the one value that its schema leaves.
function sentValue(operation: Json | undefined, name: string, schema: Json | undefined): Json | undefined {
  const fixed = isObject(operation) ? own(operation, "fixed") : undefined;
  const headers = isObject(fixed) ? own(fixed, "header") : undefined;
  const sent = isObject(headers) ? own(headers, name) : undefined;
  if (sent !== undefined || !isObject(schema)) return sent;
  return own(schema, "const") ?? own(schema, "default");
}

/** A credential among the constant headers of a connector that says it needs none: it is what `auth` is for. */
export function constantCredential({ source, text }: CheckedSpec, name: string): Repair {
  const value = own(source.headers, name);
  const { auth } = source;
  if (text === undefined || value === undefined || Array.isArray(auth) || auth.type !== "none") return {};
  if (name.toLowerCase() !== "authorization") return {};
  const [, prefix] = /^([\w-]+ )\S+$/.exec(value) ?? [];
  if (prefix === undefined || /^basic $/i.test(prefix)) return {};
  const scheme = new Members([
    ["type", "bearer_token"],
    ["prefix", /^bearer $/i.test(prefix) ? undefined : prefix],
  ]);
  const removed = removeRepair(text, toPointer(["headers", name])).fix;
  const stated = fixOf(text, [{ holder: "", put: [{ name: "auth", value: scheme, over: "auth" }] }]);
  if (removed === undefined || stated === undefined) return {};
  return {
    fix: {
      edits: [...stated.edits, ...removed.edits],
      patch: [...(stated.patch ?? []), ...(removed.patch ?? [])],
    },
  };
}
