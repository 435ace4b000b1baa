/** The words of a text, as they are written: `PaymentIntent` and `payment-intent` are two each. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let start = -1;
  let wasSmall = false;
  // By hand, since a search reads a hundred thousand words and a regular expression takes twice as long.
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? 0 : text.charCodeAt(at);
    const small = (code > 96 && code < 123) || (code > 47 && code < 58);
    const large = code > 64 && code < 91;
    const isWord = small || large || (code > 127 && /[\p{L}\p{N}\p{M}]/u.test(text[at] ?? ""));
    if (start !== -1 && (!isWord || (large && wasSmall))) {
      words.push(text.slice(start, at));
      start = -1;
    }
    if (isWord && start === -1) start = at;
    wasSmall = small;
  }
  return words;
}

/** One form for `merge`, `merged` and `merging`, for `reply` and `replies`. No grammar: it is only compared with itself. */
export function stemOf(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let stem = word;
  if (stem.endsWith("s"))
    stem = stem
      .replace(/ies$/, "y")
      .replace(/(ss|sh|ch|x)es$/, "$1")
      .replace(/([^sui])s$/, "$1");
  if (/(?:ing|ed)$/.test(stem)) {
    const rest = stem.slice(0, stem.endsWith("g") ? -3 : -2);
    if (rest.length >= 3 && /[aeiouy]/.test(rest)) stem = rest;
  }
  if (/..([b-df-hj-np-tv-z])\1$/.test(stem)) return stem.slice(0, -1);
  return stem.length > 2 && stem.endsWith("e") ? stem.slice(0, -1) : stem;
}
