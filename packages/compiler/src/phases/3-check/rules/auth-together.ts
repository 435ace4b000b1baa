import { placesOf, sharedPlace } from "../../2-resolve/security/places.ts";
import type { ResolvedScheme } from "../../2-resolve/security/schemes.ts";
import type { CheckedSpec } from "../checked-spec.ts";
import { statedAlternatives } from "./auth-schemes.ts";

/** Schemes that are sent together have places and variables of their own. */
export function authTogether(spec: CheckedSpec): void {
  const { resolved, report, locate } = spec;
  const schemesOf = (ids: readonly string[]) =>
    ids.flatMap((id) => resolved.schemes.find((one) => one.id === id) ?? []);
  for (const { ids, at } of statedAlternatives(spec)) {
    const place = ids.length < 2 ? undefined : sharedPlace(schemesOf(ids).map(({ written }) => written));
    if (place) report.add("auth/same-place", place, locate(at));
  }
  for (const { written, origin } of resolved.schemes) {
    const places = placesOf(written).map((place) => `${place.in} ${place.name}`);
    const again = places.findIndex((place, index) => places.indexOf(place) < index);
    const place = placesOf(written)[again];
    if (place) report.add("auth/same-place", place, locate(`${origin}/keys/${again}`));
  }
  for (const security of [resolved.security, ...resolved.operations.map((one) => one.security ?? [])]) {
    for (const ids of security) sharedVariables(spec, schemesOf(ids));
  }
}

function sharedVariables({ report, locate }: CheckedSpec, schemes: readonly ResolvedScheme[]): void {
  const first = new Map<string, ResolvedScheme>();
  for (const scheme of schemes) {
    for (const { env } of scheme.secrets) {
      const other = first.get(env);
      first.set(env, other ?? scheme);
      if (other === undefined || other === scheme) continue;
      const related = [{ message: "the other one", location: locate(other.origin, "key") }];
      const at = locate(scheme.origin, "key");
      report.add("auth/shared-variable", { name: env, id: scheme.id, other: other.id }, at, { related });
    }
  }
}
