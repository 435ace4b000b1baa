import type { ErrorCode } from "@specwire/contract";

/** What a code of a generated tool means, and what to do about it. */
export interface ErrorWords {
  readonly means: string;
  readonly todo: string;
}

export const errorWords: Readonly<Record<ErrorCode, ErrorWords>> = {
  API_ERROR: {
    means: "The API answered with an error that no other code names.",
    todo: "Read `message`, `status` and `apiCode`: they are the API's own words. Change the call accordingly.",
  },
  NOT_FOUND: {
    means: "The API knows no such thing, or does not show it to this account.",
    todo: "Check the ids with a list command; check that the connected account may see it.",
  },
  CONFLICT: {
    means: "What was asked for contradicts the present state, such as a second thing of one name.",
    todo: "Read the present state first, then decide anew.",
  },
  INVALID_REQUEST: {
    means: "The API understood the call and refuses its values.",
    todo: "Correct what `message` names; `<command> --schema` shows what is expected.",
  },
  FORBIDDEN: {
    means: "The credential is valid, but its account may not do this.",
    todo: "Use another account, or have the account's rights widened at the service.",
  },
  SERVER_ERROR: {
    means: "The API failed (status 5xx).",
    todo: "Try again later. For a write, read first whether it happened.",
  },
  UNEXPECTED_ANSWER: {
    means: "The answer is not of the kind that the connector spec declares.",
    todo: "Check the base URL. If the API has changed, the connector's `response` or `items` need an update.",
  },
  USAGE: {
    means: "A flag is unknown, or flags contradict each other.",
    todo: "`help` in the error names the flag or the command that was probably meant; `<command> --help` lists all.",
  },
  UNKNOWN_COMMAND: {
    means: "The tool has no such command.",
    todo: 'Search with `--find "<words>"`, or start the tool without arguments.',
  },
  INVALID_ARGUMENT: {
    means: "A value is missing or has the wrong type. Nothing was sent.",
    todo: "Correct the flag that `flag` names; `<command> --schema` shows its type.",
  },
  NOT_CONFIGURED: {
    means: "The environment lacks something other than the credential, such as a base URL.",
    todo: "Set the variable that `message` names.",
  },
  AUTH_REQUIRED: {
    means: "There is no credential, or the API does not accept it.",
    todo: "Connect the account in the host application; by hand, set the variables that `message` names.",
  },
  REAUTH_REQUIRED: {
    means: "The credential was good once and is no longer: revoked, or expired for ever.",
    todo: "Connect the account again. Repeating the call changes nothing.",
  },
  SESSION_EXPIRED: {
    means: "The session's grant for the broker has ended.",
    todo: "Have the host start a new session.",
  },
  SCOPE_REQUIRED: {
    means: "The account is connected without a scope that this operation needs.",
    todo: "Connect again and consent to the scopes that `message` names.",
  },
  ACCOUNT_REQUIRED: {
    means: "Several accounts are connected and none was chosen.",
    todo: "Choose one of those that `help` lists with `--account <label>`.",
  },
  ACCOUNT_NOT_FOUND: {
    means: "No connected account has this label.",
    todo: "Choose one of those that `help` lists with `--account <label>`.",
  },
  ACCOUNT_NOT_ALLOWED: {
    means: "The account exists, but this session may not use it.",
    todo: "Use an allowed account, or have the host allow it.",
  },
  PERMISSION_DENIED: {
    means: "The host's policy refuses the operation.",
    todo: "Do not look for a way around it. Say what was needed and let a person decide.",
  },
  APPROVAL_REQUIRED: {
    means: "A person has to approve exactly this call first.",
    todo: "Wait for the approval, then repeat the call unchanged.",
  },
  NETWORK_ERROR: {
    means: "The API could not be reached, or the connection broke.",
    todo: "Try again; check the base URL and the proxy. For a write, read first whether it happened.",
  },
  TRANSIENT_AUTH_ERROR: {
    means: "The credential could not be refreshed just now; nothing says that it is bad.",
    todo: "Try again in a moment.",
  },
  RATE_LIMITED: {
    means: "The API takes no more calls for now.",
    todo: "Wait for as many seconds as `retryAfter` says, then repeat the call; ask for less at once.",
  },
  INTERNAL: {
    means: "A mistake of Specwire.",
    todo: "Report it with the command and the whole error.",
  },
};
