/** What a code means to whoever runs a command: its exit code, and whether the same call may work later. */
export interface ErrorMeaning {
  readonly exit: number;
  readonly retryable: boolean;
}

/** What went wrong, in a word that stays the same. Readers must accept codes they don't know. */
export type ErrorCode =
  | "API_ERROR"
  | "NOT_FOUND"
  | "CONFLICT"
  | "INVALID_REQUEST"
  | "FORBIDDEN"
  | "SERVER_ERROR"
  | "UNEXPECTED_ANSWER"
  | "USAGE"
  | "UNKNOWN_COMMAND"
  | "INVALID_ARGUMENT"
  | "NOT_CONFIGURED"
  | "AUTH_REQUIRED"
  | "REAUTH_REQUIRED"
  | "SESSION_EXPIRED"
  | "SCOPE_REQUIRED"
  | "ACCOUNT_REQUIRED"
  | "ACCOUNT_NOT_FOUND"
  | "ACCOUNT_NOT_ALLOWED"
  | "PERMISSION_DENIED"
  | "APPROVAL_REQUIRED"
  | "NETWORK_ERROR"
  | "TRANSIENT_AUTH_ERROR"
  | "RATE_LIMITED"
  | "INTERNAL";

/** Every code that a generated CLI or the broker answers with. */
export const errorCodes: Readonly<Record<ErrorCode, ErrorMeaning>> = {
  API_ERROR: { exit: 1, retryable: false },
  NOT_FOUND: { exit: 1, retryable: false },
  CONFLICT: { exit: 1, retryable: false },
  INVALID_REQUEST: { exit: 1, retryable: false },
  FORBIDDEN: { exit: 1, retryable: false },
  SERVER_ERROR: { exit: 1, retryable: true },
  UNEXPECTED_ANSWER: { exit: 1, retryable: false },
  USAGE: { exit: 2, retryable: false },
  UNKNOWN_COMMAND: { exit: 2, retryable: false },
  INVALID_ARGUMENT: { exit: 2, retryable: false },
  NOT_CONFIGURED: { exit: 2, retryable: false },
  AUTH_REQUIRED: { exit: 3, retryable: false },
  REAUTH_REQUIRED: { exit: 3, retryable: false },
  SESSION_EXPIRED: { exit: 3, retryable: false },
  SCOPE_REQUIRED: { exit: 3, retryable: false },
  ACCOUNT_REQUIRED: { exit: 3, retryable: false },
  ACCOUNT_NOT_FOUND: { exit: 3, retryable: false },
  ACCOUNT_NOT_ALLOWED: { exit: 3, retryable: false },
  PERMISSION_DENIED: { exit: 4, retryable: false },
  APPROVAL_REQUIRED: { exit: 5, retryable: true },
  NETWORK_ERROR: { exit: 6, retryable: true },
  TRANSIENT_AUTH_ERROR: { exit: 6, retryable: true },
  RATE_LIMITED: { exit: 7, retryable: true },
  INTERNAL: { exit: 70, retryable: false },
};

/** The error object as it is printed on stderr and answered by the broker. */
export interface ErrorObject {
  readonly error: {
    readonly code: string;
    readonly connector: string;
    readonly message: string;
    /** What to do, a command where there is one. */
    readonly help?: string;
    readonly retryable: boolean;
    readonly operation?: string;
    /** The flag that is wrong. */
    readonly flag?: string;
    /** HTTP status, where the API answered. */
    readonly status?: number;
    /** The API's own code. */
    readonly apiCode?: string;
    /** Of APPROVAL_REQUIRED: what a person has to approve. */
    readonly approvalId?: string;
    /** Of ACCOUNT_REQUIRED, ACCOUNT_NOT_FOUND and ACCOUNT_NOT_ALLOWED: the labels that can be used. */
    readonly accounts?: readonly string[];
    /** Seconds to wait before trying again. */
    readonly retryAfter?: number;
  };
}
