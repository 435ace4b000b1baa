import { isVariableValue, type JsonPointer, nearest, own, slipOf, toPointer } from "@specwire/contract";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import { fixOf } from "../../1-parse/rewrite/change.ts";
import { renameRepair } from "../../1-parse/rewrite/repairs.ts";
import { Copy, Members } from "../../1-parse/rewrite/tree.ts";
import type { VariableSource } from "../../2-resolve/servers/server-variable.ts";
import type { CheckedSpec } from "../checked-spec.ts";
import { parameterTemplates, statedUrls, variablesIn } from "../urls.ts";

/** Variables in URLs are declared, those declared are used, and an open one stays within declared hosts. */
export function serverVariables(spec: CheckedSpec): void {
  const { source, resolved, report, text, locate } = spec;
  const declared = source.variables ?? {};
  const used = new Set(parameterTemplates(spec).flatMap(({ value }) => variablesIn(value)));
  for (const { url, at } of statedUrls(spec)) {
    for (const name of variablesIn(url)) {
      used.add(name);
      if (own(resolved.variables, name) !== undefined) continue;
      const names = Object.keys(declared);
      const meant = slipOf(name, names);
      // The declaration follows the URL, where nothing else uses it.
      const repair =
        meant === undefined
          ? declareRepair(spec, name, url, at)
          : /^[\w-]+$/.test(name) && name.length >= meant.length
            ? renameRepair(text, toPointer(["variables", meant]), name)
            : {};
      if (meant !== undefined) used.add(meant);
      report.add("server/unknown-variable", { name, suggestions: nearest(name, names) }, locate(at), repair);
    }
  }
  for (const [name, variable] of Object.entries(declared)) {
    const at = toPointer(["variables", name]);
    // What only the redirect tells is kept with the account, whether a URL needs it or not.
    if (!used.has(name) && variable.from !== "redirect")
      report.add("server/unused-variable", { name }, locate(at, "key"));
    checkHosts(spec, name, variable, at);
    if (variable.from !== "user" || variable.default === undefined) continue;
    const { kind = "label", hosts, enum: values, selfHosted } = variable;
    const bounds = {
      ...(hosts && { hosts }),
      ...(values && { enum: values }),
      ...(selfHosted && { selfHosted }),
    };
    if (!isVariableValue({ from: "user", kind, ...bounds }, variable.default))
      report.add("server/default-not-accepted", { name, value: variable.default }, locate(`${at}/default`));
  }
}

/**
 * The declaration that is missing, where nobody but the user can know the value: before there is a token, or without
 * OAuth. As a label or a part of the path it can't make the URL another host's.
 */
function declareRepair(
  { source, text }: CheckedSpec,
  name: string,
  url: string,
  at: string,
): { readonly fix?: Fix } {
  const [before = "", after = ""] = url.split(`{${name}}`);
  const isWholeHost = /^https?:\/\/[^/]*$/i.test(before) && !/^[\w-]*\./.test(after);
  const told = [source.auth].flat().some(({ type }) => type === "oauth2");
  const isAsked = !told || /\/authorizationUrl$/.test(at);
  if (text === undefined || before === "" || isWholeHost || !isAsked || !/^\w+$/.test(name)) return {};
  const variable = new Members([["from", "user"]]);
  const key = source.baseUrl === undefined ? "servers" : "baseUrl";
  const change =
    source.variables !== undefined
      ? { holder: "/variables", put: [{ name, value: variable }] }
      : {
          holder: "",
          put: [
            { name: key, value: new Copy(toPointer([key])), over: key },
            { name: "variables", value: new Members([[name, variable]]), over: key },
          ],
        };
  const fix = source[key] === undefined ? undefined : fixOf(text, [change]);
  return fix === undefined ? {} : { fix };
}

function checkHosts(
  { report, locate }: CheckedSpec,
  name: string,
  variable: VariableSource,
  at: JsonPointer,
): void {
  const isOpen = variable.kind === "origin" || variable.kind === "domain";
  const isBounded = variable.hosts !== undefined || variable.enum !== undefined;
  if (variable.from === "user" && variable.selfHosted) {
    if (!isOpen || isBounded) report.add("server/self-hosted", { name, isOpen }, locate(`${at}/selfHosted`));
  } else if (isOpen && !isBounded) {
    report.add("server/origin-without-hosts", { name }, locate(at, "key"));
  }
}

/** A value stands only where its kind can't make it more than it is. */
export function kindOutOfPlace(spec: CheckedSpec): void {
  for (const { url, at } of statedUrls(spec)) {
    for (const { index, 0: braces, 1: name = "" } of url.matchAll(/\{([^{}]*)\}/g)) {
      const variable = own(spec.resolved.variables, name);
      const before = url.slice(0, index);
      const after = url.slice(index + braces.length);
      const problem = variable && misplaced(variable, before, after);
      if (problem !== undefined)
        spec.report.add(
          "server/kind-out-of-place",
          { name, kind: variable?.kind ?? "label", problem },
          spec.locate(at),
        );
    }
  }
}

function misplaced(variable: VariableSource, before: string, after: string): string | undefined {
  const isQuery = before.includes("?");
  const isHost = /^(https?:\/\/[^/?#]*)?$/i.test(before);
  switch (variable.kind) {
    case "text":
      return isQuery ? undefined : "stands in the query, in parameters and in headers";
    case "path":
      return isHost ? "stands in the path" : undefined;
    case "origin":
      return before === "" && /^([/?#]|$)/.test(after)
        ? undefined
        : "stands for the whole beginning of a URL";
    case "domain": {
      const isEnd = /^(https?:\/\/|.*\.)$/i.test(before) && /^(:\d+)?([/?#]|$)/.test(after);
      return !isHost || isEnd || variable.enum !== undefined ? undefined : "stands at the end of a host name";
    }
    default:
      return undefined;
  }
}
