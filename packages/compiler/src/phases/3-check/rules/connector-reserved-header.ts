import { type JsonPointer, toPointer } from "@specwire/contract";
import { removeRepair } from "../../1-parse/rewrite/repairs.ts";
import { isOwned } from "../../2-resolve/reserved.ts";
import { placesOf } from "../../2-resolve/security/places.ts";
import { type CheckedSpec, keysOf, namedOperations, oauthSchemes, schemes } from "../checked-spec.ts";
import { constantCredential, ownedHeaderRepair, sentNowhere } from "../header-repairs.ts";

/** Headers that decide where a request goes, how long it is or who sends it are not the spec's to set. */
export function reservedHeader(spec: CheckedSpec): void {
  const { source, report, text, locate } = spec;
  const credentials = spec.resolved.schemes.flatMap(({ written }) => placesOf(written));
  const inHeader = new Set(credentials.filter((one) => one.in === "header").map((one) => one.name));
  const check = (name: string, at: JsonPointer, on: "key" | "value") => {
    const lower = name.toLowerCase();
    if (isOwned("header", name)) {
      const repair = ownedHeaderRepair(spec, name, at);
      report.add("connector/reserved-header", { name }, locate(at, on), repair);
    } else if (lower === "authorization" || inHeader.has(lower)) {
      // Without a scheme that writes there, leaving it out would leave the credential out.
      const repair = inHeader.has(lower) ? sentNowhere(spec, name, at) : constantCredential(spec, name);
      report.add("connector/credential-elsewhere", { name }, locate(at, on), repair);
    }
  };
  for (const name of Object.keys(source.headers ?? {})) check(name, toPointer(["headers", name]), "key");
  for (const { operation, at } of namedOperations(spec)) {
    for (const name of Object.keys(operation.header?.properties ?? {})) {
      check(name, `${at}/header/properties${toPointer([name])}`, "key");
    }
    for (const place of ["query", "cookie"] as const) {
      for (const name of Object.keys(operation[place]?.properties ?? {})) {
        const pointer = `${at}/${place}/properties${toPointer([name])}`;
        const where = locate(pointer, "key");
        if (isOwned(place, name)) report.add("connector/reserved-header", { name }, where);
        else if (credentials.some((one) => one.in === place && one.name === name)) {
          report.add("connector/credential-elsewhere", { name }, where, removeRepair(text, pointer));
        }
      }
    }
  }
  for (const { scheme, at } of oauthSchemes(spec)) {
    for (const name of Object.keys(scheme.deviations?.tokenHeaders ?? {})) {
      const where = `${at}/deviations/tokenHeaders${toPointer([name])}`;
      if (isOwned("header", name) || name.toLowerCase() === "authorization") {
        report.add("connector/reserved-header", { name }, locate(where, "key"));
      }
    }
  }
  for (const { scheme, at } of schemes(spec)) {
    if (scheme.type !== "api_key") continue;
    for (const [index, key] of keysOf(scheme).entries()) {
      const where = scheme.keys === undefined ? `${at}/name` : `${at}/keys/${index}/name`;
      if (isOwned(key.in, key.name)) {
        report.add("connector/reserved-header", { name: key.name }, locate(where));
      }
    }
  }
}
