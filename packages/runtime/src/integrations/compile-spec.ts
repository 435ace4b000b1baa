import type { JsonObject } from "@specwire/contract";
import type { CompiledFile } from "../connectors/compiled-files.ts";
import type { ConnectorInput } from "../connectors/connector-record.ts";
import { RuntimeError } from "../errors/runtime-error.ts";

/** A finding of the compiler as data, as `renderJson` of `@specwire/compiler` gives it. */
export type DiagnosticData = JsonObject & {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
};

export interface CompileAnswer {
  readonly diagnostics: readonly DiagnosticData[];
  /** Absent where the spec has an error. */
  readonly files?: readonly CompiledFile[] | undefined;
}

/**
 * The compiler, which hosts bring so that the runtime holds no parser. `files` are `connector.yaml` and what it
 * refers to, by path:
 *
 * ```ts
 * const compileFiles: Compile = (files) => {
 *   const { diagnostics, output } = compile("connector.yaml", memoryHost(files));
 *   return { diagnostics: renderJson(diagnostics), files: output?.files };
 * };
 * ```
 */
export type Compile = (
  files: Readonly<Record<string, string | Uint8Array>>,
) => CompileAnswer | Promise<CompileAnswer>;

/** A connector as somebody wrote it. */
export interface WrittenConnector {
  /** The text of connector.yaml. */
  readonly spec: string;
  /** Files that it refers to, by their paths beside it: `openapi/acme.json`. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

export interface CompiledSpec extends ConnectorInput {
  readonly warnings: readonly DiagnosticData[];
}

/** Throws `CONNECTOR_INVALID` with all that the compiler found in `details.diagnostics`. */
export async function compileSpec(
  compile: Compile,
  { spec, files = {} }: WrittenConnector,
): Promise<CompiledSpec> {
  if (typeof spec !== "string") throw new RuntimeError("INVALID_OPTION", "`spec` is no text");
  const { diagnostics, files: compiled } = await compile({ ...files, "connector.yaml": spec });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (compiled === undefined || errors.length > 0)
    throw new RuntimeError(
      "CONNECTOR_INVALID",
      `The connector spec has ${errors.length === 1 ? "an error" : `${errors.length} errors`}.`,
      { diagnostics, help: "each of `details.diagnostics` says where it is and what to do" },
    );
  return { spec, files: compiled, warnings: diagnostics };
}
