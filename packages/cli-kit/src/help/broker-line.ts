import { isArray, isObject, type Json, own, quoteWord, type TableHead } from "@specwire/contract";
import { isBrokerSession } from "../broker/broker-address.ts";
import { openBrokerClient } from "../broker/broker-client.ts";
import { CliError } from "../errors.ts";
import { oneLine } from "../text.ts";
import type { CliWorld } from "../world.ts";

/** Help does not wait longer than this for the broker, in milliseconds. */
const longestWaitMs = 3000;

/** What a broker session has of the connector; undefined outside of one. */
export async function brokerLine(
  { slug, name, digest, auth }: TableHead,
  world: Pick<CliWorld, "env">,
): Promise<string | undefined> {
  if (!isBrokerSession(world.env)) return undefined;
  const broker = openBrokerClient(world);
  try {
    const session = await broker.ask("/v1/session", longestWaitMs);
    const connectors = isObject(session) && session.envelope === 1 ? session.connectors : undefined;
    const connector = isObject(connectors) ? own(connectors, slug) : undefined;
    if (!isObject(connector)) return `Not in this session: ask the host to allow ${name} in it.`;
    if (connector.digest !== digest)
      return "Not usable: the session has another version of this connector; ask the host for a new session.";
    const labels = labelsOf(connector.accounts);
    return `${auth.length === 0 ? "No credential needed; through the broker" : accountsText(labels, name)}. What changes data may need a person's approval: --wait <seconds> waits for it.`;
  } catch (error) {
    if (error instanceof CliError) {
      const said = [error.message, error.details.help ?? []].flat().map((text) => text.replace(/\.$/, ""));
      return `Not connected: ${said.join("; ")}.`;
    }
    throw error;
  } finally {
    broker.close();
  }
}

function labelsOf(accounts: Json | undefined): readonly string[] {
  return (isArray(accounts) ? accounts : []).map((label) => quoteWord(oneLine(String(label), 100)));
}

function accountsText(labels: readonly string[], name: string): string {
  if (labels.length === 0) return `No account connected: ask the host to connect ${name}`;
  const choice = labels.length > 1 ? "; each command takes --account <one of them>" : "";
  return `Connected through the broker: ${labels.join(", ")}${choice}`;
}
