import { didYouMean } from "../define.ts";
import { quote } from "../display.ts";

interface Unknown {
  suggestions: readonly string[];
}

export const pagination = {
  "pagination/unknown-parameter": {
    severity: "error",
    message: ({ name }: Unknown & { name: string }): string => `The operation takes no ${quote(name)}.`,
    help: ({ suggestions }: Unknown & { name: string }): string | undefined => didYouMean(suggestions),
  },
  "pagination/applies-nowhere": {
    severity: "warning",
    message: ({ name }: { name: string }): string =>
      name === ""
        ? "No operation uses this pagination."
        : `No operation has the parameter ${quote(name)}, so none uses this pagination.`,
    help: (): string => "declare the parameter where lists take it, or leave this out.",
  },
  "pagination/unknown-operation": {
    severity: "error",
    message: ({ id }: Unknown & { id: string }): string => `There is no operation ${quote(id)}.`,
    help: ({ suggestions }: Unknown & { id: string }): string | undefined => didYouMean(suggestions),
  },
  "pagination/unsafe-via": {
    severity: "error",
    message: ({ id, problem }: { id: string; problem: string }): string =>
      `${quote(id)} cannot be asked for further pages: ${problem}.`,
    help: (): string =>
      "name a read on the same server and token that is not sensitive, or leave `via` out: then the list itself is asked.",
  },
} as const;
