import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { helpPages } from "../../packages/cli-kit/src/index.ts";
import { tokenBudgets } from "../../packages/contract/src/index.ts";
import type { Problem } from "./result.ts";

/** What costs a model more tokens to read than it may, by the true count. */
export function checkTokens(
  files: readonly { readonly path: string; readonly text: string }[],
  tableText: string,
): Problem[] {
  const instructions = files.find(({ path }) => path === "instructions.md")?.text ?? "";
  const pages = [...helpPages(tableText)].map(({ kind, words, text }) => ({
    kind,
    name: `help ${words}`,
    text,
  }));
  const texts = [{ kind: "instructions" as const, name: "instructions.md", text: instructions }, ...pages];
  return texts.flatMap(({ kind, name, text }): Problem[] => {
    const tokens = encode(text).length;
    const budget = tokenBudgets[kind];
    return tokens <= budget ? [] : [{ figure: "tokens", reason: `${name}: ${tokens} tokens of ${budget}` }];
  });
}
