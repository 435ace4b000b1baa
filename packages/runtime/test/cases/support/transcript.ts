import { createHash } from "node:crypto";
import { bodyParameters, type RecordedRequest } from "../../servers/loopback.ts";

/**
 * Writes what happened so that two runs write the same: what is random or of this machine becomes its name. A
 * value that only looks like the random one keeps its letters, and the recorded transcript then differs.
 */
export class Names {
  readonly #names: [value: string, name: string][] = [];
  readonly #challenges = new Set<string>();

  add(value: string, name: string): void {
    if (value !== "") this.#names.push([value, name]);
  }

  /** Learns what is random in an authorization URL. */
  learn(url: URL): void {
    for (const name of ["state", "nonce", "code_challenge"])
      this.add(url.searchParams.get(name) ?? "", `<${name}>`);
    this.#challenges.add(url.searchParams.get("code_challenge") ?? "");
  }

  /** A verifier is only named so when it is the one of a challenge that was sent. */
  verifier(value: string): string {
    const challenge = createHash("sha256").update(value).digest("base64url");
    return this.#challenges.has(challenge) ? "<verifier of the challenge>" : "<verifier of no challenge>";
  }

  plain(text: string): string {
    return this.#names.reduce((so_far, [value, name]) => so_far.replaceAll(value, name), text);
  }
}

/** A request as a transcript shows it: every parameter, and the header that can hold a secret. */
export function shownRequest(request: RecordedRequest, names: Names): Readonly<Record<string, unknown>> {
  const { method, path, query, headers } = request;
  const basic = /^basic (.+)$/i.exec(headers.authorization ?? "")?.[1];
  const authorization =
    basic === undefined ? headers.authorization : `Basic of ${Buffer.from(basic, "base64").toString("utf8")}`;
  return {
    request: `${method} ${path}`,
    ...(authorization !== undefined && { authorization }),
    ...(query.size > 0 && { query: shownParameters(query, names) }),
    ...(request.body !== "" && { body: shownParameters(bodyParameters(request), names) }),
  };
}

/** Sorted, and one name with two values as `name`, `name (2)`: both are to be seen. */
export function shownParameters(parameters: URLSearchParams, names: Names): Readonly<Record<string, string>> {
  const shown: Record<string, string> = {};
  for (const [name, value] of [...parameters].toSorted(([one], [two]) =>
    one < two ? -1 : one > two ? 1 : 0,
  )) {
    const count = Object.keys(shown).filter((key) => key === name || key.startsWith(`${name} (`)).length;
    shown[count === 0 ? name : `${name} (${count + 1})`] =
      name === "code_verifier" ? names.verifier(value) : names.plain(value);
  }
  return shown;
}
