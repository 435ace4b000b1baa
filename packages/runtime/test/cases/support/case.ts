import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** `case.json` of a folder: what is connected, and what is done with it in each run. */
export interface OAuthCase {
  /** The rule that the case holds the runtime to. */
  readonly about: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** By name; runs speak of `main` where they name none. */
  readonly connectors: Readonly<Record<string, ConnectorLines>>;
  readonly runs: Readonly<Record<string, Run>>;
}

/** Lines of a connector spec. `{FAULTS}` and `{OTHER}` are the origins of two servers. */
export interface ConnectorLines {
  readonly auth: unknown;
  readonly servers?: unknown;
  readonly variables?: unknown;
}

export interface Run {
  readonly client?: { readonly clientId: string; readonly clientSecret?: string };
  /** How paths of the faults server answer, in turn; the last answer stays. What is not named works. */
  readonly script?: Readonly<Record<string, readonly ScriptedAnswer[]>>;
  readonly steps: readonly Step[];
}

export type ScriptedAnswer =
  | { readonly json: unknown; readonly status?: number }
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly text: string; readonly type: string }
  | { readonly oauthError: string }
  | { readonly unavailable: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly redirect: string; readonly status: number }
  | { readonly after: number; readonly answer: ScriptedAnswer }
  | "hang"
  | "reset"
  | "trickle";

interface Who {
  /** Default: `main`. */
  readonly connector?: string;
  /** Default: `alice`. */
  readonly user?: string;
  /** Default: `a1`. */
  readonly session?: string;
}

export type Step =
  | (Who & {
      readonly do: "authorize";
      readonly returnTo?: string;
      readonly variables?: Readonly<Record<string, string>>;
    })
  /** The browser opens the last authorization URL; its answer, changed, is handed to the runtime. */
  | (Who & { readonly do: "callback"; readonly change?: Change })
  /** So many callers at once ask for the account's secrets. Default: 1. */
  | (Who & { readonly do: "use"; readonly callers?: number })
  | { readonly do: "wait"; readonly seconds: number }
  /** Tells what the store holds of accounts, and the events. */
  | { readonly do: "stored" };

/** Of the answer's query, in this order. */
export interface Change {
  readonly remove?: readonly string[];
  readonly set?: Readonly<Record<string, string>>;
  /** Each once more, with the value it has. */
  readonly repeat?: readonly string[];
  readonly append?: Readonly<Record<string, string>>;
}

export const folderOf = (area: string): string => join(import.meta.dirname, "..", area);

/** The cases of an area, by folder name. */
export function casesIn<Case>(area: string): readonly (readonly [string, Case])[] {
  return readdirSync(folderOf(area))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(folderOf(area), name, "case.json"), "utf8");
      return [name, JSON.parse(text) as Case];
    });
}

export function changed(url: URL, { remove = [], set = {}, repeat = [], append = {} }: Change): URL {
  const result = new URL(url);
  const query = result.searchParams;
  for (const name of remove) query.delete(name);
  for (const [name, value] of Object.entries(set)) query.set(name, value);
  for (const name of repeat) query.append(name, query.get(name) ?? "");
  for (const [name, value] of Object.entries(append)) query.append(name, value);
  return result;
}
