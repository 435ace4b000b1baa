import { isArray, isObject, type Json } from "@specwire/contract";
import type { ConnectorSource } from "../../../../gen/connector-source.ts";
import { isBelowDomain } from "./hosts.ts";

export type VariableSource = NonNullable<ConnectorSource["variables"]>[string];

/** What may stand for a Server Variable where it is met. */
export interface ServerVariable {
  readonly default?: string;
  /** In a host: `{name}`, or a text in its place; undefined where it would leave the host open. */
  asHost(behind: string): string | undefined;
  /** In a path: `{name}`, or a text in its place. */
  asPath(): string;
}

// Names of what each customer has of his own: a document's default for it is an example.
const tenant =
  /(sub-?)?domain|tenant|company|organi[sz]ation|^org|account|instance|^site|store|shop|workspace|customer|^your|team|hostname|host$/i;
const fixedParts = /version|base-?path|prefix|^path$/i;

/** Reads one variable; what stays open is added to `kept` in the words of a spec. */
export function readVariable(
  name: string,
  object: Json | undefined,
  kept: Record<string, VariableSource>,
): ServerVariable {
  const { value, values } = choices(object);
  const usable = value !== undefined && (values.length === 0 || values.includes(value)) ? value : values[0];
  return {
    ...(usable !== undefined && { default: usable }),
    asHost(behind) {
      const hosts = values.filter((one) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(one));
      if (hosts.length > 1) return keep({ kind: "label", enum: hosts, ...givenDefault(usable, hosts) });
      if (hosts.length === 1) return hosts[0] ?? "";
      if (values.length > 0) return usable;
      if (!isBelowDomain(behind))
        return value !== undefined && isFixedHost(name, value, behind) ? value : undefined;
      if (value !== undefined && !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(value) && isHostName(value))
        return value;
      const isExample = value === undefined || tenant.test(name) || isPlaceholder(name, value);
      return keep({ kind: "label", ...(!isExample && /^[a-z0-9-]+$/i.test(value) && { default: value }) });
    },
    asPath() {
      const segment = (one: string) => /^[\w.~-]+$/.test(one) && !/^\.+$/.test(one);
      if (values.length > 1 && values.every(segment))
        return keep({ kind: "path", enum: values, ...givenDefault(usable, values) });
      if (usable !== undefined && (values.length > 0 || !segment(usable) || fixedParts.test(name)))
        return usable.replaceAll(/[^\w.~/-]/g, "");
      const isExample = usable === undefined || tenant.test(name) || isPlaceholder(name, usable);
      return keep({ kind: "path", ...(!isExample && { default: usable }) });
    },
  };

  function keep(more: Omit<Extract<VariableSource, { from: "user" }>, "from">): string {
    const ours = variableName(name);
    kept[ours] = { from: "user", ...more };
    return `{${ours}}`;
  }
}

function givenDefault(value: string | undefined, accepted: readonly string[]): { default?: string } {
  return value !== undefined && accepted.includes(value) ? { default: value } : {};
}

/** Whether a default can stand for what nobody may choose: a host, or the name of a domain such as `.com.br`. */
function isFixedHost(name: string, value: string, behind: string): boolean {
  return !isPlaceholder(name, value) && (isHostName(value) || (behind !== "" && /^[a-z0-9-]+$/i.test(value)));
}

function isHostName(value: string | undefined): boolean {
  return value !== undefined && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value);
}

function isPlaceholder(name: string, value: string): boolean {
  const folded = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return (
    folded(name) === folded(value) ||
    /^(your|my|example|sample|demo|foo|acme)([-_.]|$)|^default|your|<|\{/i.test(value)
  );
}

/** A name of the format: letters, digits and `_`, a letter first. */
function variableName(name: string): string {
  const camel = name.replaceAll(/[^A-Za-z0-9_]+([A-Za-z0-9]?)/g, (_, next: string) => next.toUpperCase());
  const valid = camel.replace(/^[^A-Za-z]+/, "").slice(0, 40);
  return valid === "" ? "part" : valid;
}

/** The values of a Server Variable Object. */
export function choices(object: Json | undefined): { value?: string; values: string[] } {
  const text = (one: Json | undefined) =>
    typeof one === "string" || typeof one === "number" ? String(one).trim() : undefined;
  if (!isObject(object)) return { values: [] };
  const values = isArray(object.enum) ? object.enum.flatMap((one) => text(one) ?? []) : [];
  // `{name}` and `<name>` say what belongs there: they are no default.
  const given = text(object.default);
  const value = given !== undefined && /^[{<].*[}>]$/.test(given) ? undefined : given;
  return { ...(value !== undefined && { value }), values: [...new Set(values)] };
}
