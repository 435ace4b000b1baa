import { toEnvironmentName, toPointer } from "@specwire/contract";
import { reservedIds } from "../../2-resolve/security/schemes.ts";
import { type CheckedSpec, schemes } from "../checked-spec.ts";

/** Keys are stated in one of two ways, and each id names one environment variable. */
export function authKeys(spec: CheckedSpec): void {
  const { source, resolved, report, locate } = spec;
  const serverNames = Object.keys(resolved.servers).map((name) => `${name}-base-url`);
  const variable = (id: string) => toEnvironmentName(source.slug, id);
  const taken = new Set([...reservedIds, ...serverNames].map(variable));
  const isReserved = (id: string) => reservedIds.has(id) || id === "access-token" || serverNames.includes(id);
  const checkId = (id: string, at: string, on: "key" | "value") => {
    if (isReserved(id)) report.add("auth/reserved-id", { id }, locate(at, on));
  };
  for (const { written, origin, secrets } of resolved.schemes) {
    const { id } = written;
    // The id of a scheme is a variable only where another scheme has the usual one.
    if (id === undefined || !secrets.some(({ env }) => env === variable(id))) continue;
    if (taken.has(variable(id)) && !secrets.some(({ slot }) => variable(slot) === variable(id)))
      report.add("auth/reserved-id", { id }, locate(`${origin}/id`));
  }
  for (const { scheme, at } of schemes(spec)) {
    if (scheme.type === "oauth2") {
      for (const name of Object.keys(scheme.tokens ?? {}))
        checkId(name, `${at}/tokens${toPointer([name])}`, "key");
    }
    if (scheme.type !== "api_key") continue;
    const short = scheme.in !== undefined || scheme.name !== undefined;
    if (scheme.keys !== undefined && short) {
      report.add(
        "auth/key-stated-twice",
        {},
        locate(`${at}/${scheme.in === undefined ? "name" : "in"}`, "key"),
      );
    }
    if (scheme.keys === undefined && (scheme.in === undefined || scheme.name === undefined)) {
      report.add("auth/key-not-stated", {}, locate(at, "key"));
    }
    const seen = new Map<string, number>();
    for (const [index, { id }] of (scheme.keys ?? []).entries()) {
      const where = `${at}/keys/${index}/id`;
      checkId(id, where, "value");
      const first = seen.get(id);
      if (first === undefined) seen.set(id, index);
      else {
        const related = [{ message: "first", location: locate(`${at}/keys/${first}/id`) }];
        report.add("auth/duplicate-id", { id }, locate(where), { related });
      }
    }
  }
}
