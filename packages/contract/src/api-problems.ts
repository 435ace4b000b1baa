import type { ArgumentName } from "./connector.ts";
import { isArray, isObject, type Json, type JsonObject, own, pointerTokens } from "./json.ts";

/** What an API says of one value of a request. */
export interface ApiProblem {
  /** The names that lead to the value, as the API has them; places of lists among them. */
  readonly path: readonly string[];
  /** Where the API says that it is. */
  readonly in?: ArgumentName["in"];
  /** Empty where it only says where. */
  readonly message: string;
  /** The value has to be given. */
  readonly missing?: true;
  /** There is such a thing already. */
  readonly exists?: true;
  /** Values that the API names as accepted. */
  readonly allowed?: readonly string[];
}

const mostProblems = 20;
const deepest = 5;

/** Members that say where: of RFC 9457, JSON:API, Google, Stripe, GitHub, Microsoft, Symfony, express, ajv and pydantic. */
const places =
  "pointer instancePath dataPath field field_name fieldName param parameter parameterName property propertyPath propertyName attribute target loc path location name key".split(
    " ",
  );
/** Members that say what, the clearest first. */
const sayings = "message msg detail description reason title error issue code type".split(" ");

/** Members that hold what is said of single values. */
const containers =
  /^(errors?|violations|issues|details?|invalid[-_]?params|fieldviolations|fields|(field|validation)[-_]?errors|problems|messages|context_info)$/i;

const locations: Readonly<Record<string, ArgumentName["in"]>> = {
  body: "body",
  json: "body",
  query: "query",
  querystring: "query",
  path: "path",
  header: "header",
  headers: "header",
  cookie: "cookie",
  cookies: "cookie",
};

/** What an error answer says of single values of the request; at most 20, in the order of the answer. */
export function apiProblems(body: Json | undefined): ApiProblem[] {
  const found: ApiProblem[] = [];
  const visit = (value: Json | undefined, as: "answer" | "container" | "item", depth: number): void => {
    if (depth > deepest || found.length >= mostProblems) return;
    if (isArray(value)) for (const one of value.slice(0, mostProblems)) visit(one, "item", depth + 1);
    if (!isObject(value)) return;
    const problem = problemOf(value, as === "item");
    if (problem) found.push(problem);
    else if (as !== "item") found.push(...problemsByName(value, as === "container"));
    for (const [name, member] of Object.entries(value))
      if (containers.test(name)) visit(member, "container", depth + 1);
  };
  visit(body, "answer", 0);
  return found.slice(0, mostProblems);
}

function problemOf(value: JsonObject, isItem: boolean): ApiProblem | undefined {
  const source = isObject(value.source) ? value.source : undefined;
  const said = sayings.map((name) => own(value, name)).find((one) => typeof one === "string" && one !== "");
  const message = typeof said === "string" ? said : "";
  // `path` and `name` say so of many things; in a list of errors they are what is wrong.
  const names = isItem ? places : places.slice(0, places.indexOf("loc"));
  const at =
    own(source, "pointer") ??
    own(source, "parameter") ??
    own(source, "header") ??
    names.map((name) => own(value, name)).find(isPlace);
  if (!isPlace(at) || (message === "" && source === undefined)) return undefined;
  const tokens = tokensOf(at);
  const [first = ""] = tokens;
  const inWords = [
    value.in,
    value.location,
    value.locationType,
    source && "parameter" in source ? "query" : undefined,
  ];
  const place = [first, ...inWords].map((word) => own(locations, String(word).toLowerCase())).find(Boolean);
  const path = tokens.length > 1 && own(locations, first.toLowerCase()) ? tokens.slice(1) : tokens;
  return path.length === 0 ? undefined : { path, ...(place && { in: place }), ...whatIsSaid(message, value) };
}

/** `{ "name": ["is required"] }`, as Rails, Django and Laravel have it. */
function problemsByName(value: JsonObject, isContainer: boolean): ApiProblem[] {
  const isSentence = sayings.some((name) => typeof own(value, name) === "string");
  return Object.entries(value).flatMap(([name, said]) => {
    const texts = isArray(said) ? said : isContainer && !isSentence ? [said] : [];
    const messages = texts.map((one) => (isObject(one) ? (own(one, "message") ?? own(one, "detail")) : one));
    const isSaid = messages.length > 0 && messages.every((one) => typeof one === "string");
    if (!isSaid || containers.test(name) || (isContainer && sayings.includes(name))) return [];
    return [{ path: tokensOf(name), ...whatIsSaid(messages.join(", "), {}) }];
  });
}

function isPlace(value: Json | undefined): value is string | readonly (string | number)[] {
  if (typeof value === "string") return value !== "" && value.length <= 200;
  return (
    isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === "string" || typeof one === "number")
  );
}

/** `#/items/0/price`, `items[0][price]`, `$.items[0].price` and `["items", 0, "price"]` are one. */
function tokensOf(place: string | readonly (string | number)[]): string[] {
  if (typeof place !== "string") return place.map(String);
  const text = place.replace(/^#/, "");
  if (text.startsWith("/")) return pointerTokens(text).filter((one) => one !== "");
  return text
    .replace(/^\$\.?/, "")
    .split(/[.[\]/]+/)
    .filter((one) => one !== "");
}

/** Codes that stand in place of a sentence. */
const codeWords: Readonly<Record<string, string>> = {
  missing_field: "is required",
  missing: "is missing",
  invalid: "is invalid",
  already_exists: "already exists",
  unprocessable: "can't be used",
};

const saysMissing =
  /\bmissing[_ ]|\bmissing$|\brequired\b(?! to)|\bblank\b|wasn't supplied|must be (given|present|provided)|should be defined/i;
const saysExists = /already[ _-]?(exists|taken|in use|been taken)|duplicate|not unique|must be unique/i;

function whatIsSaid(
  message: string,
  value: JsonObject,
): Pick<ApiProblem, "message" | "missing" | "exists" | "allowed"> {
  const said = [message, value.code, value.type].filter((one) => typeof one === "string").join("\n");
  // GitHub says so of a thing that is named, and not of a value that is left out.
  const isGone = value.code === "missing" && value.resource !== undefined;
  const allowed = allowedIn(value);
  return {
    message: isGone ? "does not exist" : (own(codeWords, message) ?? message),
    ...(said.split("\n").some((one) => saysMissing.test(one)) && !isGone && { missing: true as const }),
    ...(saysExists.test(said) && { exists: true as const }),
    ...(allowed.length > 0 && { allowed }),
  };
}

function allowedIn(value: JsonObject): string[] {
  const inner = [value.params, value.ctx, value.meta, value.constraints].filter(isObject);
  const names = ["allowedValues", "allowed_values", "allowed", "enum", "options", "permitted"];
  const list = [value, ...inner].flatMap((one) => names.map((name) => own(one, name))).find(isArray) ?? [];
  return list
    .filter((one) => typeof one === "string" || typeof one === "number")
    .slice(0, 50)
    .map(String);
}
