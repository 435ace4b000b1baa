import type { Json } from "@specwire/contract";

const token =
  /\b(?:(?:personal )?access|bearer|oauth\d?(?: app)?)\b[^.\n]{0,40}?\btokens?\b[^.\n]{0,60}\b(?:needs?|requires?|required|must|authenticat(?:e|ed|ion)|authoriz(?:e|ed|ation))\b|\b(?:needs?|requires?|must|authenticated?|authorized?)\b[^.\n]{0,60}\b(?:(?:personal )?access|bearer|oauth\d?(?: app)?)\b[^.\n]{0,40}?\btokens?\b/i;

/** Whether a text says that an access token has to be sent, as documents that declare no scheme do. */
export function needsToken(text: Json | undefined): boolean {
  return typeof text === "string" && token.test(text);
}
