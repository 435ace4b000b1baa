import { isObject, type Json } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";
import { type BrokerOfSession, type CheckedBroker, checkBroker } from "./broker-of-session.ts";
import { checkPolicies } from "./check-policies.ts";

export interface SessionOptions {
  readonly userId: string;
  /**
   * What the workflow may use, `custom:<slug>` each; required. An empty list allows nothing. Entries without
   * `custom:` are the host's own integrations and have no meaning here: a slug by itself allows nothing.
   */
  readonly allowed: readonly string[];
  /**
   * `env`: secrets are environment variables of the sandbox; the default. `broker`: a broker has them and performs the
   * operations, the sandbox has a grant.
   */
  readonly mode?: "env" | "broker";
  /** Of mode `broker`, which needs it. */
  readonly broker?: BrokerOfSession;
  /**
   * The host's own name of what the agent works on, up to 200 characters. An approval holds for all sessions of the
   * same user and workflow; without one it is its session's alone.
   */
  readonly workflowId?: string;
  /**
   * What is allowed, asked and denied beyond the manifest, of whatever levels the host has (user, workflow, connector):
   * the strictest that says anything wins. Default: none, so that reads are allowed and writes are asked.
   */
  readonly policies?: readonly Json[];
  /**
   * Slug (without `custom:`) to the label of the account to use. In mode `env` several labels where schemes are needed
   * together, and none where there is only one way. In mode `broker` the accounts that may be used, each of them;
   * without an entry all that the user has.
   */
  readonly accounts?: Readonly<Record<string, string | readonly string[]>>;
  /** Where the files will be in the sandbox: an absolute POSIX path. Default: `/app`. */
  readonly root?: string;
  /** The sandbox's own PATH, to which `<root>/bin` is put in front. Default: what Debian and Alpine start with. */
  readonly path?: string;
  /** Names of variables that the host sets in the sandbox itself: no connector may take one. */
  readonly reserved?: readonly string[];
  /** How long credentials must at least be valid, as far as the provider lets them. Default: 600. */
  readonly minimumSeconds?: number;
  /** How long to wait for another process that refreshes the same credential. Default: 30,000. */
  readonly waitMilliseconds?: number;
  /** What the instructions may take, in tokens: beyond it connectors are only named. Default: 6,000. */
  readonly instructionTokens?: number;
  /** Certificates of mutual TLS: the PEM text in a variable, or a file of the bundle. Default: `variable`. */
  readonly certificates?: "variable" | "file";
  /**
   * Told of each allowed connector that is not in the bundle, and why: `CONNECTOR_NOT_FOUND` (also where it is another
   * user's), `CONNECTOR_DISABLED`, `AUTH_REQUIRED` (no account), `ACCOUNT_REQUIRED` (several, and none chosen; with
   * `details.labels`), `ACCOUNT_NOT_FOUND`, `INVALID_VARIABLE`, or whatever kept its credential from being fresh:
   * `REAUTH_REQUIRED`, `TRANSIENT_AUTH_ERROR`, `REFRESH_TIMEOUT`. Nothing of it is in the bundle, which goes to the
   * agent.
   */
  readonly onMissing?: (slug: string, error: RuntimeError) => void;
}

export interface CheckedOptions
  extends Required<
    Omit<SessionOptions, "allowed" | "reserved" | "onMissing" | "mode" | "broker" | "workflowId">
  > {
  /** Null: the secrets are in the environment. */
  readonly broker: CheckedBroker | null;
  readonly workflowId: string | null;
  /** Without the prefix, each once. */
  readonly slugs: readonly string[];
  /** Entries without the prefix: the host's own, unless it was forgotten. */
  readonly unprefixed: readonly string[];
  readonly reserved: ReadonlySet<string>;
  readonly onMissing: (slug: string, error: RuntimeError) => void;
}

