import { type Connector, isObject, isVariableValue, type OAuth2, own, trimEnd } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";

/** As a URL, as text, or as an object of texts and lists of texts, as frameworks give it (`request.query`). */
export type CallbackParameters = URLSearchParams | URL | string | Readonly<Record<string, unknown>>;

/** The parameters of RFC 6749 sections 4.1.2 and 4.1.2.1, and of RFC 9207. */
const standard = ["code", "state", "iss", "error"] as const;

/**
 * What came to the redirect URI, under its standard names. Throws `AUTHORIZATION_RESPONSE_INVALID` where one of them
 * is there twice (RFC 6749 section 3.1): who reads the first and who reads the last would see two answers.
 */
export function standardParameters(given: URLSearchParams, { deviations }: OAuth2): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of standard) {
    const written = own<string | undefined>(deviations.redirectParamNames, name) ?? name;
    const values = written === "" ? [] : given.getAll(written);
    if (values.length > 1) throw twice(name);
    const [value] = values;
    if (value !== undefined) parameters.set(name, value);
  }
  return parameters;
}

export function twice(name: string): RuntimeError {
  return new RuntimeError("AUTHORIZATION_RESPONSE_INVALID", `the authorization response has "${name}" twice`);
}

/**
 * Values of variables that come with the redirect: realm, region. Anyone can write them into a URL, so each has to
 * be what the spec says it is. Throws `INVALID_VARIABLE`.
 */
export function redirectVariables(
  given: URLSearchParams,
  { variables }: Pick<Connector, "variables">,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, variable] of Object.entries(variables)) {
    if (variable.from !== "redirect" || variable.parameter === undefined) continue;
    const [text, ...others] = given.getAll(variable.parameter);
    if (others.length > 0) throw twice(variable.parameter);
    const value = text !== undefined && variable.kind === "origin" ? trimEnd(text, "/") : text;
    if (value === undefined && variable.default !== undefined) continue;
    if (value === undefined || !isVariableValue(variable, value))
      throw new RuntimeError(
        "INVALID_VARIABLE",
        `the answer has no value that the variable "${name}" may have`,
      );
    found[name] = value;
  }
  return found;
}

/**
 * A URL, a query or a form body (`response_mode=form_post`) as parameters, be it read already. Throws `INVALID_OPTION`
 * for anything else.
 */
export function toParameters(given: CallbackParameters): URLSearchParams {
  if (given instanceof URLSearchParams) return given;
  if (given instanceof URL) return given.searchParams;
  if (isObject(given)) {
    const all = Object.entries(given).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    return new URLSearchParams(all.filter((pair): pair is [string, string] => typeof pair[1] === "string"));
  }
  if (typeof given !== "string")
    throw new RuntimeError("INVALID_OPTION", "`parameters` is not what came to the redirect URI", {
      help: "pass the URL, its query, or an object of its parameters",
    });
  const query = /^(?:[a-z][a-z0-9+.-]*:|\/)[^?#]*\??/i.exec(given)?.[0] ?? "";
  return new URLSearchParams(given.slice(query.length).replace(/#.*$/s, ""));
}
