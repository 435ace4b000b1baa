import {
  type Connector,
  expandServerUrl,
  isVariableValue,
  own,
} from "../../../packages/contract/src/index.ts";
import type { Call, Expected } from "../services.ts";

/**
 * The URL of each server as it is after connecting. What was said when connecting is given to the variable of that
 * name; where a spec calls or cuts it differently, to the one whose value leads to the host. Undefined where no value
 * that the spec accepts leads anywhere.
 */
export function connectedUrls(
  { servers, variables }: Connector,
  call: Call,
  expected: Expected,
): Record<string, string | undefined> {
  const given = Object.entries(call.connection ?? {});
  const named = Object.fromEntries(
    Object.entries(variables).flatMap(([name, variable]): [string, string][] => {
      const value = given.find(([said]) => plain(said) === plain(name))?.[1];
      return value !== undefined && isVariableValue(variable, value) ? [[name, value]] : [];
    }),
  );
  return Object.fromEntries(
    Object.entries(servers).map(([name, { url }]) => {
      const usual = expandServerUrl(url, variables, named);
      const isMeant = usual !== undefined && (given.length === 0 || new URL(usual).host === expected.host);
      const led = isMeant ? undefined : leadingTo(url, variables, expected.host);
      return [name, led ?? usual];
    }),
  );
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** The URL with the values that make its host this one; everything a variable may not be is refused. */
function leadingTo(template: string, variables: Connector["variables"], host: string): string | undefined {
  const names: string[] = [];
  const [, origin = template] = /^((?:https?:\/\/)?[^/]*)/.exec(template) ?? [];
  const pattern = origin.replaceAll(/\{([^{}]*)\}|[^{]+/g, (part, name: string | undefined) => {
    if (name === undefined) return part.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&");
    names.push(name);
    return own(variables, name)?.kind === "origin" ? "(https://.+)" : "(.+)";
  });
  const found = new RegExp(`^${pattern}$`).exec(`https://${host}`);
  if (found === null) return undefined;
  return expandServerUrl(
    template,
    variables,
    Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""])),
  );
}
