import { longestLine, type Try } from "./repair-try.ts";

/** Something between brackets that needs quotes, lost one, or is a template of another language. */
export function* inFlow(line: string, start: number): Generator<Try> {
  const bracketed = [
    ...line.matchAll(/(?<=[{,]\s{0,100})[\w.$-]+(?:\[[\w.$-]*\])+(?=\s*:\s)/g),
    ...line.matchAll(/(?<=:\s{1,100})[a-z]+\[\](?=\s*[,}\]])/g),
    ...line.matchAll(/(?<=[[,]\s{0,100})[\w$-]+(?:\[\*?\])[\w.[\]*$-]*(?=\s*[,\]])/g),
  ];
  if (bracketed.length > 0)
    yield {
      edits: bracketed.map(({ 0: name, index }) => ({
        start: start + index,
        end: start + index + name.length,
        newText: JSON.stringify(name),
      })),
      help: "put a name with brackets in quotes.",
    };
  for (const match of line.matchAll(
    /(?<=[[{,:]\s{0,100})([*&!@`%](?!["'])[^,\]}]*?|[A-Z]+ \/[^,\]]*?)(?=\s*[,\]}]|$)/g,
  )) {
    const [written = ""] = match;
    const from = start + match.index;
    const [whole] = /^[A-Z]+ \/[^,\]]*/.exec(line.slice(match.index)) ?? [written];
    const text = /^[A-Z]+ \//.test(written) ? whole.trimEnd() : written.trimEnd();
    yield {
      edits: [{ start: from, end: from + text.length, newText: JSON.stringify(text) }],
      help: "put the value in quotes.",
    };
  }
  for (const match of line.matchAll(
    /(?<=[{,]\s{0,100}[\w$-]+:\s{1,100})([^\s"'[{,}\]][^,{}[\]"']*?:\s[^,{}[\]"']*?)(?=\s*[,}])/g,
  ))
    yield {
      edits: [
        {
          start: start + match.index,
          end: start + match.index + match[0].length,
          newText: JSON.stringify(match[0]),
        },
      ],
      help: "put the value in quotes: between braces, a colon and a blank make a key.",
    };
  yield* balanced(line, start);
  // The last value of a bracket, with commas or colons inside.
  for (const match of line.matchAll(/(?<=[\w$-]:\s{1,100})([^\s"'[{][^\]}]*?)(?=\s*[}\]]+\s*,?\s*$)/g)) {
    const [written = ""] = match;
    const from = start + match.index;
    if (/[,:`@]/.test(written) && !/,\s*[\w$"'-]+:\s/.test(written))
      yield {
        edits: [{ start: from, end: from + written.length, newText: JSON.stringify(written) }],
        help: "put the value in quotes.",
      };
  }
  // An apostrophe in single quotes ends them.
  for (const match of line.matchAll(/(?<=:\s{1,100})'([^"]*'[^"]*?)'(?=\s*[,}\]]|\s*$)/g)) {
    const [written = "", inside = ""] = match;
    yield {
      edits: [
        {
          start: start + match.index,
          end: start + match.index + written.length,
          newText: JSON.stringify(inside.replaceAll("''", "'")),
        },
      ],
      help: "put text with an apostrophe in double quotes.",
    };
  }
  for (const match of line.matchAll(/:\s+(["'])([^"']*?)(?=\s*[}\]]+\s*$)/g)) {
    const at = start + match.index + match[0].length;
    yield { edits: [{ start: at, end: at, newText: match[1] ?? "" }], help: "close the quote." };
  }
}

/** Lines above that leave a bracket open, where what follows stands no deeper. */
export function* unclosed(text: string, before: number): Generator<Try> {
  const depth = (line: string) => /^ */.exec(line)?.[0].length ?? 0;
  const lines = text.slice(0, before).split("\n");
  let start = before;
  for (const [index, line] of [...lines.entries()].slice(-40).reverse()) {
    start = lines.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0);
    const next = lines[index + 1] ?? "";
    if (/[{[]/.test(line) && line.length < longestLine && depth(next) <= depth(line))
      yield* balanced(line, start);
  }
}

/** The bracket that a line has too few or too many at its end. */
function* balanced(line: string, start: number): Generator<Try> {
  const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (quoted) => " ".repeat(quoted.length));
  const open: string[] = [];
  for (const [at, character] of [...bare].entries()) {
    if (character === "{" || character === "[") open.push(character === "{" ? "}" : "]");
    else if ((character === "}" || character === "]") && open.pop() === undefined)
      return yield {
        edits: [{ start: start + at, end: start + at + 1, newText: "" }],
        help: "leave out the bracket that opens nowhere.",
      };
  }
  const end = start + line.trimEnd().length;
  const closing = open.reverse().map((one) => (one === "}" ? " }" : "]"));
  if (open.length > 0)
    yield { edits: [{ start: end, end, newText: closing.join("") }], help: "close the bracket." };
}

/** The brackets that are missing at the end. */
export function* brackets(text: string): Generator<Try> {
  const open: string[] = [];
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\" && quote === '"') at++;
      else if (character === quote) quote = "";
    } else if (character === '"') quote = character;
    else if (character === "{" || character === "[") open.push(character === "{" ? "}" : "]");
    else if (character === open.at(-1)) open.pop();
  }
  if (!text.trimStart().startsWith("{") || open.length === 0 || quote !== "") return;
  const end = text.trimEnd().length;
  yield {
    edits: [{ start: end, end, newText: `\n${open.reverse().join("")}` }],
    help: `close what is open: ${open.join("")}`,
  };
}

// In single quotes where double ones are inside and nothing else needs escapes.