const optionNames: ReadonlySet<string> = new Set<keyof SessionOptions>([
  "userId",
  "allowed",
  "mode",
  "broker",
  "workflowId",
  "policies",
  "accounts",
  "root",
  "path",
  "reserved",
  "minimumSeconds",
  "waitMilliseconds",
  "instructionTokens",
  "certificates",
  "onMissing",
]);
const usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Throws `ALLOW_LIST_REQUIRED` or `INVALID_OPTION`. */
export function checkOptions(options: SessionOptions): CheckedOptions {
  const given: Partial<SessionOptions> = options;
  const { allowed, userId, mode = "env", accounts = {}, certificates = "variable" } = given;
  if (!Array.isArray(allowed))
    throw new RuntimeError("ALLOW_LIST_REQUIRED", "A session needs `allowed`: what it may use.", {
      help: "pass the workflow's list, such as ['custom:trello']; an empty list allows nothing",
    });
  if (!isTexts(allowed)) throw invalid("`allowed` is no list of texts");
  if (typeof userId !== "string" || userId === "") throw invalid("`userId` is missing");
  if (mode !== "env" && mode !== "broker") throw invalid("there is no such `mode`");
  if (mode === "env" && given.broker !== undefined) throw invalid("`broker` is of the mode `broker`");
  if (certificates !== "variable" && certificates !== "file")
    throw invalid("`certificates` is neither `variable` nor `file`");
  if (!isObject(accounts) || !Object.values(accounts).every(isLabels))
    throw invalid("`accounts` is no object of labels by slug");
  const prefixed = Object.keys(accounts).find((slug) => slug.startsWith("custom:"));
  if (prefixed !== undefined)
    throw invalid(`\`accounts\` has ${JSON.stringify(prefixed)}, where the slug stands without \`custom:\``);
  const unknown = Object.keys(options).find((name) => !optionNames.has(name));
  if (unknown !== undefined) throw invalid(`there is no option ${JSON.stringify(unknown)}`);
  const { path = usualPath, reserved = [] } = given;
  if (typeof path !== "string" || /\p{Cc}/u.test(path)) throw invalid("`path` is no PATH");
  if (!isTexts(reserved)) throw invalid("`reserved` is no list of names");
  return {
    userId,
    broker: mode === "broker" ? checkBroker(given.broker) : null,
    workflowId: checkWorkflow(given.workflowId),
    policies: checkPolicies(given.policies ?? []),
    accounts,
    certificates,
    slugs: [...new Set(allowed.flatMap((one) => (one.startsWith("custom:") ? [one.slice(7)] : [])))],
    unprefixed: allowed.filter((one) => !one.includes(":") && !allowed.includes(`custom:${one}`)),
    root: checkRoot(given.root ?? "/app"),
    path,
    reserved: new Set(reserved),
    minimumSeconds: atLeastZero("minimumSeconds", given.minimumSeconds ?? 600),
    waitMilliseconds: atLeastZero("waitMilliseconds", given.waitMilliseconds ?? 30_000),
    instructionTokens: atLeastZero("instructionTokens", given.instructionTokens ?? 6_000),
    onMissing: given.onMissing ?? (() => undefined),
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isLabels(value: unknown): boolean {
  return typeof value === "string" || isTexts(value);
}

function checkWorkflow(workflowId: string | undefined): string | null {
  if (workflowId === undefined) return null;
  if (typeof workflowId === "string" && /^[^\p{Cc}\p{Cs}]{1,200}$/u.test(workflowId)) return workflowId;
  throw invalid("`workflowId` is no text of 1 to 200 characters");
}

/** A colon would end the folder's place in PATH, and Node.js takes no program whose path has a backslash. */
function checkRoot(root: string): string {
  if (typeof root !== "string") throw invalid("`root` is no path");
  const parts = root.split("/");
  const isPlain =
    root.isWellFormed() && !/[\p{Cc}:\\]/u.test(root) && !parts.some((part) => part === "." || part === "..");
  if (!root.startsWith("/") || !isPlain)
    throw invalid("`root` is no absolute path without colons, backslashes and dots for folders");
  return `/${parts.filter(Boolean).join("/")}`;
}

function atLeastZero(name: string, value: number): number {
  if (typeof value !== "number" || !(value >= 0)) throw invalid(`\`${name}\` is no number from 0 on`);
  return value;
}

function invalid(what: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", `The session can't be made: ${what}.`);
}
