import { type JsonPointer, toEnvironmentName, toPointer } from "@specwire/contract";
import type { SchemeSource } from "../../2-resolve/security/schemes.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** Variables that others read: programs, libraries, shells, hosts and what runs our sessions. */
const foreign: ReadonlySet<string> = new Set(
  `PATH HOME SHELL USER PWD TMPDIR ENV IFS EDITOR PAGER BROWSER TERM LANG DISPLAY
  HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY FTP_PROXY SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE
  REQUESTS_CA_BUNDLE GITHUB_TOKEN GH_TOKEN GITLAB_TOKEN NPM_TOKEN DOCKER_HOST DOCKER_CONFIG SSH_AUTH_SOCK
  SSH_ASKPASS SSH_SK_PROVIDER ALLOWED_INTEGRATIONS PROMPT_COMMAND GLIBC_TUNABLES JAVA_TOOL_OPTIONS
  JDK_JAVA_OPTIONS MAVEN_OPTS GRADLE_OPTS DOTNET_STARTUP_HOOKS RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER
  PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE`.split(/\s+/),
);

const foreignPrefixes =
  /^(SPECWIRE|AWS|NODE|NPM_CONFIG|LD|DYLD|BASH|OPENSSL|XDG|CUSTOM_INTEGRATION|SUDO|BUN|DENO)_/;

/** Git's variables are not those of every service whose slug is git-something; these run programs or lead elsewhere. */
const foreignSuffixes =
  /^(GIT_(SSH|SSH_COMMAND|DIR|ASKPASS|(SEQUENCE_)?EDITOR|PAGER|EXEC_PATH|PROXY_COMMAND|EXTERNAL_DIFF|TEMPLATE_DIR|WORK_TREE|OBJECT_DIRECTORY|CONFIG(_[A-Z]+)*|SSL_NO_VERIFY|SSL_CAINFO)|.*_PROXY)$/;

function isForeign(name: string): boolean {
  return foreign.has(name) || foreignPrefixes.test(name) || foreignSuffixes.test(name);
}

/** No variable that a host sets for the connector is one that others read. */
export function authVariables(spec: CheckedSpec): void {
  const { source, resolved, report, locate } = spec;
  const seen = new Set<string>();
  const check = (at: string, on: "key" | "value", ...parts: string[]) => {
    const name = toEnvironmentName(source.slug, ...parts);
    if (!isForeign(name) || seen.has(name)) return;
    seen.add(name);
    report.add("auth/foreign-variable", { name }, locate(at, on));
  };
  for (const word of ["auth-method", "account", "expires-at"]) check("/slug", "value", word);
  for (const name of Object.keys(resolved.servers)) {
    if (name === "default") check("/slug", "value", "base-url");
    else check(toPointer(["servers", name]), "key", name, "base-url");
  }
  for (const { written, origin, secrets } of resolved.schemes) {
    for (const { slot, env } of secrets) {
      if (!isForeign(env) || seen.has(env)) continue;
      seen.add(env);
      report.add("auth/foreign-variable", { name: env }, locate(...placeOf(written, origin, slot)));
    }
  }
}

/** What of the spec gives a variable its name. */
function placeOf(
  written: SchemeSource,
  origin: JsonPointer,
  slot: string,
): [pointer: JsonPointer, on: "key" | "value"] {
  const key = written.type === "api_key" ? (written.keys?.findIndex(({ id }) => id === slot) ?? -1) : -1;
  if (key >= 0) return [`${origin}/keys/${key}/id`, "value"];
  if (written.type === "oauth2" && slot in (written.tokens ?? {}))
    return [`${origin}/tokens${toPointer([slot])}`, "key"];
  return written.id === undefined ? ["/slug", "value"] : [`${origin}/id`, "value"];
}
