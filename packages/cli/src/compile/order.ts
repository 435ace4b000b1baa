/** What was asked for, read from the arguments. */
export interface Order {
  readonly dir: string;
  readonly tokenBudget: number | undefined;
  /** The compiler's code; absent where it may change between two runs. */
  readonly compiler: string | undefined;
}
