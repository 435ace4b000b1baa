/** One owner for a name at a time, among all processes on the database. */
export interface Locks {
  /**
   * Runs `work` as the only owner of `name`. The lock lives and dies with its owner's connection; it never
   * times out under its owner. Throws `REFRESH_TIMEOUT` when it can't be had within `waitMilliseconds` (0: only
   * if it is free). `lost` is aborted when the connection dies while `work` runs.
   */
  withLock<Result>(
    name: string,
    waitMilliseconds: number,
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result>;
}
