import { type LookupAddress, lookup } from "node:dns";
import { type ClientRequest, request as plainRequest } from "node:http";
import { request } from "node:https";
import type { LookupFunction } from "node:net";
import { isLoopbackAddress, isLoopbackName, isPublicAddress } from "@specwire/runtime/addresses";
import type { IsAllowed } from "./allowed-hosts.ts";

const mostBytes = 16 * 1024 * 1024;
const mostMs = 20_000;
const mostRedirects = 3;

/**
 * A file's bytes, over HTTPS. No host that was not named is called, whatever a redirect says, and no address of a
 * private network unless the host is that address. At most 16 MB, within 20 seconds. Throws where it can't be had.
 */
export async function fetchFile(address: string, isAllowed: IsAllowed): Promise<Uint8Array> {
  const deadline = AbortSignal.timeout(mostMs);
  let url = new URL(address);
  for (let redirects = 0; ; redirects++) {
    if (!isAllowed(url)) throw new Error(`${url.origin} was not named with --allow-remote`);
    const answer = await get(url, deadline);
    if (answer.bytes) return answer.bytes;
    if (redirects === mostRedirects) throw new Error("it redirects too often");
    url = new URL(answer.location, url);
  }
}

type Answer =
  | { readonly bytes: Uint8Array; readonly location?: undefined }
  | { readonly bytes?: undefined; readonly location: string };

function get(url: URL, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? request : plainRequest;
    const headers = {
      accept: "application/json, application/yaml, */*;q=0.5",
      "accept-encoding": "identity",
    };
    const asked: ClientRequest = send(url, { headers, signal, lookup: publicLookup });
    asked.on("error", reject);
    asked.on("response", (response) => {
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy();
        resolve({ location: headers.location });
        return;
      }
      if (statusCode !== 200) {
        response.destroy();
        reject(new Error(`it answers ${statusCode}`));
        return;
      }
      const parts: Uint8Array[] = [];
      let size = 0;
      response.on("data", (part: Uint8Array) => {
        size += part.length;
        parts.push(part);
        if (size > mostBytes) response.destroy(new Error(`it has more than ${mostBytes} bytes`));
      });
      response.on("error", reject);
      response.on("end", () => resolve({ bytes: Buffer.concat(parts) }));
    });
    asked.end();
  });
}

/** The address that is called is the one that was judged. Literal addresses don't come by here: they are named. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses: readonly LookupAddress[] = error ? [] : found;
    // A name of this machine means this machine, whatever a resolver says.
    const isFine = isLoopbackName(hostname) ? isLoopbackAddress : isPublicAddress;
    const fine = addresses.filter(({ address }) => isFine(address));
    const [first] = fine;
    const problem = error ?? (first ? null : new Error(`${hostname} is an address of a private network`));
    if (options.all) callback(problem as NodeJS.ErrnoException | null, [...fine]);
    else callback(problem as NodeJS.ErrnoException | null, first?.address ?? "", first?.family ?? 0);
  });
};
