import type { JsonPointer } from "@specwire/contract";
import { own, pointerTokens, serverVariable, toPointer } from "@specwire/contract";
import { valueRepair } from "../../1-parse/rewrite/repairs.ts";
import { placesOf } from "../../2-resolve/security/places.ts";
import { isBelowDomain, isLoopback, isOwnersPattern } from "../../2-resolve/servers/hosts.ts";
import type { CheckedSpec } from "../checked-spec.ts";
import { statedUrls } from "../urls.ts";

const special = /^(\d+(\.\d+){3}|\[.*\]|localhost|.*\.(localhost|local|internal|lan|home|intranet|corp))$/;
/** What RFC 2606 section 3 keeps for examples, as it is written before the real host is known. */
const placeholder = /^((api|www)\.)?example\.(com|net|org)$/;

/** Where requests and credentials go: https, to a host that is what it looks like, and nothing hidden beside it. */
export function serverUrl(spec: CheckedSpec): void {
  for (const { url, at, isServer } of statedUrls(spec)) {
    // Stands for a whole origin, or for one label of a host.
    const plain = url
      .replace(/^(?:https?:\/\/)?\{[^{}]*\}(?=[/?#]|$)/, "https://origin.invalid")
      .replaceAll(/\{[^{}]*\}/g, "x");
    checkUrl(spec, url, plain, at, isServer);
  }
}

function checkUrl(
  { report, text, locate, source, resolved }: CheckedSpec,
  url: string,
  plain: string,
  at: JsonPointer,
  isServer: boolean,
): void {
  const here = locate(at);
  const authority = /^https?:\/\/([^/?#\\]*)/i.exec(plain)?.[1] ?? "";
  const parsed = URL.parse(plain);
  const template = braced(url);
  if (template !== undefined) {
    report.add("server/not-a-url", { url }, here, {
      help: `write ${template}`,
      ...valueRepair(text, at, template),
    });
    return;
  }
  if (parsed === null || authority === "" || plain.includes("\\")) {
    report.add("server/not-a-url", { url }, here);
    return;
  }
  if (parsed.username !== "" || parsed.password !== "" || authority.includes("@")) {
    report.add("server/more-than-a-url", { url, part: "a user name" }, here);
    return;
  }
  // Against RFC 6749, some pages of consent are views behind a fragment.
  const mayHaveFragment = at.endsWith("/authorizationUrl");
  if (plain.includes("#") && !mayHaveFragment)
    report.add("server/more-than-a-url", { url, part: "a fragment" }, here);
  else if (isServer && plain.includes("?"))
    report.add("server/more-than-a-url", { url, part: "a query" }, here, withoutKey(url, resolved, text, at));
  const writtenHost = authority.replace(/:\d*$/, "");
  if (writtenHost !== parsed.hostname) {
    report.add("server/host-not-plain", { host: writtenHost, means: parsed.hostname }, here);
  } else if (/(^|\.)xn--/.test(parsed.hostname)) {
    report.add("server/international-host", { host: parsed.hostname }, here);
  }
  if (parsed.protocol === "http:" && !isLoopback(parsed.hostname))
    report.add("server/not-https", { url }, here, valueRepair(text, at, url.replace(/^http:/i, "https:")));
  if (isServer && placeholder.test(parsed.hostname))
    report.add("server/placeholder-host", { host: parsed.hostname }, here);
  if (special.test(parsed.hostname)) {
    const [, name = "default"] = pointerTokens(at);
    const variable = isServer ? { variable: serverVariable(source.slug, name) } : {};
    report.add("server/private-host", { host: parsed.hostname, ...variable }, here);
  }
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(plain.slice(plain.indexOf(authority) + authority.length))) {
    report.add("server/more-than-a-url", { url, part: "a path that climbs" }, here);
  }
}

/** `${name}`, `{{name}}` and `<name>` are other formats' ways to write `{name}`. */
function braced(url: string): string | undefined {
  const meant = url
    .replaceAll(/\$?\{\{\s*([A-Za-z]\w*)\s*\}\}/g, "{$1}")
    .replaceAll(/\$\{([A-Za-z]\w*)\}/g, "{$1}")
    .replaceAll(/<([A-Za-z]\w*)>/g, "{$1}")
    .replaceAll(/%([A-Za-z]\w*)%/g, "{$1}")
    .replaceAll(/(?<=\/\/|\.):([A-Za-z]\w*)(?=[./]|$)/g, "{$1}");
  return meant === url ? undefined : meant;
}

/** A query that only says where the credential goes is said by `auth`. */
function withoutKey(
  url: string,
  { schemes }: CheckedSpec["resolved"],
  text: CheckedSpec["text"],
  at: string,
): ReturnType<typeof valueRepair> {
  const [base = "", query = ""] = url.split("?", 2);
  const names = schemes.flatMap(({ written }) => placesOf(written)).filter((one) => one.in === "query");
  const isKey = query.split("&").every((one) => names.some(({ name }) => name === one.split("=")[0]));
  return isKey ? valueRepair(text, at, base) : {};
}

/** A variable may stand for labels of a host only below a domain that the spec names. */
export function openHost(spec: CheckedSpec): void {
  for (const { url, at } of statedUrls(spec)) {
    const host = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
    const last = host === undefined ? undefined : [...host.matchAll(/\{([^{}]*)\}/g)].at(-1);
    if (host === undefined || last === undefined) continue;
    const variable = own(spec.resolved.variables, last[1] ?? "");
    if (variable === undefined || variable.enum !== undefined) continue;
    // Such a value names a host by itself, and is held to `hosts`, or is the user's own server.
    if (variable.kind === "origin" || variable.kind === "domain") continue;
    const rest = host.slice(last.index + last[0].length).replace(/:\d*$/, "");
    if (!isBelowDomain(rest)) {
      spec.report.add("server/open-host", { variable: last[1] ?? "" }, spec.locate(at));
    }
  }
}

/** `hosts` of a variable are one owner's: below `*.com` anybody could stand, and be sent the client's secret. */
export function openHosts({ source, report, locate }: CheckedSpec): void {
  for (const [name, variable] of Object.entries(source.variables ?? {})) {
    for (const [index, pattern] of (variable.hosts ?? []).entries()) {
      if (isOwnersPattern(pattern)) continue;
      const at = toPointer(["variables", name, "hosts", String(index)]);
      report.add("server/open-host", { variable: name }, locate(at));
    }
  }
}

/** Where a person consents and where tokens are issued has to be known, for the grants that need it. */
export function oauthUrlMissing({ resolved, report, locate }: CheckedSpec): void {
  for (const { written, origin } of resolved.schemes) {
    if (written.type !== "oauth2" || written.openIdConnectUrl !== undefined) continue;
    if (written.grant !== "client_credentials" && written.authorizationUrl === undefined)
      report.add("oauth/authorization-url-missing", {}, locate(origin, "key"));
    if (written.tokenUrl === undefined) report.add("oauth/token-url-missing", {}, locate(origin, "key"));
  }
}
