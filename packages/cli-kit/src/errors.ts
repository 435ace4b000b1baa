import { type ErrorCode, type ErrorObject, errorCodes, own, redact } from "@specwire/contract";

export type ErrorDetails = Partial<Omit<ErrorObject["error"], "code" | "connector" | "message">>;

/** A failure that is not a fault of this program: printed as the error object, with its code's exit code. */
export class CliError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = "CliError";
    this.code = code;
    this.details = details;
  }
}

export interface RenderedError {
  readonly text: string;
  readonly exit: number;
}

/** Exit code of a fault in this program (EX_SOFTWARE of sysexits.h). */
const internalExit = 70;

/** The error object as one line, and the exit code that goes with it. */
export function renderError(
  error: unknown,
  connector: string,
  secrets: readonly string[],
  debug: boolean,
): RenderedError {
  if (error instanceof CliError) {
    // A newer broker may have codes of its own.
    const { exit, retryable } = own(errorCodes, error.code) ?? errorCodes.API_ERROR;
    return { text: errorLine({ retryable, ...error.details }, error.code, error.message), exit };
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const help = "this is a fault of the tool, not of the call; SPECWIRE_DEBUG=1 shows where it happened";
  const line = errorLine({ retryable: false, help }, "INTERNAL", message || "unknown");
  return { text: debug && stack ? `${line}${redact(stack, secrets)}\n` : line, exit: internalExit };

  function errorLine(details: ErrorDetails & { retryable: boolean }, code: string, said: string): string {
    const { retryable, help: advice, ...rest } = details;
    const object: ErrorObject = {
      error: {
        code,
        connector,
        message: said,
        ...(advice !== undefined && { help: advice }),
        retryable,
        ...rest,
      },
    };
    return `${redact(JSON.stringify(object), secrets)}\n`;
  }
}
