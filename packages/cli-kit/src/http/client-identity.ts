import type { ConnectorHead, Operation } from "@specwire/contract";
import { type Credential, isPem } from "../credentials.ts";
import { CliError } from "../errors.ts";

/** What proves who calls in TLS itself (RFC 8446, section 4.4): PEM texts. */
export interface ClientIdentity {
  /** With the chain behind it, where there is one. */
  readonly certificate: string;
  readonly key: string;
}

/** The client certificate that a credential holds, if any: each variable names a file, or holds its text. */
export function clientIdentity(
  { parts }: Credential,
  connector: ConnectorHead,
  operation: Operation,
): ClientIdentity | undefined {
  const part = parts.find(({ scheme }) => scheme.type === "mutual_tls");
  if (part === undefined) return undefined;
  const help = `ask the host to connect ${connector.name} again`;
  const [certificate = "", key = ""] = part.scheme.slots.map(({ id, env }) => {
    const value = part.secrets[id] ?? "";
    const text = isPem(value) ? value : fileText(value);
    if (text !== undefined && isPem(text)) return text;
    throw new CliError("NOT_CONFIGURED", `${env} names no PEM file that can be read`, {
      help: `${help}: ${env} is the name of a file, or a text that begins with -----BEGIN`,
      operation: operation.id,
    });
  });
  try {
    process.getBuiltinModule("node:tls").createSecureContext({ cert: certificate, key });
  } catch {
    // What went wrong could hold a part of the key.
    const names = part.scheme.slots.map(({ env }) => env).join(" and ");
    throw new CliError("NOT_CONFIGURED", `${names} are no certificate and key that belong together`, {
      help: `${help}; a key with a passphrase can't be used`,
      operation: operation.id,
    });
  }
  return { certificate, key };
}

function fileText(name: string): string | undefined {
  try {
    return process.getBuiltinModule("node:fs").readFileSync(name, "utf8");
  } catch {
    return undefined;
  }
}
