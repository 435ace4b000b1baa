import type { ErrorCode } from "yaml";

interface Said {
  readonly problem: string;
  readonly help?: string;
}

const colon = "put the value in quotes if it holds a colon and a blank; else start a new line and indent it.";

const said: Partial<Record<ErrorCode, Said>> = {
  TAB_AS_INDENT: { problem: "a tab cannot indent", help: "indent with blanks." },
  BLOCK_AS_IMPLICIT_KEY: { problem: "a map cannot start in the middle of a line", help: colon },
  MULTILINE_IMPLICIT_KEY: {
    problem: "a key must stand on one line, followed by a colon",
    help: "is a colon missing, or the indentation different from the line above?",
  },
  BAD_INDENT: {
    problem: "the indentation fits no line above it",
    help: "line it up with what it belongs to.",
  },
  KEY_OVER_1024_CHARS: { problem: "a key is longer than 1024 characters" },
  BLOCK_IN_FLOW: {
    problem: "an indented block cannot stand inside brackets",
    help: "write it with brackets too.",
  },
  BAD_DQ_ESCAPE: {
    problem: "a backslash in double quotes starts an escape, and this is none that is known",
    help: "use single quotes, or write the backslash twice.",
  },
};

/** What the YAML library complains of, in a sentence's words. */
export function syntaxProblem(code: ErrorCode, message: string): Said {
  const own = said[code];
  if (own !== undefined) return own;
  const words = message.replace(/\.$/, "");
  const problem = words.charAt(0).toLowerCase() + words.slice(1);
  if (message.startsWith("Implicit map keys need")) return { problem: "a colon is missing after this key" };
  if (code === "BAD_SCALAR_START") return { problem, help: "put the value in quotes." };
  return { problem };
}
