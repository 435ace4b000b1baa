/**
 * Whether a jq program only computes with its input. jq can read modules, names of files and the environment from
 * inside its program, so every name in it must be known to do nothing of the kind. Tokens are those of jq's own
 * lexer (src/lexer.l); what is none of them is refused, comments as well.
 */
export function isPlainJq(program: string): boolean {
  const open: string[] = [];
  let before = "";
  let at = 0;
  while (at < program.length) {
    const text = open.at(-1) === '"' ? match(inText, program, at) : undefined;
    const token = text ?? (open.at(-1) === '"' ? undefined : match(outside, program, at));
    if (token === undefined) return false;
    at += token.length;
    if (token === '"') {
      if (open.at(-1) === '"') open.pop();
      else open.push('"');
    } else if (token === "\\(" || (text === undefined && opening[token] !== undefined)) {
      open.push(token);
    } else if (text === undefined && (closing.has(token) || token === "end")) {
      const opened = open.pop();
      if (opened === undefined || opening[opened] !== token) return false;
    } else if (text === undefined && /^[A-Za-z_]/.test(token)) {
      // Behind `as` a comma might not begin another member.
      if (token === "as" && open.at(-1) === "{") return false;
      if (!names.has(token) && !(open.at(-1) === "{" && isKey(before, program, at))) return false;
    }
    if (text !== undefined || token.trim() !== "") before = token;
  }
  return open.length === 0;
}

/** Inside a text: all up to a quote or an escape, an escape, the beginning of code, the end. */
const inText = /[^"\\]+|\\[^(]|\\\(|"/y;
const outside = new RegExp(
  [
    String.raw`[ \t\r\n]+`,
    '"',
    String.raw`\.\.`,
    String.raw`\.[A-Za-z_]\w*`,
    String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`,
    String.raw`[A-Za-z_]\w*`,
    // Directly behind the sign: jq 1.6 reads "$ ENV" as well. Names that begin so are jq's own.
    String.raw`\$(?!ENV\b|__)[A-Za-z_]\w*`,
    "@(?:text|json|html|uri|csv|tsv|sh|base64d?)\\b",
    String.raw`\?//=?|//=?|[=!<>]=|[-+*/%|]=|[-+*/%|<>=,.;?:(){}[\]]`,
  ].join("|"),
  "y",
);

const opening: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
  "\\(": ")",
  // Between these a comma stands between values, even inside an object.
  if: "end",
};
const closing = new Set([")", "]", "}"]);

const names = new Set(
  `as if then elif else end and or not reduce foreach try catch null true false
  abs add all any arrays ascii ascii_downcase ascii_upcase booleans bsearch capture ceil combinations contains
  del delpaths empty endswith error explode fabs first flatten floor from_entries fromdate fromdateiso8601
  fromjson getpath group_by gsub has implode in index indices infinite input inputs inside isempty isinfinite
  isnan isvalid iterables join keys keys_unsorted last leaf_paths length limit log log10 log2 ltrim ltrimstr map
  map_values match max max_by min min_by mktime nan now nth nulls numbers objects path paths pick pow range
  recurse repeat reverse rindex round rtrim rtrimstr scalars scan select setpath skip sort sort_by split splits
  sqrt startswith strftime strings strptime sub tail test to_entries toarray todate todateiso8601 tojson tonumber
  tostream tostring transpose trim type unique unique_by until utf8bytelength values walk while with_entries
  IN INDEX GROUP_BY UNIQUE_BY`.split(/\s+/),
);

/** Whether a name directly inside braces is the key of a member: `{id, state: .s}`. */
function isKey(before: string, program: string, end: number): boolean {
  return (
    (before === "{" || before === ",") && /^[ \t\r\n]*(?:[,}]|:(?!:))/.test(program.slice(end, end + 64))
  );
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
