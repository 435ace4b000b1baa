import { wordsOf } from "../phases/2-resolve/names/words.ts";
import { commandNames } from "../phases/3-check/words.ts";
import { cleanText } from "../phases/4-lower/text.ts";

/** What an API says of itself before and after its name, whatever it is for. */
const before =
  "the|open ?api|swagger|rest(?:ful)?|http|official|complete|public|documentation (?:for|of)|(?:rest )?apis? (?:for|of|to)(?: (?:the|an?))?";
const after =
  "apis?|open ?api|swagger|rest(?:ful)?|https?|web|json|sdk|client|public|official|developers?|endpoints?|collection|spec(?:ification)?s?|definitions?|schemas?|docs?|documentation|references?|guide|explorer|interactive|ui|services?|file|template|beta|alpha|preview|draft|develop|current|latest|internal use|version|v?\\d+(?:\\.[\\dx]+)*(?:-?(?:alpha|beta|rc|preview)[.\\d]*)?";
const atStart = new RegExp(`^(?:${before})(?![\\w.-])`, "i");
const atEnd = new RegExp(`(?<![\\w.-])(?:${after})$`, "i");
const versions =
  /(?<![\w.-])(v\d+(\.[\dx]+)*((alpha|beta|rc)\d*)?|version \d+(\.\d+)*|\d+(\.\d+){2,})(?![\w-])/gi;
const edges = /^[\s,.:;/|&+_–—-]+|[\s,.:;/|&+_–—-]+$/g;

/** `The Acme API v3 (beta)` is `Acme`; nothing where a title says only that it is an API. */
export function nameFrom(title: string): string {
  const plain = title.replace(/\([^()]*\)|\[[^[\]]*\]/g, " ").replace(/`/g, "");
  if (/^[\w.-]+(\/[\w.-]+){2,}$/.test(plain.trim())) return cleanText(ofProtoFile(plain.trim()), 60);
  const [head = "", tail = ""] = plain.split(/ [|–—+-]+ |: /).map(withoutCommon);
  // `Twilio - Marketplace` is one of several; more words are what somebody says about it.
  const part = head === "" || isPart(tail) ? tail : "";
  return cleanText(`${head} ${part}`.trim(), 60);
}

function isPart(text: string): boolean {
  return /^\p{Lu}\S*( \p{Lu}\S*)?$/u.test(text);
}

function withoutCommon(title: string): string {
  let text = title
    .replace(/(?<=\w)[-_ ](rest[-_ ])?apis?(?=[\s.]*$)/i, " API")
    .replace(/(?<=[a-z])(Public|Rest|Open)?(API|Api|Service)s?(?=[\s.]*$)/, " API")
    .replace(/\bapis? with .*/i, "API")
    .replace(versions, " ")
    .replace(/(?<![\w./-])((web|rest|http|json) )?apis?(?![\w/-]|\.\w| (for|of|to) )/gi, " API ");
  for (let length = -1; length !== text.length; ) {
    length = text.length;
    text = text.replace(edges, "").replace(atEnd, "").replace(edges, "").replace(atStart, "");
  }
  return text
    .replace(/ API(?! (for|of|to) )(?= )/g, "")
    .replace(/['’]s$/, "")
    .replace(/[\s_]+/g, " ")
    .replace(edges, "");
}

/** What generators of gRPC gateways state: `acme/api/billing/v1/service.proto`. */
function ofProtoFile(path: string): string {
  const common = /^(apis?|pkg|src|proto|protos|backend|internal|server|v\d\w*|.*\.proto)$/i;
  const folders = path.split("/").filter((part) => !common.test(part));
  const file = /([^/]*)\.proto$/.exec(path)?.[1] ?? "";
  return (folders.length > 0 ? folders : [file]).join(" ");
}

/** What a long slug can do without. */
const little = new Set(["a", "an", "the", "and", "for", "of", "to", "with", "from", "in", "on", "by"]);

/** `AdGuard Home` is `adguard-home`: a brand is one word, a longer phrase in humps (`DataRepository`) several. */
export function slugFrom(name: string, fallback: string): string {
  for (const text of [nameFrom(name), fallback]) {
    const words = text
      .replace(/\b(\w)\/(\w)\b/g, "$1$2")
      .split(/\s+/)
      .filter((word) => !/^apis?$/i.test(word) && !(text.length > 30 && little.has(word)))
      .flatMap((word) => word.split(/[^\p{L}\p{M}\p{N}'’]+/u))
      .flatMap((word) => (isBrand(word) ? wordsOf(word.toLowerCase()) : wordsOf(word)));
    while (words.length > 1 && words.join("-").length > 40) words.pop();
    const slug = words
      .join("-")
      .replace(/^[0-9-]+/, "")
      .slice(0, 40)
      .replace(/-+$/, "");
    const usable = commandNames.has(slug) || slug.length < 3 ? `${slug || "my"}-api` : slug;
    if (slug !== "") return usable;
  }
  return "my-api";
}

function isBrand(word: string): boolean {
  return word.length <= 12 && wordsOf(word).length <= 3;
}
