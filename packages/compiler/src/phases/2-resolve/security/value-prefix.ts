/** Words that stand before a secret in a header, as vendors write them. */
const known =
  "Bearer|Basic|Token|OAuth|ApiKey|Api-Key|Key|JWT|SSWS|Bot|GenieKey|Splunk|DSN|Client-ID|token|Apikey";

// `Authorization: Token <key>`, `"OAuth" followed by`, `NetworkInsight {token}`, `Bearer xyz`.
const forms: readonly RegExp[] = [
  /authorization["'`]?\s*[:=]\s*["'`]?([A-Za-z][A-Za-z0-9_-]{1,30})(?: token=|\s+["'`]?[<{[$]|\s+["'`]?(?:your|my|api|access|xx|the|token|key)\b)/i,
  /(?:word|string|prefix|prefixed with|prepended with|preceded by|starting with)\s+(?:the\s+)?["'`*]+([A-Za-z][A-Za-z0-9_-]{1,30}):?\s?["'`*]+/i,
  /["'`*]([A-Za-z][A-Za-z0-9_-]{1,30}):?\s?["'`*]+\s+followed by/i,
  new RegExp(`(?:^|[\\s"'\`(])(${known})\\s+["'\`]?[<{[][^>}\\]]{1,40}[>}\\]]`),
  /(?:^|[\s"'`-])([A-Z][A-Za-z]{2,30})\s+\{[^}]{1,40}\}/,
];

const noPrefix =
  /^(header|value|authorization|the|a|an|your|is|be|using|use|with|format|form|http|example)$/i;

/** The word, with its blank, that a description says to write before the secret; undefined where it says none. */
export function prefixIn(description: string): string | undefined {
  const text = description.slice(0, 2000);
  for (const form of forms) {
    const word = form.exec(text)?.[1];
    if (word !== undefined && !noPrefix.test(word)) return `${word} `;
  }
  return undefined;
}

/** Whether a description speaks of a signature that is made for each request: no value that could be stored. */
export function isSigned(description: string): boolean {
  return /hmac|sigv4|signature|sign(ed|s)? (each|every|your|the|of) |oauth 1|\bsigned (requests?|with)\b/i.test(
    description,
  );
}
