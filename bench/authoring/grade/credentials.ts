import type { AuthScheme, Connector } from "../../../packages/contract/src/index.ts";
import type { Expected, Service } from "../services.ts";

/** What stands in the requests for what a person would enter. */
const markers: Readonly<Record<string, string>> = {
  "<KEY>": "key-1f0a",
  "<TOKEN>": "token-9c3e",
  "<USER>": "jane@acme.test",
  "<PASSWORD>": "pass-77b2",
};

/** The text of a header or parameter as it has to arrive. */
export function credentialText(text: string): string {
  const filled = text.replaceAll(/<[A-Z]+>/g, (name) => markers[name] ?? name);
  return filled.replace(/^Basic base64\((.*)\)$/, (_, pair: string) => `Basic ${base64(pair)}`);
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/**
 * The environment that a host would set after a person has entered what the service gave them: what is on the wire
 * without what the spec writes around it. A scheme that the service does not have gets nothing.
 */
export function credentialEnv({ auth }: Connector, expected: Expected): Record<string, string> {
  const known = auth.flatMap((scheme) => secretsOf(scheme, expected));
  // A credential that goes elsewhere is sent as well, so that it is seen where.
  const secrets =
    known.length > 0 ? known : (auth[0]?.slots ?? []).map(({ env }) => [env, "elsewhere"] as const);
  return Object.fromEntries(secrets);
}

function secretsOf(scheme: AuthScheme, { headers, query }: Expected): [string, string][] {
  return scheme.placements.flatMap((placement): [string, string][] => {
    const text =
      placement.in === "query"
        ? query[placement.name]
        : Object.entries(headers).find(([name]) => name.toLowerCase() === placement.name.toLowerCase())?.[1];
    if (typeof text !== "string") return [];
    const wire = credentialText(text);
    const [first = "", second = ""] = placement.slots.map((id) => envOf(scheme, id));
    if (!placement.basic) return [[first, entered(scheme, wire, placement.prefix ?? "")]];
    const [user = "", ...password] = Buffer.from(wire.replace(/^Basic /, ""), "base64")
      .toString()
      .split(":");
    return [
      [first, user],
      [second, password.join(":")],
    ];
  });
}

function envOf(scheme: AuthScheme, id: string): string {
  return scheme.slots.find((slot) => slot.id === id)?.env ?? "";
}

/** A person copies the key; a word before it only where they are told to enter it. */
function entered(scheme: AuthScheme, wire: string, prefix: string): string {
  const [, word = "", key = wire] = /^([A-Za-z]+) (.+)$/.exec(wire) ?? [];
  if (word === "" || prefix !== "") return key;
  const told = scheme.slots.map(({ label, steps = "" }) => `${label} ${steps}`).join(" ");
  return told.includes(`${word} `) ? wire : key;
}

/** What a person has to be told to enter, beyond what the service calls a user name. */
export function untoldPart(service: Service, connector: Connector): string | undefined {
  const [, suffix] = /^<USER>(\S+?)(,|$)/.exec(service.facts.auth.user ?? "") ?? [];
  if (suffix === undefined) return undefined;
  const told = connector.auth.flatMap(({ slots }) =>
    slots.map(({ label, steps = "" }) => `${label} ${steps}`),
  );
  return told.some((text) => text.includes(suffix))
    ? undefined
    : `no label or step says that ${suffix} belongs to the user name`;
}
