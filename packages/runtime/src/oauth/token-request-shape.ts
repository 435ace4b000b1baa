import type { Connector, OAuth2 } from "@specwire/contract";
import { own } from "@specwire/contract";
import { expandText } from "./templates.ts";

export interface ShapedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A token request as RFC 6749 has it. */
export interface StandardRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: URLSearchParams;
}

/** A standard token request as this provider wants it: parameters renamed and added, and where they stand. */
export function shapeTokenRequest(
  { deviations }: OAuth2,
  kind: "exchange" | "refresh",
  { url, headers, parameters }: StandardRequest,
  definitions: Connector["variables"],
  values: Readonly<Record<string, string>>,
): ShapedRequest {
  const { tokenParamNames, extraTokenParams, extraExchangeParams, extraRefreshParams, tokenHeaders } =
    deviations;
  const names = tokenParamNames?.[kind] ?? tokenParamNames?.exchange;
  const pairs = new Map<string, string>();
  for (const [name, value] of parameters) {
    const renamed = own<string | undefined>(names, name) ?? name;
    if (renamed !== "") pairs.set(renamed, value);
  }
  const extra = { ...extraTokenParams, ...(kind === "exchange" ? extraExchangeParams : extraRefreshParams) };
  // What the protocol says stays; a parameter that the deviations leave out may be said in another way.
  for (const [name, value] of Object.entries(extra))
    if (!pairs.has(name)) pairs.set(name, expandText(value, definitions, values));

  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of Object.entries(tokenHeaders ?? {}))
    sent.set(name.toLowerCase(), expandText(value, definitions, values));
  const format = deviations.tokenRequestFormat ?? "form";
  if (format === "json") sent.set("content-type", "application/json");
  const text = new URLSearchParams([...pairs]).toString();
  const target = new URL(url);
  if (format === "query")
    target.search = [target.search.slice(1), text].filter((part) => part !== "").join("&");
  return {
    url: target.href,
    method: "POST",
    headers: Object.fromEntries(sent),
    body: format === "json" ? JSON.stringify(Object.fromEntries(pairs)) : format === "form" ? text : "",
  };
}
