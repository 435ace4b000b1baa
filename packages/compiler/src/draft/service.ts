import type { JsonObject } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import { wordsOf } from "../phases/2-resolve/names/words.ts";
import { cleanText, firstSentence } from "../phases/4-lower/text.ts";
import { nameFrom, slugFrom } from "./title.ts";

/** What a document says about the service as a whole, in the words of a spec. */
export interface Service {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** Whether the document has no words of its own for it. */
  readonly isGuess?: true;
  readonly docsUrl?: string;
}

/** `otherName` is what else is known: a host, a file's name. `groups` are what its commands are about, the largest first. */
export function describeService(
  info: JsonObject,
  root: JsonObject,
  otherName: string,
  groups: readonly string[],
  asked?: string,
): Service {
  const fallback = nameFrom(otherName.replace(/[-_]+/g, " "));
  const title = cleanText(typeof info.title === "string" ? info.title : "", 120);
  const name = nameFrom(title) || fallback || title.trim() || "API";
  const external = isObject(root.externalDocs) ? root.externalDocs.url : undefined;
  const contact = isObject(info.contact) ? info.contact.url : undefined;
  const docsUrl = [external, contact].find(isPlainUrl);
  const said = sentenceOf(info, name);
  return {
    slug: asked ?? slugFrom(name, fallback),
    name,
    description: said ?? listed(name, groups),
    ...(said === undefined && { isGuess: true as const }),
    ...(docsUrl !== undefined && { docsUrl }),
  };
}

/** What a document says of itself, which tells nobody what the service is for. */
const ofTheDocument = /\bopenapi\b|\bswagger\b|\b(?:api|rest) (?:spec|specification|description)s?\b|:\/\//i;

/** What is left of `This is the public Acme REST API.` without these and the name says nothing. */
const sayingNothing =
  /^(?:the|this|these|is|are|an?|of|for|to|by|our|public|official|rest|restful|web|http|json|apis?|platform|service|endpoints?|documentation|docs|reference|version|v?[\d.]+)$/i;

function sentenceOf(info: JsonObject, name: string): string | undefined {
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
    const names = wordsOf(name);
    const says = sentence
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .some((word) => word !== "" && !sayingNothing.test(word) && !names.includes(word.toLowerCase()));
    if (/\p{L}{3}/u.test(sentence) && isSentence && says && !ofTheDocument.test(sentence))
      return /[.!?。]$/.test(sentence) ? sentence : `${sentence}.`;
  }
  return undefined;
}

const mostGroups = 6;

function listed(name: string, groups: readonly string[]): string {
  if (groups.length < 2) return name === "API" ? "An API." : `What ${name} offers by its API.`;
  const some = groups.slice(0, mostGroups).map((group) => group.replaceAll("-", " "));
  const last = groups.length > mostGroups ? "more" : (some.pop() ?? "");
  const text = `${some.join(", ")} and ${last}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isPlainUrl(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^https?:\/\/[^\s{}]+$/.test(value) &&
    value.length <= 2000 &&
    URL.canParse(value)
  );
}
