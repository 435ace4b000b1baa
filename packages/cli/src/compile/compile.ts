import { nodeHost } from "@specwire/compiler/node-host";
import type { CommandCode, Input } from "../shared/command.ts";
import { connectorsAt } from "../shared/connectors-at.ts";
import { quote, Refusal } from "../shared/refusal.ts";
import type { World } from "../shared/world.ts";
import type { Order } from "./order.ts";
import { printUnchanged } from "./print-headline.ts";
import { compilerStamp, type Known, recall } from "./remember.ts";

/** `specwire compile` */
export const run: CommandCode["run"] = async (input: Input, world: World): Promise<number> => {
  const tokenBudget = tokensOf(input.value("token-budget"));
  const order: Order = { dir: input.value("out") ?? "out", tokenBudget, compiler: compilerStamp() };
  const paths = connectorsAt(input.words);
  // --check promises a comparison with what the compiler says now, --json every diagnostic, --tokens a measure
  // of every text, and what other hosts answer may have changed.
  const whole =
    input.has("check") || input.has("json") || input.has("tokens") || input.values("allow-remote").length > 0;
  const known = whole ? undefined : recallAll(paths, order);
  if (known !== undefined) {
    printUnchanged(known, order.dir, world);
    return 0;
  }
  // The compiler is loaded only where it is needed.
  const { compileAndWrite } = await import("./compile-and-write.ts");
  return compileAndWrite(paths, input, order, world);
};

function recallAll(
  paths: readonly string[],
  order: Order,
): (Known & { readonly path: string })[] | undefined {
  const { compiler, ...rest } = order;
  if (compiler === undefined) return undefined;
  const known: (Known & { readonly path: string })[] = [];
  for (const path of paths) {
    const one = recall({ path, compiler, ...rest }, nodeHost);
    if (one === undefined) return undefined;
    known.push({ ...one, path });
  }
  // Two of the same slug are refused, which the whole way does.
  return new Set(known.map(({ slug }) => slug)).size === known.length ? known : undefined;
}

function tokensOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new Refusal(
    `${quote(value)} is not a number of tokens.`,
    "a whole number, such as --token-budget 400",
  );
}
