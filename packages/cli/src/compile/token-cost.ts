/** What one text, or the texts of one kind, cost a model that reads them, in estimated tokens (o200k). */
export interface TokenCost {
  readonly name: string;
  readonly tokens: number;
  /** Absent where nobody has to read it. */
  readonly budget?: number;
  /** What it is made of, or the largest of many. */
  readonly parts: readonly { readonly name: string; readonly tokens: number }[];
  /** Of many texts. */
  readonly many?: { readonly count: number; readonly median: number; readonly p90: number };
}

/** Whether something costs more than it may. */
export function isOver({ tokens, budget }: TokenCost): boolean {
  return budget !== undefined && tokens > budget;
}
