import type { PlantedResult } from "./planted.ts";

interface Place {
  /** `POST /cards` */
  readonly operation: string;
  /** How much of what is optional was stated, and in which media type. */
  readonly variant: string;
}

/** One request that was not what the document says, or was not sent. */
export interface WireFailure extends Place {
  /**
   * `lost`: an argument has no flag; `refused`: we sent nothing; `answer`: we failed after sending; `changed`:
   * what arrived is not what was stated; otherwise the name of the judge that refused it.
   */
  readonly by: string;
  readonly reason: string;
  readonly sent?: string;
}

export interface WireResult {
  readonly operations: number;
  readonly requests: number;
  /** Requests that at least one judge judged, and those that we did not send. */
  readonly judged: number;
  /** Requests without any failure. */
  readonly accepted: number;
  readonly failures: readonly WireFailure[];
  readonly planted: PlantedResult;
  /** Sent, and no judge could tell. */
  readonly unjudged: readonly Place[];
  /** No valid arguments could be made; the reason is what Ajv says of the last try. */
  readonly impossible: readonly (Place & { readonly reason: string })[];
}

export function sumOf(results: readonly WireResult[]): WireResult {
  const sum = (of: (one: WireResult) => number) => results.reduce((total, one) => total + of(one), 0);
  return {
    operations: sum((one) => one.operations),
    requests: sum((one) => one.requests),
    judged: sum((one) => one.judged),
    accepted: sum((one) => one.accepted),
    failures: results.flatMap((one) => one.failures),
    unjudged: results.flatMap((one) => one.unjudged),
    impossible: results.flatMap((one) => one.impossible),
    planted: {
      planted: sum((one) => one.planted.planted),
      refusedByJudge: sum((one) => one.planted.refusedByJudge),
      refusedByUs: sum((one) => one.planted.refusedByUs),
      onlyByUs: results.flatMap((one) => one.planted.onlyByUs),
    },
  };
}
