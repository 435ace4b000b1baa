import { type JsonObject, own } from "@specwire/contract";
import type { OpenedGateFile } from "../session/gate-file.ts";
import { quoted } from "./input-schema.ts";
import { inputOf, inputSchema } from "./operation-input.ts";
import { fullId, mostTools, operationsOf, type SessionOperation, toolName } from "./session-tools.ts";

/** A tool as `tools/list` shows it. */
export interface ShownTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonObject & { readonly type: "object" };
  readonly annotations: ToolAnnotations;
}

export interface ToolAnnotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/** Of a session with many operations: what is done with the one that is named. */
export type Verb = "find" | "describe" | "read" | "write" | "remove";

export const verbOf = (name: string): Verb | undefined => verbs.find((verb) => name === `operations-${verb}`);

const verbs: readonly Verb[] = ["find", "describe", "read", "write", "remove"];

/** The verb that performs an operation. */
export function verbFor({ entry }: SessionOperation): Verb {
  if (entry.access === "read") return "read";
  return entry.destructive ? "remove" : "write";
}

/** One tool for each operation; of more than forty a search, a description and three that perform them. */
export function toolsOf(session: OpenedGateFile, files: boolean): ShownTool[] {
  const operations = operationsOf(session);
  if (operations.length <= mostTools) return operations.map((one) => operationTool(one, session, files));
  const has = (verb: Verb) => operations.some((one) => verbFor(one) === verb);
  return verbs.filter((verb) => verb === "find" || verb === "describe" || has(verb)).map(verbTool);
}

function operationTool(one: SessionOperation, session: OpenedGateFile, files: boolean): ShownTool {
  return {
    name: toolName(one),
    title: `${one.slug} ${one.id}`,
    ...describedOperation(one, session, files),
    annotations: annotationsOf(one, session),
  };
}

/** What an operation does and takes, in our words and, between quotes, its document's. */
export function describedOperation(
  one: SessionOperation,
  session: OpenedGateFile,
  files: boolean,
): Pick<ShownTool, "description" | "inputSchema"> {
  const table = own(session.programs, `custom-${one.slug}`);
  const operation = table?.operation(one.id);
  if (table === undefined || operation === undefined) throw new Error("the manifest and its table differ");
  const summary = quoted(operation.summary, 120);
  const more = quoted(operation.description ?? "", 240);
  return {
    description: `${effectOf(one)}: ${summary}${more === "" || more === summary ? "" : ` ${more}`}`,
    inputSchema: inputSchema(inputOf(table, operation), {
      accounts: own(session.accounts, one.slug) ?? [],
      files,
    }) as ShownTool["inputSchema"],
  };
}

/** What the manifest says of it, in words. */
export function effectOf({ slug, id, entry }: SessionOperation): string {
  const effect =
    entry.access === "read"
      ? entry.sensitive
        ? "reveals secrets"
        : "only reads"
      : entry.destructive
        ? "changes data and can't be undone"
        : "changes data";
  return `${fullId({ slug, id })}, ${effect}`;
}

/** MCP's "destructive" is wider than ours: what replaces something is no "additive update". */
export function annotationsOf(
  { slug, id, entry }: SessionOperation,
  session: OpenedGateFile,
): ToolAnnotations {
  const isRead = entry.access === "read";
  const replaces = entry.method === "PUT" || entry.method === "PATCH" || entry.method === "DELETE";
  return {
    readOnlyHint: isRead,
    destructiveHint: !isRead && (entry.destructive || replaces),
    idempotentHint: isRead || session.programs[`custom-${slug}`]?.operation(id)?.idempotent === true,
    openWorldHint: true,
  };
}

function verbTool(verb: Verb): ShownTool {
  const { title, description, properties, required } = shown[verb];
  const isRead = verb === "find" || verb === "describe" || verb === "read";
  return {
    name: `operations-${verb}`,
    title,
    description,
    inputSchema: { type: "object", properties, required, additionalProperties: false },
    annotations: {
      readOnlyHint: isRead,
      destructiveHint: !isRead,
      idempotentHint: isRead,
      openWorldHint: verb !== "find" && verb !== "describe",
    },
  };
}

const operationProperty = { type: "string", description: 'the full id, like "slug.group.verb"' };

const performing = {
  properties: {
    operation: operationProperty,
    arguments: { type: "object", description: "as operations-describe says; {} where it takes none" },
  },
  required: ["operation"],
};

const shown: Readonly<
  Record<
    Verb,
    {
      readonly title: string;
      readonly description: string;
      readonly properties: JsonObject;
      readonly required: readonly string[];
    }
  >
> = {
  find: {
    title: "Find an operation",
    description: "Searches the operations of the connected services by what they do.",
    properties: {
      words: { type: "string", description: "what is to be done, in a few words" },
      connector: { type: "string", description: "only this service, by its slug" },
    },
    required: ["words"],
  },
  describe: {
    title: "Describe an operation",
    description: "Says what an operation does, which arguments it takes, and which tool performs it.",
    properties: { operation: operationProperty },
    required: ["operation"],
  },
  read: { title: "Read", description: "Performs an operation that only reads.", ...performing },
  write: {
    title: "Write",
    description: "Performs an operation that changes data. A person may have to approve it.",
    ...performing,
  },
  remove: {
    title: "Remove",
    description:
      "Performs an operation that removes something or can't be undone. A person may have to approve it.",
    ...performing,
  },
};
