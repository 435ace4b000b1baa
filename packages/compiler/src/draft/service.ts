import type { JsonObject } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import { wordsOf } from "../phases/2-resolve/names/words.ts";
import { commandNames } from "../phases/3-check/words.ts";
import { cleanText, firstSentence } from "../phases/4-lower/text.ts";

/** What a document says about the service as a whole, in the words of a spec. */
export interface Service {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly docsUrl?: string;
}

/** Words of a title that say that it is an API, not which. */
const ofEveryApi =
  /\b(open ?api|rest(ful)?|http|web|json|public|official|api'?s?|apis|sdk|client|swagger|specification|spec|definition|documentation|docs|reference|explorer|interactive|ui|service|services|beta|alpha|preview|v\d+(\.\d+)*|version \d+(\.\d+)*|\d+(\.\d+)+|current)\b/gi;

/** `fallback` is what else is known: a host, a file's name. */
export function describeService(
  info: JsonObject,
  root: JsonObject,
  fallback: string,
  asked?: string,
): Service {
  const title = cleanText(typeof info.title === "string" ? info.title : "", 120);
  const name = nameFrom(title) || nameFrom(fallback) || "API";
  const external = isObject(root.externalDocs) ? root.externalDocs.url : undefined;
  const contact = isObject(info.contact) ? info.contact.url : undefined;
  const docsUrl = [external, contact].find(isPlainUrl);
  return {
    slug: asked ?? slugFrom(name, fallback),
    name,
    description: describe(info, name),
    ...(docsUrl !== undefined && { docsUrl }),
  };
}

/** `The Acme API v3 (beta)` is `Acme`. */
function nameFrom(title: string): string {
  const plain = title.replace(/\([^()]*\)|\[[^[\]]*\]/g, " ").split(/ [|–—+-]+ |: /)[0] ?? "";
  const short = plain
    .replace(ofEveryApi, " ")
    .replace(/^\s*the\b/i, " ")
    .replace(/['’]s\b(?=\s*$)/, " ")
    .replace(/[\s_]+/g, " ")
    .replace(/^[\s,.:;/|&+-]+|[\s,.:;/|&+-]+$/g, "");
  return cleanText(short === "" ? plain : short, 60);
}

function slugFrom(name: string, fallback: string): string {
  for (const text of [name, fallback, `${name} ${fallback}`]) {
    const words = wordsOf(text.replace(ofEveryApi, " "));
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

function describe(info: JsonObject, name: string): string {
  const texts = [info.summary, info.description].filter((text) => typeof text === "string");
  for (const text of texts) {
    const plain = text
      .replace(/```[\s\S]*?(```|$)/g, " ")
      .replace(/<[^<>]{1,300}>/g, " ")
      .replace(/^\s*#{1,6} .*$|^\s*[-=*_]{3,}\s*$|^\s*\|.*$/gm, " ")
      .replace(/[*_`]{1,3}([^*_`]+)[*_`]{1,3}/g, "$1");
    // What a page of documentation says to greet its reader.
    const sentence = firstSentence(plain.replace(/^\s*(welcome|hello|hi)\b[^.!?\n]*[.!?\n]/i, " "), 300);
    const isSentence = sentence.split(" ").length > 2 || /[^\p{Script=Latin}\p{N}\p{P}\s]{4}/u.test(sentence);
    if (/\p{L}{3}/u.test(sentence) && isSentence)
      return /[.!?。]$/.test(sentence) ? sentence : `${sentence}.`;
  }
  return name === "API" ? "An API." : `What ${name} offers by its API.`;
}

function isPlainUrl(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^https?:\/\/[^\s{}]+$/.test(value) &&
    value.length <= 2000 &&
    URL.canParse(value)
  );
}
