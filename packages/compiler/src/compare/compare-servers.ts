import type { Connector, Server, Variable } from "@specwire/contract";
import { quote } from "../diagnostics/display.ts";
import type { Say } from "./change.ts";
import { json, missingFrom, names, same } from "./words.ts";

/** Compares where a connector's requests go, and what has to be known for that. */
export function compareServers(before: Connector, after: Connector, say: Say): void {
  eachOf(before.servers, after.servers, (name, was, is) => {
    const at = `server ${quote(name)}`;
    if (was === undefined) say("server", at, `is new: ${quote(is?.url ?? "", 120)}`);
    else if (is === undefined) say("server", at, "is gone");
    else compareServer(was, is, at, say);
  });
  eachOf(before.variables, after.variables, (name, was, is) => {
    const at = `variable ${quote(name)}`;
    if (was !== undefined && is !== undefined) compareVariable(was, is, at, say);
    else if (is === undefined) say("variable", at, "is gone");
    else if (is.from === "user" && is.default === undefined)
      say("variable", at, "is new and needs a value", ["commands"]);
    else say("variable", at, "is new");
  });
  eachOf(before.headers, after.headers, (name, was, is) => {
    if (was === is) return;
    const what = is === undefined ? "is no longer sent" : `is sent as ${quote(is)} now`;
    say("header", `header ${quote(name)}`, what, [], { before: was, after: is });
  });
}

function compareServer(was: Server, is: Server, at: string, say: Say): void {
  if (was.url !== is.url) {
    const values = { before: was.url, after: is.url };
    say("server", at, `is ${quote(is.url, 120)} now, not ${quote(was.url, 120)}`, ["consent"], values);
  }
  const come = missingFrom(was.hosts, is.hosts);
  if (come.length > 0) say("server", at, `leads to ${names(come)} too`, ["consent"], { after: come });
  if (was.env !== is.env)
    say("server", at, `is named by ${quote(is.env)} now, not ${quote(was.env)}`, ["commands"]);
}

function compareVariable(was: Variable, is: Variable, at: string, say: Say): void {
  const { enum: wasEnum, hosts: wasHosts, default: wasDefault, label: _, ...wasRest } = was;
  const { enum: isEnum, hosts: isHosts, default: isDefault, label: __, ...isRest } = is;
  if (!same(wasRest, isRest))
    say("variable", at, "comes from elsewhere, or is of another kind", ["commands"]);
  const gone = isEnum === undefined ? [] : missingFrom(isEnum, wasEnum ?? []);
  if (gone.length > 0) say("variable", at, `can't be ${names(gone)} any more`, ["commands"]);
  else if (wasEnum === undefined && isEnum !== undefined)
    say("variable", at, `can only be ${names(isEnum)} now`, ["commands"]);
  const come = wasEnum === undefined ? [] : missingFrom(wasEnum, isEnum ?? []);
  if (come.length > 0) say("variable", at, `can be ${names(come)} too`, ["consent"]);
  else if (wasEnum !== undefined && isEnum === undefined)
    say("variable", at, "can be anything now", ["consent"]);
  if (!same(wasHosts, isHosts))
    say("variable", at, "may lead to other hosts", ["consent"], {
      before: json(wasHosts),
      after: json(isHosts),
    });
  if (wasDefault === isDefault) return;
  const breaks = isDefault === undefined ? (["commands"] as const) : (["consent"] as const);
  say("variable", at, "has another default", breaks, { before: wasDefault, after: isDefault });
}

/** Every name that one of two records has, sorted, with what each has under it. */
export function eachOf<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  visit: (name: string, before: T | undefined, after: T | undefined) => void,
): void {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  for (const name of [...new Set([...was.keys(), ...is.keys()])].sort())
    visit(name, was.get(name), is.get(name));
}
