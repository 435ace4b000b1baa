/** Words written as one although they have humps. */
const brands =
  /AddOn|OAuth|OpenAPI|OpenID|GraphQL|GitHub|GitLab|LinkedIn|YouTube|PayPal|WhatsApp|JavaScript|MySQL|NoSQL|WiFi|IoT|IPv(?=[46])|VoIP|DNSSec|IaaS|PaaS|SaaS/g;

const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ...transliteration(
    "абвгдеёзийклмнопрстуфхыэіїґє",
    "a b v g d e e z i i k l m n o p r s t u f kh y e i i g e",
  ),
  ...transliteration("жцчшщюяъь", "zh ts ch sh shch yu ya  "),
  ...transliteration("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o"),
};

function transliteration(from: string, to: string): Record<string, string> {
  const parts = to.split(" ");
  return Object.fromEntries([...from].map((letter, index) => [letter, parts[index] ?? ""]));
}

/** The text in ASCII as far as that is possible; other scripts leave gaps. */
function toAscii(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  return plain.replace(/[^\x00-\x7f]/gu, (one) => {
    const lower = letters[one.toLowerCase()];
    if (lower === undefined) return " ";
    return one === one.toLowerCase() ? lower : lower.slice(0, 1).toUpperCase() + lower.slice(1);
  });
}

/** The words of an identifier or a sentence, in lower case: humps, separators and acronyms end a word. */
export function wordsOf(text: string): string[] {
  // Longer is no name; and what is made of it must stay short.
  const words = toAscii(text.slice(0, 1000))
    .replace(/['’]s?(?![a-z])/g, "")
    .replace(brands, (brand) => brand.slice(0, 1).toUpperCase() + brand.slice(1).toLowerCase())
    .replace(/([A-Z]{2,})s(?![a-z])/g, (_, upper: string) => `${upper[0]}${upper.slice(1).toLowerCase()}s`)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2");
  return words
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

const irregular: readonly (readonly [singular: string, plural: string])[] = [
  ["id", "ids"],
  ["vm", "vms"],
  ["db", "dbs"],
  ["person", "people"],
  ["child", "children"],
  ["man", "men"],
  ["woman", "women"],
  ["index", "indices"],
  ["matrix", "matrices"],
  ["vertex", "vertices"],
  ["criterion", "criteria"],
  ["analysis", "analyses"],
  ["basis", "bases"],
  ["movie", "movies"],
  ["cookie", "cookies"],
  ["zombie", "zombies"],
  ["leaf", "leaves"],
  ["shelf", "shelves"],
  ["quiz", "quizzes"],
  ["cache", "caches"],
  ["axis", "axes"],
  ["alias", "aliases"],
  ["bus", "buses"],
  ["campus", "campuses"],
  ["corpus", "corpora"],
  ["bonus", "bonuses"],
];
const singularOf = new Map(irregular.map(([singular, plural]) => [plural, singular]));
const pluralOf = new Map(irregular);

/** Words that are the same for one and many, or that name something there is only one of. */
const uncountable = new Set(
  `data info information metadata news weather status history media equipment feedback software hardware traffic
  inventory config configuration auth oauth authentication authorization health audit billing security support
  analytics usage access music money staff stock series species sms dns geoip ip geo sso scim graphql
  rest api http https tls ssl aws css js os ios gps us eu uk address-book content https sql nosql context
  compliance performance maintenance storage network traffic research progress process-data help version-info
  me self mine self-service email-verification preferences analysis whois bus-status chat mail kyc aml swagger openapi dashboard
  bulk legacy availability acl canvas atlas pos sales logs-status rss xss diagnosis synthesis emphasis inference`.split(
    /\s+/,
  ),
);

/** What of a word is the same for one and many. */
export function singular(word: string): string {
  const known = singularOf.get(word);
  if (known !== undefined) return known;
  if (uncountable.has(word) || pluralOf.has(word) || word.length < 4) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (/(us|is|ss)$/.test(word)) return word;
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

export function plural(word: string): string {
  const known = pluralOf.get(word);
  if (known !== undefined) return known;
  if (uncountable.has(word) || word.length < 3 || isPlural(word)) return word;
  // An acronym.
  if (/^[^aeiouy]{3}/.test(word) && word.length < 5) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  // An adjective names no things: `dangerous`.
  if (/[a-z]{3}ous$/.test(word)) return word;
  if (/(s|sh|ch|x|z)$/.test(word)) return `${word}es`;
  // Participles name no things: `blocked`.
  if (/[^e]ed$/.test(word) && word.length > 4) return word;
  return /[a-z]$/.test(word) ? `${word}s` : word;
}

export function isPlural(word: string): boolean {
  return singular(word) !== word;
}

export function isCountable(word: string): boolean {
  return !uncountable.has(word);
}

/** Equal for `orderItems`, `order_item` and `orderitems`. */
export function stem(words: readonly string[]): string {
  const last = words.at(-1);
  return last === undefined ? "" : words.slice(0, -1).join("") + singular(last);
}
