/** Enough to read an answer that has arrived; too short to wait for one. */
const lastLook = 250;

export interface TimeLimit {
  /** Starts again from the beginning. */
  readonly restart: () => void;
  /** When it is not needed any more. */
  readonly clear: () => void;
}

/**
 * Calls `end` after so long, once the sockets have been read a last time. A process that was stopped (a suspended
 * machine, a debugger) wakes up with its timers overdue and answers in its sockets: timers run first, and would
 * throw away tokens that the server gave.
 */
export function timeLimit(milliseconds: number, end: () => void): TimeLimit {
  let last: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    last = setTimeout(end, lastLook);
  }, milliseconds);
  return {
    restart() {
      clearTimeout(last);
      timer.refresh();
    },
    clear() {
      clearTimeout(last);
      clearTimeout(timer);
    },
  };
}
