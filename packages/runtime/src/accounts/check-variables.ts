import { type Connector, isVariableValue, own } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";

/**
 * The values of a connector's variables that a user gave, as they are stored: only variables that are theirs to
 * give, each of its kind. Throws `INVALID_VARIABLE` with the variable's name, also where one is missing that
 * has no default.
 */
export function checkVariables(
  connector: Pick<Connector, "variables">,
  given: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, string>> {
  const asked = Object.entries(connector.variables).filter(([, variable]) => variable.from === "user");
  const names = asked.map(([name]) => name);
  const foreign = Object.keys(given).filter((name) => !names.includes(name));
  if (foreign.length > 0)
    throw invalid(`${JSON.stringify(foreign[0]?.slice(0, 60))} is no variable that a user gives`, names);
  return Object.fromEntries(
    asked.flatMap(([name, variable]) => {
      const value = own(given, name);
      if (value === undefined || value === "") {
        if (variable.default !== undefined) return [];
        throw invalid(`the variable "${name}" needs a value`, variable.enum);
      }
      if (typeof value !== "string" || !isVariableValue(variable, value))
        throw invalid(`that is no value for the variable "${name}"`, variable.enum ?? variable.hosts);
      return [[name, value]];
    }),
  );
}

function invalid(message: string, allowed: readonly string[] | undefined): RuntimeError {
  return new RuntimeError("INVALID_VARIABLE", message, {
    ...(allowed?.length && { help: `one of: ${allowed.join(", ")}` }),
  });
}
