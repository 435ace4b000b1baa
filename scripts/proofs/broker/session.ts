import { randomBytes } from "node:crypto";
import type { Json } from "../../../packages/contract/src/index.ts";
import type { SessionBundle } from "../../../packages/runtime/src/index.ts";
import type { Caller } from "../lib/caller.ts";
import { openWorld, type Secrets, type World } from "../lib/world.ts";

export interface OpenSession {
  readonly world: World;
  readonly caller: Caller;
  readonly bundle: SessionBundle;
  /** Another session of the same world. */
  readonly another: (policies: readonly Json[]) => Promise<Caller>;
  readonly close: () => Promise<void>;
}

/** A secret with characters that every encoding writes in another way. */
export function newSecret(): string {
  return `m/${randomBytes(12).toString("hex")}+&"=~`;
}

export function newSecrets(): Secrets {
  return {
    token: { api_key: newSecret() },
    key: { api_key: newSecret() },
    pair: { username: "ada", password: newSecret() },
  };
}

/** The secrets of a world's accounts. */
export function planted({ secrets }: Pick<World, "secrets">): string[] {
  return [secrets.token, secrets.key, { password: secrets.pair.password ?? "" }].flatMap((one) =>
    Object.values(one),
  );
}

/** A world with a session that nobody laid down a policy for, or with these. */
export async function openSession(policies: readonly Json[] = []): Promise<OpenSession> {
  const world = await openWorld(newSecrets());
  const callerOf = (bundle: SessionBundle): Caller => ({
    socket: world.brokerUrl.slice("unix:".length),
    grant: bundle.env.SPECWIRE_GRANT ?? "",
    digest: bundle.gate.connectors.acme?.manifest.digest ?? "",
  });
  const bundle = await world.session({ policies });
  const another = async (more: readonly Json[]) => callerOf(await world.session({ policies: more }));
  return { world, bundle, caller: callerOf(bundle), another, close: () => world.close() };
}
