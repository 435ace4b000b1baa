import { createHash } from "node:crypto";
import { type Connector, environmentNames, isObject, type Manifest, manifestOf } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";

/** What the compiler wrote, as `compile()` gives it or as a folder of `specwire compile` holds it. */
export interface CompiledFile {
  /** Relative to the connector's own folder: `cli.mjs`. */
  readonly path: string;
  readonly text: string;
}

export interface CompiledConnector {
  readonly connector: Connector;
  /** `sha256:` and the hex digest of connector.lock.json, which names each other file by its own. */
  readonly digest: string;
  readonly manifest: Manifest;
  readonly files: readonly CompiledFile[];
}

/** What a session needs; the lock speaks for the rest. */
const required = [
  "connector.json",
  "cli.ts",
  "cli.mjs",
  "instructions.md",
  "permissions.json",
  "connector.lock.json",
];

function isFile(file: unknown): boolean {
  return isObject(file) && typeof file.path === "string" && typeof file.text === "string";
}

/**
 * Reads what the compiler wrote. Every file must be the one that `connector.lock.json` names, so that no file is
 * of another version than its neighbours. Throws `INVALID_OPTION` or `CONNECTOR_INVALID`.
 */
export function readCompiledFiles(files: readonly CompiledFile[]): CompiledConnector {
  if (!Array.isArray(files) || !files.every(isFile))
    throw new RuntimeError("INVALID_OPTION", "`files` is no list of `{ path, text }`", {
      help: "pass what `compile()` gave, or each file of the folder that `specwire compile` wrote",
    });
  const texts = new Map(files.map((file) => [file.path, file.text]));
  if (texts.size !== files.length) throw invalid("a file is there twice");
  const missing = required.filter((name) => !texts.has(name));
  if (missing.length > 0) throw invalid(`${missing.join(", ")} missing`);
  const lock = parse("connector.lock.json", texts);
  if (!isObject(lock.outputs)) throw invalid("connector.lock.json names no outputs");
  const stated = new Map(Object.entries(lock.outputs));
  for (const [name, text] of texts) {
    if (name !== "connector.lock.json" && stated.get(name) !== digestOf(text))
      throw invalid(`${JSON.stringify(name)} is not the file that connector.lock.json names`);
    if (text.includes("\0")) throw invalid(`${name} holds a character that no text has`);
    stated.delete(name);
  }
  if (stated.size > 0) throw invalid(`${[...stated.keys()].join(", ")} missing`);

  const connector = readConnector(parse("connector.json", texts));
  const manifest = manifestOf(connector, digestOf(texts.get("connector.json") ?? ""));
  if (JSON.stringify(parse("permissions.json", texts)) !== JSON.stringify(manifest))
    throw invalid("permissions.json is not the manifest of connector.json");
  return { connector, digest: digestOf(texts.get("connector.lock.json") ?? ""), manifest, files };
}

/** What later code relies on without looking again. The compiler has judged the rest. */
function readConnector(data: Record<string, unknown>): Connector {
  if (data.compiled !== 1)
    throw invalid("connector.json has a format that this version does not know", "update the runtime");
  const connector = data as unknown as Connector;
  const { slug } = connector;
  if (typeof slug !== "string" || !/^(?=.{3,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug))
    throw invalid("the slug is none");
  let names: ReturnType<typeof environmentNames>;
  try {
    names = environmentNames(connector);
    manifestOf(connector, "");
  } catch {
    throw invalid("connector.json lacks members");
  }
  const variables = [...names.secrets, ...Object.values(names.servers)];
  const foreign = variables.find(
    (name) => !name.startsWith(`${names.prefix}_`) || !/^[A-Z0-9_]+$/.test(name),
  );
  if (foreign !== undefined) throw invalid(`${JSON.stringify(foreign)} is no variable of its own`);
  refuseLeaks(connector);
  if (connector.servers.default === undefined) throw invalid("there is no server");
  return connector;
}

/** A slot goes into sandboxes, and a variable is stored as it is: neither may be made of what no agent gets. */
function refuseLeaks({ auth, variables }: Connector): void {
  const help = "name what the API needs in its address and its requests, and nothing else";
  for (const { oauth2, slots } of auth) {
    const { exchange, refresh } = oauth2?.deviations.tokenResponse ?? {};
    const pointers = [exchange?.refresh_token, refresh?.refresh_token];
    const leak = slots.find(
      ({ pointer }) =>
        pointer !== undefined && (/\/refresh_?token$/i.test(pointer) || pointers.includes(pointer)),
    );
    if (oauth2 !== undefined && leak !== undefined)
      throw invalid(`the token ${JSON.stringify(leak.id)} would be the refresh token`, help);
  }
  const leak = Object.entries(variables).find(
    ([, { pointer = "", parameter = "" }]) =>
      /(token|secret|password)$/i.test(pointer) || /^(code|state)$|token$/i.test(parameter),
  );
  if (leak !== undefined) throw invalid(`the variable ${JSON.stringify(leak[0])} would be a secret`, help);
}

function parse(name: string, texts: ReadonlyMap<string, string>): Record<string, unknown> {
  let data: unknown;
  try {
    data = JSON.parse(texts.get(name) ?? "");
  } catch {
    throw invalid(`${name} is no JSON`);
  }
  if (!isObject(data)) throw invalid(`${name} is no object`);
  return { ...data };
}

function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function invalid(
  what: string,
  help = "compile the connector again, and pass on everything that was written",
) {
  return new RuntimeError("CONNECTOR_INVALID", `The compiled connector can't be stored: ${what}.`, { help });
}
