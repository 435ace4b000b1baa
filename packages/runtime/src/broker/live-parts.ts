import { type HttpRequest, type Operation, placeCredential, withoutPrefix } from "@specwire/contract";
import type { Account, AccountSecrets } from "../accounts/account-store.ts";
import type { Context } from "../context.ts";
import { validSecrets } from "../refresh/valid-secrets.ts";
import type { Part } from "./choose-way.ts";
import { Refusal } from "./refusal.ts";

/** A part of a way with its secrets, fresh. */
export interface LivePart extends Part {
  readonly account: Account;
  readonly secrets: AccountSecrets;
}

/** Throws what `validSecrets` throws. `rejected`: what the API answered with 401, which is renewed. */
export function liveParts(
  context: Context,
  parts: readonly Part[],
  rejected: readonly LivePart[] = [],
): Promise<LivePart[]> {
  return Promise.all(
    parts.map(async (part) => {
      const before = rejected.find(({ account }) => account.id === part.account.id);
      const asked = before?.account.refreshable
        ? { rejected: before.account.version }
        : { account: part.account };
      return { ...part, ...(await validSecrets(context, part.account.id, asked)) };
    }),
  );
}

/** The request with the credentials in their declared places. Throws `Refusal`, which names a slot at most. */
export function withCredentials(
  request: HttpRequest,
  parts: readonly LivePart[],
  { token }: Pick<Operation, "token">,
): HttpRequest {
  try {
    return parts.reduce(
      (before, { scheme, secrets }) => placeCredential(before, scheme, secrets, token),
      request,
    );
  } catch (error) {
    const said = error instanceof Error ? error.message : "the credential can't be sent";
    throw new Refusal("AUTH_REQUIRED", said, { help: "ask the user to connect the account again" });
  }
}

/** What is shown to a server that asks for a client's certificate; below HTTP, so it has no place in the request. */
export function identityOf(
  parts: readonly LivePart[],
): { readonly cert: string; readonly key: string } | undefined {
  const part = parts.find(({ scheme }) => scheme.type === "mutual_tls");
  const { client_cert: cert, client_key: key } = part?.secrets ?? {};
  if (part === undefined) return undefined;
  if (cert && key) return { cert, key };
  throw new Refusal("AUTH_REQUIRED", "the account lacks its certificate or the key of it", {
    help: "ask the user to connect the account again",
  });
}

/**
 * What must not come back of a request with its credentials: the secrets, and what of each was written into it, which
 * may be less than what was stored. A user name is no secret unless it is all there is; a private key of TLS never leaves.
 */
export function secretsOf(request: HttpRequest, parts: readonly LivePart[]): string[] {
  const all = parts.flatMap(({ scheme, secrets }) => {
    if (scheme.type === "mutual_tls") return [];
    const isName = (slot: string) =>
      scheme.type === "basic" && slot === "username" && Boolean(secrets.password);
    const stored = scheme.slots.flatMap(({ id }) => (isName(id) ? [] : (secrets[id] ?? [])));
    const sent = stored.flatMap((secret) =>
      scheme.placements.map(({ prefix }) => withoutPrefix(secret, prefix).trim()),
    );
    return [...stored, ...sent];
  });
  const written = [...cookiesOf(request, parts), ...pairsOf(request, parts)];
  return [...new Set([...all, ...written])].filter((secret) => secret !== "");
}

/** Of HTTP Basic the pair, which an API may encode once more with all of the header. */
function pairsOf({ headers }: HttpRequest, parts: readonly LivePart[]): string[] {
  const places = parts.flatMap(({ scheme }) => scheme.placements.filter((place) => place.basic));
  return places.map(({ name }) => (headers[name.toLowerCase()] ?? "").replace(/^Basic /, ""));
}

/** Values of cookies as they were written, which is encoded in part: a writing that nobody else would make. */
function cookiesOf({ headers }: HttpRequest, parts: readonly LivePart[]): string[] {
  const all = (headers.cookie ?? "").split("; ");
  const places = parts.flatMap(({ scheme }) => scheme.placements.filter((place) => place.in === "cookie"));
  return places.flatMap(({ name }) =>
    all.flatMap((one) => (one.startsWith(`${name}=`) ? one.slice(name.length + 1) : [])),
  );
}
