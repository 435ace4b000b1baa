import { quoteWord, type TableHead } from "@specwire/contract";
import { CliError } from "../errors.ts";

/** What runs a refused call again. */
export interface Again {
  readonly line: string;
  /** Whether a part of it was piped in. */
  readonly pipedIn: boolean;
}

/** The broker's error with what to do next. It says so itself, but for what only the tool knows: its command line. */
export function withHelp(error: CliError, { name }: Pick<TableHead, "name">, again: Again): CliError {
  const { code, message, details } = error;
  const labels = (details.accounts ?? []).map((label) => `--account ${quoteWord(label)}`);
  const choice = labels.length > 0 ? `say which one: ${labels.join(", or ")}` : undefined;
  const help = {
    APPROVAL_REQUIRED: `nothing was sent; when a person has approved it (--wait <seconds> waits for that), run again${again.pipedIn ? ", with the same input" : ""}: ${again.line}`,
    ACCOUNT_REQUIRED: choice ?? details.help,
    ACCOUNT_NOT_FOUND: choice ?? details.help ?? `ask the host to connect ${name}`,
    ACCOUNT_NOT_ALLOWED: choice ?? details.help ?? "ask the host to allow this account in the session",
    PERMISSION_DENIED:
      details.help ?? "this session may not do it, in whatever way: tell the person you work for",
    SESSION_EXPIRED: details.help ?? "ask the host for a new session",
    AUTH_REQUIRED: details.help ?? `ask the host to connect ${name}`,
    REAUTH_REQUIRED: details.help ?? `ask the host to connect ${name} again`,
  }[code as string];
  return help === undefined ? error : new CliError(code, message, { ...details, help });
}
