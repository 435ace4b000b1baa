import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Arguments, type Json, parseExact } from "../../packages/contract/src/index.ts";

/** One service: what an author is given, and what is asked of the connector afterwards. */
export interface Service {
  readonly name: string;
  readonly docs: string;
  readonly brief: string;
  readonly facts: Facts;
  readonly requests: readonly Call[];
  /** A spec that passes. */
  readonly reference: string;
}

export interface Facts {
  readonly auth: AuthFacts;
  readonly operations: readonly OperationFacts[];
  readonly pagination: PaginationFacts | null;
}

export interface AuthFacts {
  readonly type: string;
  readonly user?: string;
  readonly authorizeUrl?: string;
  readonly tokenUrl?: string;
  readonly scopes?: readonly string[];
  readonly scopeSeparator?: string;
  readonly clientCredentials?: string;
  readonly extraAuthorizeParams?: Readonly<Record<string, string>>;
}

export interface OperationFacts {
  readonly id: string;
  readonly path: string;
  readonly access: "read" | "write";
  readonly destructive?: boolean;
  /** A second time makes a second thing, or is paid twice: nothing may send it again by itself. */
  readonly once?: true;
  /** Needed together. */
  readonly scopes?: readonly string[];
  readonly parameters: readonly ParameterFacts[];
  readonly body?: { readonly fields?: readonly FieldFacts[] };
  readonly answer?: { readonly items?: string };
}

/** A member of a body: `address.city`, `lines[].quantity`. */
export interface FieldFacts {
  readonly name: string;
  /** Absent: the documentation does not say. */
  readonly required?: boolean;
  /** All values that the documentation names. */
  readonly enum?: readonly (string | number)[];
  readonly note?: string;
}

export interface ParameterFacts extends FieldFacts {
  readonly in: string;
}

export interface PaginationFacts {
  readonly cursorParam?: string;
  readonly pageParam?: string;
  readonly offsetParam?: string;
  readonly first?: number;
  readonly sizeParam?: string;
  readonly limitParam?: string;
  readonly maxSize?: number;
  /** The last item says where to go on: `the id of the last item`. */
  readonly from?: string;
  /** Where an answer says whether there are more. */
  readonly more?: string;
}

/** A call of the connector: what it is given, what has to be sent, what comes back. */
export interface Call {
  readonly operation: string;
  readonly arguments: Arguments;
  readonly expect?: Expected;
  readonly answers?: Answer;
  /** In place of the two above: a list of several pages, all of them asked for. */
  readonly pages?: readonly { readonly expect: Expected; readonly answers: Answer }[];
  readonly outcome?: "error";
  /** What has to be in the error. */
  readonly message?: string;
  /** What was said when connecting: a subdomain, a region. */
  readonly connection?: Readonly<Record<string, string>>;
  /** Hard, and not counted. */
  readonly optional?: boolean;
}

export interface Expected {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** Headers that the documentation says may be left out. */
  readonly mayLack?: readonly string[];
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly bodyText?: string;
  readonly bodyBase64?: string;
}

const folder = join(import.meta.dirname, "services");

export const serviceNames: readonly string[] = readdirSync(folder).toSorted();

export function readService(name: string): Service {
  const text = (file: string): string => readFileSync(join(folder, name, file), "utf8");
  // Ids of 64 bits: their digits are what is asked for.
  const data = <Shape>(file: string): Shape => parseExact(text(file)) as Shape;
  return {
    name,
    docs: text("docs.md"),
    brief: text("brief.md"),
    facts: data("facts.json"),
    requests: data("requests.json"),
    reference: text("connector.yaml"),
  };
}
