import { commandName } from "@specwire/contract";

interface Page {
  readonly slug: string;
  /** `instructions.md`, as the compiler escaped it. */
  readonly text: string;
}

/**
 * The pages one after the other. Where they take more than `budget` tokens, the last ones are cut to what the
 * connector is, then to its command's name, so that each is still found. Text of a spec in it is what the
 * compiler escaped, and nothing else.
 */
export function joinInstructions(pages: readonly Page[], budget: number): string {
  const forms = pages.map(({ slug, text }) => [text.trimEnd(), introduction(slug, text)]);
  const sizes = forms.map((texts) => texts.map(tokensOf));
  // How many pages are whole, and how many after them at least say what they are.
  let whole = pages.length;
  let introduced = pages.length;
  const size = () =>
    sizes.reduce(
      (sum, [page = 0, short = 0], at) => sum + (at < whole ? page : at < introduced ? short : 8),
      0,
    );
  while (whole > 0 && size() > budget) whole--;
  while (introduced > 0 && size() > budget) introduced--;
  const named = pages.slice(introduced).map(({ slug }) => `\`${commandName(slug)}\``);
  const texts = [
    ...forms.slice(0, whole).map(([page]) => page),
    ...forms.slice(whole, introduced).map(([, short]) => short),
    ...(named.length > 0 ? [`# Further commands\n\n${named.join(", ")}: each says what it is.`] : []),
  ];
  return texts.length === 0 ? "" : `${texts.join("\n\n")}\n`;
}

/** The page's heading, and its line that says what the connector is. */
function introduction(slug: string, text: string): string {
  const [heading = "", , description = ""] = text.split("\n");
  return `${heading}\n\n${description}\nRun \`${commandName(slug)}\` to see its commands.`;
}

/** Careful: a token is rarely less than three bytes. */
function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3);
}
