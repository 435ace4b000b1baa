import type { SchemeSource } from "./schemes.ts";

/** Where a scheme writes a secret in a request. */
export interface CredentialPlace {
  readonly in: "header" | "query" | "cookie";
  /** Of a header: in lower case. */
  readonly name: string;
}

export function placesOf(scheme: SchemeSource): CredentialPlace[] {
  switch (scheme.type) {
    case "mutual_tls":
      return [];
    case "api_key": {
      const short =
        scheme.in !== undefined && scheme.name !== undefined ? [{ in: scheme.in, name: scheme.name }] : [];
      return [...(scheme.keys ?? []), ...short].map((key) => ({
        in: key.in,
        name: key.in === "header" ? key.name.toLowerCase() : key.name,
      }));
    }
    default: {
      const name = "name" in scheme && scheme.name !== undefined ? scheme.name : "Authorization";
      return [{ in: "header", name: name.toLowerCase() }];
    }
  }
}

/** A place that two of the schemes want, so that they can't be sent together. */
export function sharedPlace(schemes: readonly SchemeSource[]): CredentialPlace | undefined {
  const seen = new Set<string>();
  return schemes.flatMap(placesOf).find((place) => {
    const key = `${place.in} ${place.name}`;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}
