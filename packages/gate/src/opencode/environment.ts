import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { gateFileVariable, isArray, isObject, type Json, type JsonObject } from "@specwire/contract";
import { closedShell, isAboutShell, saidOfShell } from "./bash-permission.ts";

export interface OpenCodeOptions {
  /** Absolute path of `opencode.mjs`, where the agent can't write. */
  readonly plugin: string;
  /** Absolute path of the session's gate file, where the agent can't write. */
  readonly gateFile: string;
  /**
   * What else is to be configured, in OpenCode's own format. `permission.bash` is for commands that name none of
   * ours; in environment mode what it allows is asked. Default: ask.
   */
  readonly config?: JsonObject;
}

/**
 * The variables that OpenCode is to be started with. The configuration in them keeps the shell closed, and the
 * plugin opens it: if the plugin does not load, for whatever reason, no command runs. Configuration in the project's
 * folder is not read, since an agent could write it. Throws a `TypeError` for configuration that would open the
 * shell by another way.
 */
export function openCodeEnvironment(options: OpenCodeOptions): Readonly<Record<string, string>> {
  const { plugin, gateFile, config = {} } = options;
  if (!isAbsolute(plugin) || !isAbsolute(gateFile))
    throw new TypeError("the paths of plugin and gate file must be absolute");
  const permission = permissionOf(config);
  const others = saidOfShell(permission) ?? "ask";
  const { bash: _, ...rest } = permission;
  const content = {
    ...config,
    permission: { ...rest, ...closedShell },
    plugin: [
      ...(isArray(config.plugin) ? config.plugin : []),
      [pathToFileURL(plugin).href, { bash: others }],
    ],
  };
  return {
    [gateFileVariable]: gateFile,
    OPENCODE_CONFIG_CONTENT: JSON.stringify(content),
    OPENCODE_DISABLE_PROJECT_CONFIG: "1",
  };
}

/** What is permitted to all agents. One agent's own words win over them, so those may not be about the shell. */
function permissionOf({ permission, agent, mode, tools }: JsonObject): JsonObject {
  const agents = [agent, mode].flatMap((all) => (isObject(all) ? Object.values(all) : []));
  for (const one of agents) {
    const said = isObject(one) ? one.permission : undefined;
    if (isText(said) || (isObject(said) && Object.keys(said).some(isAboutShell)))
      throw new TypeError("an agent's own permission may not be about bash, by a pattern neither");
    if (isObject(one) && one.tools !== undefined) throw noTools();
  }
  if (tools !== undefined) throw noTools();
  if (isText(permission)) return { "*": permission };
  return isObject(permission) ? permission : {};
}

function noTools(): TypeError {
  return new TypeError("tools is an old name: say it in permission");
}

function isText(json: Json | undefined): json is string {
  return typeof json === "string";
}
