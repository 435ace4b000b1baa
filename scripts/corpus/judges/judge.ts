import type { JsonObject } from "../original.ts";
import type { Recorded } from "../wire/recorder.ts";

/** `abstains`: the judge itself failed, or says that it can't tell. */
export interface Verdict {
  readonly verdict: "accepted" | "refused" | "abstains";
  readonly reason?: string;
}

/** Judges requests to one operation. */
export interface Judge {
  readonly name: string;
  /** `anonymous`: the request was made without a credential, which is not to be judged. */
  judge(request: Recorded, how?: { readonly anonymous: true }): Promise<Verdict>;
}

/** Makes a judge from the slice of a document that has one operation alone. */
export type JudgeMaker = (slice: JsonObject, sent: { readonly mediaType?: string }) => Promise<Judge>;
