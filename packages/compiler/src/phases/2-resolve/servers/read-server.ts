import type { JsonObject } from "@specwire/contract";
import { isObject, own } from "@specwire/contract";
import { isLoopback, isPlaceholderHost } from "./hosts.ts";
import { choices, readVariable, type ServerVariable, type VariableSource } from "./server-variable.ts";

/** A Server Object as a connector can use it. */
export interface ReadServer {
  /** A URL template without a slash at its end, or the path of a relative one. */
  readonly url: string;
  /** The variables that stand in it. */
  readonly variables: Readonly<Record<string, VariableSource>>;
  readonly relative: boolean;
  /** Its host is an example, or another machine for everybody. */
  readonly placeholder: boolean;
  readonly description?: string;
  /** What was not taken as it stands, in words. */
  readonly notes: readonly string[];
}

/** Reads a Server Object; undefined where nothing says which host it is. */
export function readServer(object: JsonObject): ReadServer | undefined {
  const written = typeof object.url === "string" ? object.url.trim() : "";
  const declared = isObject(object.variables) ? object.variables : {};
  const notes: string[] = [];
  const { url: cut, notes: cutNotes } = withoutQuery(written);
  notes.push(...cutNotes);
  const whole = withScheme(withPaths(cut, declared), declared);
  const description = typeof object.description === "string" ? { description: object.description } : {};
  const variables: Record<string, VariableSource> = {};
  const parts = /^(https?):\/\/([^/]*)(.*)$/i.exec(whole);
  if (parts === null) {
    // A variable in front that nothing is known about could be any host.
    if (/^(\{|[a-z][a-z0-9+.-]*:)/i.test(whole)) return undefined;
    const path = fillPath(whole.startsWith("/") ? whole : `/${whole.replace(/^\.\/?/, "")}`);
    if (!isPlain("relative.invalid", path)) return undefined;
    return { url: tidy(path), variables, relative: true, placeholder: false, ...description, notes };
  }
  const [, scheme = "", authority = "", rest = ""] = parts;
  if (authority.includes("@")) return undefined;
  const host = fillHost(authority);
  if (host === undefined) return undefined;
  const name = host.replace(/:\d+$/, "");
  const path = fillPath(rest);
  if (!isPlain(host, path)) return undefined;
  const secure = scheme.toLowerCase() === "https" || !isLoopback(name);
  if (secure && scheme.toLowerCase() === "http") notes.push("it is called by https, not by http");
  return {
    url: tidy(`${secure ? "https" : "http"}://${host}${path}`),
    variables,
    relative: false,
    placeholder: isPlaceholderHost(name),
    ...description,
    notes,
  };

  function fillHost(template: string): string | undefined {
    const [, names = "", port = ""] = /^((?:\{[^{}]*\}|[^{}:]|:(?=[^\d{]))*)(:.*)?$/.exec(template) ?? [];
    const digits = fill(port, (variable) => variable.default ?? "").replace(/^:/, "");
    if (digits !== "" && !/^\d{1,5}$/.test(digits)) return undefined;
    // From behind: what a variable may be depends on the domain that it stands in.
    let filled = "";
    let behind = "";
    for (const part of names.split(/(\{[^{}]*\})/).reverse()) {
      const variable = /^\{(.*)\}$/.exec(part)?.[1];
      const value = variable === undefined ? part : read(variable).asHost(behind);
      if (value === undefined) return undefined;
      filled = value + filled;
      const kept = variables[/^\{(.*)\}$/.exec(value)?.[1] ?? ""];
      behind = (kept === undefined ? value : (kept.enum?.[0] ?? "x")) + behind;
    }
    if (!/^[a-z0-9._{}-]+$/i.test(filled)) return undefined;
    const kept = filled.replace(/[^{}]+(?=\{|$)/g, (fixed) => fixed.toLowerCase());
    const usual = digits === "" || (digits === "443" && scheme.toLowerCase() === "https");
    return /^[.-]|\.\.|[.-]$/.test(kept.replaceAll(/\{[^{}]*\}/g, "x"))
      ? undefined
      : usual
        ? kept
        : `${kept}:${digits}`;
  }

  function fillPath(template: string): string {
    return fill(template, (variable) => variable.asPath());
  }

  function fill(template: string, value: (variable: ServerVariable) => string): string {
    return template.replace(/\{([^{}]*)\}/g, (_, name: string) => value(read(name)));
  }

  function read(variable: string): ServerVariable {
    return readVariable(variable, own(declared, variable), variables);
  }
}

/** The path of a server whose host nobody can name: behind another host it leads to the same API. */
export function readPath(object: JsonObject): ReadServer | undefined {
  const written = typeof object.url === "string" ? object.url.trim() : "";
  const declared = isObject(object.variables) ? object.variables : {};
  const whole = withScheme(withPaths(withoutQuery(written).url, declared), declared);
  const path = /^https?:\/\/[^/]*(\/.*)$/i.exec(whole)?.[1];
  return path === undefined ? undefined : readServer({ ...object, url: path });
}

/** With the value in the place of each variable that begins a path: `{host}{basePath}`. */
function withPaths(url: string, declared: JsonObject): string {
  return url.replace(/(?<=[^/])\{([^{}]*)\}/g, (written, name: string) => {
    const { value } = choices(own(declared, name));
    return value?.startsWith("/") ? value : written;
  });
}

function withoutQuery(url: string): { url: string; notes: string[] } {
  const cut = url.replace(/[?#][^{}]*$/, "");
  return { url: cut, notes: cut === url ? [] : ["what stands behind ? or # is left out"] };
}

/** With a scheme in front: a variable one that can be https is, `//host` and a bare host name are https. */
function withScheme(url: string, declared: JsonObject): string {
  const scheme = /^\{([^{}]*)\}:\/\//.exec(url);
  if (scheme !== null) {
    const { values, value } = choices(own(declared, scheme[1] ?? ""));
    const http = value?.toLowerCase() === "http" && !values.some((one) => one.toLowerCase() === "https");
    return `${http ? "http" : "https"}://${url.slice(scheme[0].length)}`;
  }
  const whole = /^\{([^{}]*)\}/.exec(url);
  if (whole !== null) {
    const { value, values } = choices(own(declared, whole[1] ?? ""));
    const first = value ?? values[0];
    // Stands for scheme and host, and has one of its own; else for the host alone.
    const alone = /^\{[^{}]*\}(\/|$)/.test(url);
    if (alone && first !== undefined && /^https?:\/\//i.test(first))
      return first.replace(/\/+$/, "") + url.slice(whole[0].length);
    return `https://${url}`;
  }
  if (url.startsWith("//")) return `https:${url}`;
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(:\d+)?(\/|$)/i.test(url) ? `https://${url}` : url;
}

/** Whether a host and a path mean to everybody what they say: nothing in them is read as something else. */
function isPlain(host: string, path: string): boolean {
  const filled = (text: string) => text.replaceAll(/\{\w+\}/g, "x");
  if (!/^[\w.~!$&'()*+,;=:@%/-]*$/.test(filled(path))) return false;
  if (/(^|\/)(\.|%2e){1,2}(\/|$)|%(?![0-9a-f]{2})/i.test(tidy(path))) return false;
  const url = URL.parse(`https://${filled(host)}`);
  return url !== null && url.hostname === filled(host).replace(/:\d+$/, "");
}

function tidy(url: string): string {
  const [, head = "", path = ""] = /^([a-z]+:\/\/[^/]*)?(.*)$/i.exec(url) ?? [];
  return (
    head +
    path
      .replaceAll(/\/{2,}/g, "/")
      .replaceAll(/\/\.(?=\/|$)/g, "")
      .replace(/\/+$/, "")
  );
}
