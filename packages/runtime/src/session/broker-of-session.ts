import { isObject } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";
import { checkGrantSeconds } from "../grants/create-session.ts";

export interface BrokerOfSession {
  /**
   * Where the sandbox reaches the broker: `http://host:port` or `https://…`, with a path where it lives under one, or
   * `unix:/path` for a socket.
   */
  readonly url: string;
  /** Whether the grant is a file of the bundle, which can be renewed, or a variable. Default: `file`. */
  readonly grant?: "file" | "variable";
  /** How long the grant lives; `sessions.renew` makes another. From 1 to 86,400. Default: 3,600. */
  readonly grantSeconds?: number;
}

export type CheckedBroker = Required<BrokerOfSession>;

const names: ReadonlySet<string> = new Set<keyof BrokerOfSession>(["url", "grant", "grantSeconds"]);

/** Throws `INVALID_OPTION`. */
export function checkBroker(given: unknown): CheckedBroker {
  if (!isObject(given)) throw invalid("`broker` says where the broker is: `{ url }`");
  const unknown = Object.keys(given).find((name) => !names.has(name));
  if (unknown !== undefined) throw invalid(`there is no option \`broker.${unknown}\``);
  const { url, grant = "file", grantSeconds } = given as Partial<BrokerOfSession>;
  if (!isBrokerUrl(url)) throw invalid("`broker.url` is neither http://host:port nor unix:/path");
  if (grant !== "file" && grant !== "variable")
    throw invalid("`broker.grant` is neither `file` nor `variable`");
  return { url, grant, grantSeconds: checkGrantSeconds(grantSeconds) };
}

/** As the commands read it. */
function isBrokerUrl(url: unknown): url is string {
  if (typeof url !== "string" || /[\s\p{Cc}]/u.test(url) || !url.isWellFormed()) return false;
  if (/^unix:\/[^/]/.test(url)) return true;
  const parsed = URL.parse(url);
  const isHttp = parsed?.protocol === "http:" || parsed?.protocol === "https:";
  return isHttp && parsed.username === "" && parsed.password === "" && !/[?#]/.test(url);
}

function invalid(what: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", `The session can't be made: ${what}.`);
}
