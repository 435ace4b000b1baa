/** Enough to read an answer that has arrived; too short to wait for one. */
const lastLook = 250;

/**
 * A signal that is aborted after so long, once the sockets have been read a last time. A process that was stopped
 * (a suspended machine, a debugger) wakes up with its timers overdue and answers in its sockets: timers run
 * first, and would throw away tokens that the server gave. `clear` when it is not needed any more.
 */
export function timeLimit(milliseconds: number): {
  readonly signal: AbortSignal;
  readonly clear: () => void;
} {
  const controller = new AbortController();
  let timer = setTimeout(() => {
    timer = setTimeout(() => controller.abort(), lastLook);
  }, milliseconds);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
