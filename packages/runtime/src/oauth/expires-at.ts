import { isExactNumber, type Json, type OAuth2, valueAt } from "@specwire/contract";

/** Longer than any access token lives: a number beyond it is a mistake, and no date should overflow. */
const longestSeconds = 10 * 365 * 24 * 3600;
const units = { milliseconds: 0.001, minutes: 60 } as const;

/**
 * When an access token ends, in milliseconds since 1970, counted from when it was asked for; null where the answer
 * does not say. Negative: it has ended. 0, which providers write for "never", and what is no number: not said.
 */
export function expiresAt(
  answer: Json,
  { expiresIn: declared, tokenResponse }: OAuth2["deviations"],
  kind: "exchange" | "refresh",
  askedAt: number,
): number | null {
  const members = tokenResponse?.[kind] ?? tokenResponse?.exchange;
  const given = toNumber(valueAt(answer, members?.expires_in ?? "/expires_in"));
  if (given !== undefined && given !== 0) {
    const seconds = given * (declared?.unit === undefined ? 1 : units[declared.unit]);
    return askedAt + Math.round(1000 * clamp(seconds));
  }
  const moment = toMoment(valueAt(answer, members?.expiresAt ?? "/expires_at"));
  if (moment !== undefined) return askedAt + 1000 * clamp((moment - askedAt) / 1000);
  return declared?.default === undefined ? null : askedAt + 1000 * clamp(declared.default);
}

const clamp = (seconds: number) => Math.min(Math.max(seconds, 0), longestSeconds);

/** A JSON number, or text that is one and nothing else. Too large for a number is as large as numbers get. */
function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  const text = value !== undefined && isExactNumber(value) ? value.$number : value;
  if (typeof text !== "string" || !/^\s*[+-]?\d{1,400}(\.\d{1,400})?([eE][+-]?\d{1,4})?\s*$/.test(text))
    return undefined;
  return Number(text);
}

/** Seconds or (from 10^11 on, which is the year 5138 in seconds) milliseconds since 1970, or RFC 3339 text. */
function toMoment(value: Json | undefined): number | undefined {
  const number = toNumber(value);
  if (number !== undefined) return number <= 0 ? undefined : number < 1e11 ? number * 1000 : number;
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?/i.test(value))
    return undefined;
  const moment = Date.parse(/(z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
  return Number.isNaN(moment) ? undefined : moment;
}
