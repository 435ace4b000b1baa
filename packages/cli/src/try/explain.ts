import { apiError } from "@specwire/contract";
import { explainAnswer } from "./explain-answer.ts";
import { explainRefusal } from "./explain-refusal.ts";
import type { Finding } from "./finding.ts";
import type { Answered, Outcome } from "./send.ts";
import type { Tried } from "./tried.ts";

/** What is wrong, by what came back; nothing where it works. The likeliest first. */
export function explain(tried: Tried, outcome: Outcome): Finding[] {
  if (outcome.kind === "failed") return [unreachable(tried, outcome.code)];
  const { status } = outcome;
  if (status >= 300 && status < 400 && status !== 304) return [redirected(tried, outcome)];
  const refusal = apiError(tried.connector.errors, outcome, Date.now(), tried.connector.errorShapes);
  if (refusal !== undefined) return explainRefusal(tried, outcome, refusal);
  return explainAnswer(tried, outcome);
}

function baseUrlLine({ places, operation }: Tried): string {
  return `line ${places.lineOf(places.baseUrl(operation.server))} of connector.yaml says where the API is`;
}

function unreachable(tried: Tried, code: string): Finding {
  const { host, hostname, port, protocol } = new URL(tried.baseUrl);
  const line = baseUrlLine(tried);
  const [says, help]: [string, string] = /^(?:ENOTFOUND|EAI_AGAIN|EAI_NONAME)$/.test(code)
    ? [`there is no host ${hostname} (${code})`, `${line}; is the name right?`]
    : code === "ECONNREFUSED"
      ? [`nothing listens at ${host} (${code})`, `${line}: its host, and its port ${port || "(none)"}`]
      : /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code)
        ? [
            `the certificate of ${host} is not trusted here (${code})`,
            "another host name, or an authority that NODE_EXTRA_CA_CERTS has to name",
          ]
        : /SSL|TLS|EPROTO/.test(code)
          ? [
              `${host} does not speak TLS as ${protocol}// asks for (${code})`,
              `${line}; is it the right port?`,
            ]
          : code === "TIMEOUT"
            ? [`${host} did not answer in 20 seconds`, `${line}; or the network here lets nothing through`]
            : [`the connection to ${host} broke (${code})`, `${line}; or a proxy is in between`];
  return { code: "unreachable", says, help };
}

function redirected(tried: Tried, { status, headers }: Answered): Finding {
  const { operation, places, baseUrl, url, clean } = tried;
  const target =
    headers.location === undefined || !URL.canParse(headers.location, url)
      ? undefined
      : new URL(headers.location, url);
  if (target === undefined)
    return {
      code: "redirected",
      says: `it answers ${status} and does not say where to`,
      help: baseUrlLine(tried),
    };
  const asked = new URL(url);
  const to = clean(`${target.origin}${target.pathname}`);
  const says = `it answers ${status} and sends to ${to}; redirects are not followed with a credential`;
  if (/log-?in|sign-?in|oauth|sso/i.test(target.pathname))
    return {
      code: "redirected",
      says,
      help: `that is a login for people: the credential is not read here, or this is no API. ${baseUrlLine(tried)}`,
    };
  const rest = asked.pathname.slice(new URL(baseUrl).pathname.replace(/\/$/, "").length);
  if (target.pathname.endsWith(rest) && rest.length > 1) {
    const base = `${target.origin}${target.pathname.slice(0, -rest.length)}`;
    const path = places.baseUrl(operation.server);
    if (clean(base) !== base || !isOfSameSite(target, asked))
      return {
        code: "redirected",
        says,
        help: `${baseUrlLine(tried)}; write ${clean(base)} there only if the API's documentation names that address`,
      };
    return {
      code: "redirected",
      says,
      help: "write that as the base URL",
      patch: { path, value: base, line: places.lineOf(path) },
    };
  }
  if (target.pathname === `${asked.pathname}/` || `${target.pathname}/` === asked.pathname) {
    const line = places.lineOf(places.operation(operation.id, "request"));
    return {
      code: "redirected",
      says,
      help: `the path of ${operation.id} (line ${line}) is written ${clean(target.pathname)} there, slash at its end included`,
    };
  }
  return { code: "redirected", says, help: baseUrlLine(tried) };
}

/**
 * Whether a credential that is meant for one may go to the other: whoever can redirect could name any host. The
 * same host, one below it, or it with `www.`; never from https to http.
 */
function isOfSameSite(target: URL, asked: URL): boolean {
  if (asked.protocol === "https:" && target.protocol !== "https:") return false;
  const [to, from] = [target, asked].map(({ hostname }) => hostname.replace(/^www\./, ""));
  const isIp = /^[\d.]+$|^\[/.test(asked.hostname);
  return (
    (to === from || (!isIp && Boolean(to?.endsWith(`.${from}`)))) &&
    (target.port === asked.port || target.port === "")
  );
}
