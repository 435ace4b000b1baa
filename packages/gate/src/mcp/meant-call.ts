import { isObject, type JsonObject, own } from "@specwire/contract";
import type { OpenedGateFile } from "../session/gate-file.ts";
import { describeCall, findCall } from "./look-up.ts";
import { failed, type ToolText } from "./perform.ts";
import { fullId, operationsOf, type SessionOperation, toolName } from "./session-tools.ts";
import { effectOf, verbFor, verbOf } from "./tools.ts";

/** An operation that is to be performed, with the arguments for it. */
export interface MeantCall {
  readonly one: SessionOperation;
  readonly input: JsonObject;
}

/** Which operation a call of a tool means; a text where that is all that there is to answer. */
export async function meantCall(
  tool: string,
  given: JsonObject,
  session: OpenedGateFile,
  files: boolean,
): Promise<MeantCall | ToolText> {
  const operations = operationsOf(session);
  const verb = verbOf(tool);
  if (verb === undefined) {
    const one = operations.find((each) => toolName(each) === tool);
    return one === undefined ? unknown(tool) : { one, input: given };
  }
  if (verb === "find") return await findCall(given, session, operations);
  const name = own(given, "operation");
  const one = operations.find((each) => name === fullId(each) || name === toolName(each));
  if (one === undefined) return unknown(String(name), "operations-find searches");
  if (verb === "describe") return describeCall(one, session, files);
  // A client may let one of these tools run unasked, so none does what another is for.
  if (verb !== verbFor(one))
    return failed(one, "USAGE", `${effectOf(one)}: it is performed by operations-${verbFor(one)}`);
  const input = own(given, "arguments") ?? {};
  return isObject(input) ? { one, input } : failed(one, "INVALID_ARGUMENT", "arguments takes an object");
}

function unknown(id: string, help?: string): ToolText {
  return failed({ slug: "unknown", id }, "UNKNOWN_COMMAND", "the session has no such operation", help);
}
