import type { ApiError, AuthScheme, Placement } from "@specwire/contract";
import type { Finding, SpecPatch } from "./finding.ts";
import type { Answered } from "./send.ts";
import type { Tried } from "./tried.ts";

/** What says where a credential belongs says so at its beginning, and searching costs. In characters. */
const longestWords = 4000;

/** What an answer that is an error says about the spec. */
export function explainRefusal(tried: Tried, whole: Answered, refusal: ApiError): Finding[] {
  const answer = { ...whole, text: whole.text.slice(0, longestWords) };
  const { status } = answer;
  const said = saidBy(tried, answer, refusal);
  const isAuth = status === 401 || refusal.code === "REAUTH_REQUIRED" || refusal.code === "AUTH_REQUIRED";
  if (isAuth || (status === 403 && asksForCredential(answer.text)))
    return [aboutCredential(tried, answer, said)];
  if (status === 403)
    return [
      {
        code: "forbidden",
        says: `the credential is known, and may not do this${said}`,
        help: "its owner has to grant the right or scope; the spec's address and its place for the credential are right",
      },
    ];
  if (status === 404 || status === 410) return [notFound(tried, answer, said)];
  if (status === 429)
    return [{ code: "rate-limited", says: `too many requests${said}`, help: "try again later" }];
  if (status >= 500)
    return [
      {
        code: "server-error",
        says: `the API has an error of its own: ${status}${said}`,
        help: "try again; an address that is nearly right may bring it about as well",
      },
    ];
  const header = missingHeader(tried, answer.text, said);
  if (header !== undefined) return [header];
  return [
    {
      code: "refused-request",
      says: `the API refuses the request: ${status}${said}`,
      help: lineOfRequest(tried),
    },
  ];
}

function saidBy({ clean }: Tried, { text, body }: Answered, { message }: ApiError): string {
  if (body === undefined) return isHtml(text) ? " with a web page" : "";
  return `: "${clean(message)}"`;
}

export function isHtml(text: string): boolean {
  return /^\s*(?:<!doctype html|<html|<head)/i.test(text);
}

const asksForCredential = (text: string): boolean =>
  /(?:missing|required?|provide|invalid|no)\b[^.]{0,40}(?:api[ _-]?key|token|authori[sz]ation|authentication|credential)/i.test(
    text,
  );

const hint = ({ probes }: Tried, what: string): string => (probes ? "" : `; --probe tries other ${what}`);

function lineOfRequest({ places, operation }: Tried): string {
  return `${operation.id} is in line ${places.lineOf(places.operation(operation.id, "request"))} of connector.yaml`;
}

function aboutCredential(tried: Tried, answer: Answered, said: string): Finding {
  const { connector, credential, operation } = tried;
  const { parts, missing } = credential;
  if (parts.length === 0) {
    const help =
      missing.length > 0
        ? `set ${missing.join(" and ")}, or give --credential-file`
        : connector.auth.length === 0
          ? "connector.yaml has no `auth`: write which credential the API takes"
          : `${operation.id} is declared to need none`;
    return { code: "no-credential", says: `the API asks for a credential, and none was sent${said}`, help };
  }
  const [first] = parts;
  const placement = first?.scheme.placements[0];
  if (first === undefined || placement === undefined)
    return {
      code: "wrong-credential",
      says: `the credential is refused${said}`,
      help: "is it the right one?",
    };
  return (
    otherScheme(tried, answer, first.scheme, placement, said) ??
    otherPlace(tried, answer, first.scheme, placement, said) ?? {
      code: "wrong-credential",
      says: `the credential is refused; it was sent as ${placeOf(placement)}${said}`,
      help: `is it whole, of this service, and still good? If so, the place is wrong: line ${tried.places.lineOf(tried.places.auth(first.scheme.id, "type"))} of connector.yaml${hint(tried, "prefixes")}`,
    }
  );
}

export function placeOf({ in: place, name, prefix, basic }: Placement): string {
  const value = basic ? "Basic …" : `${prefix ?? ""}…`;
  return place === "header" ? `header ${name}: ${value}` : `${place} ${name}=${value}`;
}

/** RFC 9110 section 11.6.1: the challenge names the scheme that is wanted. */
function otherScheme(
  tried: Tried,
  { headers }: Answered,
  scheme: AuthScheme,
  placement: Placement,
  said: string,
): Finding | undefined {
  const asked = /^\s*([A-Za-z][\w-]{0,30})(?=\s|,|$)/.exec(headers["www-authenticate"] ?? "")?.[1];
  if (asked === undefined || placement.in !== "header" || placement.name.toLowerCase() !== "authorization")
    return undefined;
  const sent = placement.basic ? "basic" : (placement.prefix ?? "").trim().toLowerCase();
  if (asked.toLowerCase() === sent) return undefined;
  const says = `the API asks for ${asked} (WWW-Authenticate), and the credential was sent as ${placeOf(placement)}${said}`;
  if (asked.toLowerCase() === "basic")
    return {
      code: "wrong-credential-place",
      says,
      help: "use `type: basic`: user name and password, or the key as one of them",
      patch: patchOf(tried, scheme, "type", "basic"),
    };
  if (placement.basic)
    return {
      code: "wrong-credential-place",
      says,
      help: `use \`type: bearer_token\`${asked.toLowerCase() === "bearer" ? "" : ` with \`prefix: "${asked} "\``}`,
      patch: patchOf(tried, scheme, "type", "bearer_token"),
    };
  return {
    code: "wrong-credential-place",
    says,
    help: `write \`prefix: "${asked} "\``,
    patch: patchOf(tried, scheme, "prefix", `${asked} `),
  };
}

