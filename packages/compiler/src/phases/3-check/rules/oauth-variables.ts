import { type JsonPointer, own } from "@specwire/contract";
import { type CheckedSpec, oauthSchemes } from "../checked-spec.ts";
import { parameterTemplates, statedUrls, variablesIn } from "../urls.ts";

type Source = "user" | "redirect" | "tokenResponse";
const order: readonly Source[] = ["user", "redirect", "tokenResponse"];

/** What a request needs is known before it is made. */
export function variableTooLate(spec: CheckedSpec): void {
  const urls = statedUrls(spec).flatMap(({ url, at, isServer }) => (isServer ? [] : [{ value: url, at }]));
  for (const { value, at } of [...urls, ...parameterTemplates(spec)]) {
    const known = knownBy(spec, at);
    for (const name of variablesIn(value)) {
      const from = own(spec.source.variables ?? {}, name)?.from;
      if (from === undefined || order.indexOf(from) <= order.indexOf(known)) continue;
      spec.report.add("oauth/variable-too-late", { name, from }, spec.locate(at));
    }
  }
}

/** Which values there are when something of a scheme is used. */
function knownBy(spec: CheckedSpec, at: JsonPointer): Source {
  const found = oauthSchemes(spec).find((one) => at.startsWith(`${one.at}/`));
  const [key = "", inner = ""] = at.slice((found?.at.length ?? 0) + 1).split("/");
  if (/^(refreshUrl|revocationUrl)$/.test(key) || inner === "extraRefreshParams") return "tokenResponse";
  const isExchange = key === "tokenUrl" || key === "deviations";
  return isExchange && found?.scheme.grant !== "client_credentials" ? "redirect" : "user";
}
