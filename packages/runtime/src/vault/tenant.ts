import type { SecretPlace } from "./secret-places.ts";

/** Whose data key seals a secret; no user's id makes it the host's. */
export function tenantOf(place: SecretPlace): string {
  return place.userId === null ? "host" : `user:${place.userId}`;
}
