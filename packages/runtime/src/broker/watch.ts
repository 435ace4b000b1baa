/** How often a request that takes longer is asked whether it still may. */
const everyMilliseconds = 1000;

export interface Watch {
  /** Aborted with what ended it. */
  readonly signal: AbortSignal;
  /** Asks now. Throws where it may not go on, or has ended before. */
  readonly check: () => Promise<void>;
  readonly stop: () => void;
}

/**
 * Asks again and again whether something may go on, until it is stopped: a session that was ended, or an account that
 * was disconnected, ends what is under way as well. `allowed` throws where it may not; one that can't be asked ends it
 * too.
 */
export function watch(allowed: () => Promise<unknown>, also: AbortSignal): Watch {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const stop = () => {
    isOver = true;
    clearTimeout(timer);
    also.removeEventListener("abort", end);
  };
  const abort = (reason: unknown) => {
    if (isOver) return;
    stop();
    controller.abort(reason);
  };
  const end = () => abort(also.reason);
  const next = () => {
    timer = setTimeout(() => {
      allowed().then(() => {
        if (!isOver) next();
      }, abort);
    }, everyMilliseconds);
    timer.unref();
  };
  also.addEventListener("abort", end, { once: true });
  if (also.aborted) end();
  else next();
  const check = async () => {
    controller.signal.throwIfAborted();
    await allowed();
    controller.signal.throwIfAborted();
  };
  return { signal: controller.signal, check, stop };
}
