import type { JsonObject } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import { cleanText, firstSentence } from "../phases/4-lower/text.ts";
import { nameFrom, slugFrom } from "./title.ts";

/** What a document says about the service as a whole, in the words of a spec. */
export interface Service {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly docsUrl?: string;
}

/** `otherName` is what else is known: a host, a file's name. */
export function describeService(
  info: JsonObject,
  root: JsonObject,
  otherName: string,
  asked?: string,
): Service {
  const fallback = nameFrom(otherName.replace(/[-_]+/g, " "));
  const title = cleanText(typeof info.title === "string" ? info.title : "", 120);
  const name = nameFrom(title) || fallback || title.trim() || "API";
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

/** What a document says of itself, which tells nobody what the service is for. */
const ofTheDocument = /\bopenapi\b|\bswagger\b|\b(?:api|rest) (?:spec|specification|description)s?\b|:\/\//i;

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
    if (/\p{L}{3}/u.test(sentence) && isSentence && !ofTheDocument.test(sentence))
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
