/** A link of a Link header: its target, and its parameters with lower-case names, the first of each. */
interface HeaderLink {
  readonly target: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The target of the first link of a relation (`next`, `last`) in a Link header (RFC 8288 section 3). */
export function linkTarget(header: string, relation: string): string | undefined {
  const found = linksOf(header).find(
    ({ parameters }) =>
      // With an `anchor` the link tells about another resource than the one that was asked for.
      !parameters.has("anchor") && relationsOf(parameters).includes(relation),
  );
  return found?.target;
}

function relationsOf(parameters: HeaderLink["parameters"]): string[] {
  return (parameters.get("rel") ?? "").toLowerCase().split(/\s+/);
}

/** Reads a Link header as far as it follows the grammar (RFC 8288 appendix B.2), in one pass. */
function linksOf(header: string): HeaderLink[] {
  const links: HeaderLink[] = [];
  let at = 0;
  const skip = (characters: string) => {
    while (at < header.length && characters.includes(header.charAt(at))) at++;
  };
  const until = (characters: string) => {
    const from = at;
    while (at < header.length && !characters.includes(header.charAt(at))) at++;
    return header.slice(from, at);
  };
  const quoted = () => {
    let text = "";
    for (at++; at < header.length && header.charAt(at) !== '"'; at++) {
      if (header.charAt(at) === "\\") at++;
      text += header.charAt(at);
    }
    at++;
    return text;
  };
  for (;;) {
    skip(" \t,");
    if (header.charAt(at) !== "<") return links;
    at++;
    const target = until(">").trim();
    if (header.charAt(at) !== ">") return links;
    at++;
    const parameters = new Map<string, string>();
    skip(" \t");
    while (header.charAt(at) === ";") {
      skip(" \t;");
      const name = until(" \t=;,").toLowerCase();
      skip(" \t");
      let value = "";
      if (header.charAt(at) === "=") {
        at++;
        skip(" \t");
        value = header.charAt(at) === '"' ? quoted() : until(" \t;,");
        skip(" \t");
      }
      if (name !== "" && !parameters.has(name)) parameters.set(name, value);
    }
    links.push({ target, parameters });
    // What is not of the grammar spoils its own link only.
    until(",");
  }
}
