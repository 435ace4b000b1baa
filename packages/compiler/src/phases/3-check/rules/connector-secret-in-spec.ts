import type { Json } from "@specwire/contract";
import { type CheckedSpec, namedOperations, oauthSchemes, schemes, texts } from "../checked-spec.ts";

// What issuers put in front of their keys, so that leaks are found; and what only a key looks like.
const keyLike =
  /^(?:(?:Bearer|Basic|token)\s+[\w.~+/=-]{16,}|(?:sk|pk|rk)_(?:live|test)_\w{10,}|sk-[\w-]{20,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abeoprs]-[\w-]{10,}|ntn_\w{20,}|secret_\w{20,}|AKIA[A-Z0-9]{12,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|EAA\w{30,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*|SG\.[\w-]{16,}\.[\w-]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*)$/;
const secretName = /(?:token|secret|password|api-?key|apikey|credential)$/i;
const random = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9+/_=-]{24,}$/;

/** Whether a text is what only a key looks like, or as random as one under a name of one. */
export function isKeyLike(name: string, value: string): boolean {
  return keyLike.test(value) || (secretName.test(name) && random.test(value));
}

/** A spec is public: what is always sent must not hold a key. */
export function secretInSpec(spec: CheckedSpec): void {
  const { source, report, locate } = spec;
  const look = (value: Json | undefined, at: string) => {
    for (const found of texts(value, at)) {
      const name = found.at.split("/").at(-1) ?? "";
      if (isKeyLike(name, found.text)) report.add("connector/secret-in-spec", {}, locate(found.at));
    }
  };
  look(source.headers, "/headers");
  for (const { operation, at } of namedOperations(spec)) {
    look(operation.defaults as Json | undefined, `${at}/defaults`);
    look(operation.fixed as Json | undefined, `${at}/fixed`);
    look(operation.examples as unknown as Json | undefined, `${at}/examples`);
  }
  for (const { scheme, at } of schemes(spec)) {
    for (const { text, at: where } of texts(scheme as unknown as Json, at)) {
      const isAsked = /\/(?:label|description|placeholder|steps\/\d+)$/.test(where);
      if (isAsked && (keyLike.test(text) || random.test(text)))
        report.add("connector/secret-in-spec", {}, locate(where));
    }
  }
  for (const { scheme, at } of oauthSchemes(spec)) {
    look(scheme.extraAuthParams, `${at}/extraAuthParams`);
    look(scheme.deviations?.extraTokenParams, `${at}/deviations/extraTokenParams`);
    look(scheme.deviations?.tokenHeaders, `${at}/deviations/tokenHeaders`);
  }
}
