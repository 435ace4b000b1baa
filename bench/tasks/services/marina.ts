import { join } from "node:path";
import type { Ask, Service } from "../lib/service.ts";
import { key, startMarina } from "./marina/server.ts";

const home = join(import.meta.dirname, "marina");
const headers = { "x-marina-key": key };

type Thing = Record<string, unknown>;

/** An API that is in no model's memory. */
export const marina: Service = {
  slug: "marina",
  connector: home,
  start: startMarina,
  environment: (url) => ({ MARINA_BASE_URL: url, MARINA_API_KEY: key }),
  http: {
    environment: (url) => ({ MARINA_URL: url, MARINA_KEY: key }),
    text: `The marina's API answers at $MARINA_URL, with the key in $MARINA_KEY as its header X-Marina-Key. Its OpenAPI document
is the file openapi.yaml in the current folder.`,
    files: [join(home, "openapi.yaml")],
  },
  headers,
  state,
};

async function state(ask: Ask): Promise<Thing> {
  const found: Thing = {};
  for (const [name, key] of [
    ["berths", "code"],
    ["boats", "id"],
    ["stays", "id"],
    ["invoices", "id"],
  ] as const) {
    for (const thing of await all(ask, name)) found[`${name}/${thing[key]}`] = thing;
  }
  return found;
}

async function all(ask: Ask, name: string): Promise<Thing[]> {
  const things: Thing[] = [];
  for (let cursor: string | null = "c_0"; cursor !== null; ) {
    const page = (await ask(`/${name}?limit=50&cursor=${cursor}`)) as Record<string, Thing[]> & {
      paging: { next: string | null };
    };
    things.push(...(page[name] ?? []));
    cursor = page.paging.next;
  }
  return things;
}
