/** What is measured, and how thoroughly. */
export interface BenchOptions {
  /** `quick` shows that all works and where figures lie; `once` only that our side runs. */
  readonly effort: "whole" | "quick" | "once";
  /** JSON documents by the name that tables show; the first one is also taken in slices and as YAML. */
  readonly documents: Readonly<Record<string, string>>;
  /** How the `specwire` command is started. */
  readonly specwire: readonly string[];
  /** Whether other tools run as well; else nothing of bench/node_modules is touched. */
  readonly peers: boolean;
}

export function roundsOf(whole: number, { effort }: BenchOptions): { rounds: number; warmUp: number } {
  if (effort === "once") return { rounds: 1, warmUp: 0 };
  return { rounds: effort === "quick" ? 2 : whole, warmUp: 1 };
}