const headerName =
  /\b((?:X-)?[A-Za-z0-9]{1,30}(?:-[A-Za-z0-9]{1,30}){0,5}-(?:Key|Token|Auth|Secret)|Api-?Key|Authorization)\b(?=[^.]{0,20}\bheader|["'` ]|$)/i;
const inHeader =
  /\bheader\b[^A-Za-z]{1,6}(?:named |called |field )?[^A-Za-z]{0,2}([A-Za-z][A-Za-z0-9]{0,30}(?:-[A-Za-z0-9]{1,30}){0,5})/i;
const queryName =
  /\bquery(?: string)?(?: parameter| param)?[^A-Za-z]{1,6}(?:named |called )?[^A-Za-z]{0,2}([A-Za-z_][A-Za-z0-9_]*)|\b([a-z]+_(?:key|token))\b[^.]{0,20}\bquery/i;
const prefixName =
  /["'`: ]((?:Bearer|Token|ApiKey|Api-Key|Key|Basic|OAuth))\s+[<{[$"'`]?(?:your|api|access|token|key|YOUR|xxx|\.\.\.|…)/;

/** Many APIs say in words where they look. */
function otherPlace(
  tried: Tried,
  { text }: Answered,
  scheme: AuthScheme,
  placement: Placement,
  said: string,
): Finding | undefined {
  const says = (what: string) =>
    `the API looks for the credential in ${what}, and it was sent as ${placeOf(placement)}${said}`;
  const prefix = prefixName.exec(text)?.[1];
  if (
    placement.in === "header" &&
    prefix !== undefined &&
    !placement.basic &&
    `${prefix} `.toLowerCase() !== (placement.prefix ?? "").toLowerCase() &&
    /^authorization$/i.test(placement.name)
  )
    return {
      code: "wrong-credential-place",
      says: says(`Authorization with the prefix ${prefix}`),
      help: `write \`prefix: "${prefix} "\``,
      patch: patchOf(tried, scheme, "prefix", `${prefix} `),
    };
  const query = queryName.exec(text);
  const parameter = query?.[1] ?? query?.[2];
  if (parameter !== undefined && (placement.in !== "query" || placement.name !== parameter))
    return {
      code: "wrong-credential-place",
      says: says(`the query parameter ${parameter}`),
      help: `use \`{ type: api_key, in: query, name: ${parameter} }\``,
    };
  const header = [inHeader, headerName]
    .map((one) => one.exec(text)?.[1])
    .find((name) => name !== undefined && /key|token|auth|secret/i.test(name));
  if (
    header !== undefined &&
    (placement.in !== "header" || placement.name.toLowerCase() !== header.toLowerCase())
  ) {
    const help =
      scheme.type === "api_key"
        ? `write \`in: header\` and \`name: ${header}\``
        : `use \`{ type: api_key, in: header, name: ${header} }\``;
    const patch =
      placement.in === "header" && scheme.type === "api_key"
        ? { patch: patchOf(tried, scheme, "name", header) }
        : {};
    return { code: "wrong-credential-place", says: says(`the header ${header}`), help, ...patch };
  }
  return undefined;
}

function patchOf({ places }: Tried, { id }: AuthScheme, member: string, value: string): SpecPatch {
  const path = places.auth(id, member);
  return { path, value, line: places.lineOf(path) };
}

function notFound(tried: Tried, answer: Answered, said: string): Finding {
  const { baseUrl, url, places, operation } = tried;
  const path = places.baseUrl(operation.server);
  const line = places.lineOf(path);
  const { pathname } = new URL(baseUrl);
  const base = pathname.split("/").filter(Boolean);
  const rest = new URL(url).pathname.slice(pathname.replace(/\/$/, "").length).split("/").filter(Boolean);
  if (base.length > 0 && base.at(-1) === rest[0]) {
    const value = baseUrl.replace(/\/[^/]+\/?$/, "");
    return {
      code: "wrong-base-url",
      says: `${rest[0]} stands at the end of the base URL and at the beginning of the path`,
      help: "leave one of them out",
      patch: { path, value, line },
    };
  }
  const isApi = answer.body !== undefined;
  if (
    isApi &&
    !/route|endpoint|cannot get|no such (?:url|path|resource)|url|not supported/i.test(answer.text)
  )
    return {
      code: "not-found",
      says: `the API answers 404${said}`,
      help: `${lineOfRequest(tried)}; a path that is wrong in part answers so too, and some APIs do where the credential may not see it${hint(tried, "base paths")}`,
    };
  return {
    code: "wrong-base-url",
    says: `nothing is at ${tried.clean(new URL(url).pathname)}: it answers ${answer.status}${said}`,
    help: `the base URL (line ${line} of connector.yaml) lacks a part, such as ${base.length === 0 ? "/v1 or /api" : "another version"}, or is that of a web site${hint(tried, "base paths")}`,
  };
}

function missingHeader(tried: Tried, text: string, said: string): Finding | undefined {
  const named =
    /\b([A-Z][A-Za-z0-9]{0,30}(?:-[A-Z][A-Za-z0-9]{0,30}){0,5}-Version|X-[A-Z][A-Za-z0-9-]{1,40})\b/.exec(
      text,
    )?.[1];
  if (named === undefined || named.toLowerCase() in lowered(tried.connector.headers)) return undefined;
  return {
    code: "missing-header",
    says: `the API asks for the header ${named}${said}`,
    help: `write \`headers: { ${named}: … }\` at the top of connector.yaml, with the value that its documentation names`,
  };
}

function lowered(headers: Readonly<Record<string, string>>): Readonly<Record<string, true>> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name.toLowerCase(), true]));
}
