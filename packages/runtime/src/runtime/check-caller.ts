import { isObject } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";

/** Characters; what a host calls its users is seldom longer than an address. */
const longest = 500;

/** Throws `INVALID_OPTION` unless a caller says for which user it acts: a forgotten one must never mean everybody. */
export function checkUser(userId: unknown): void {
  if (
    typeof userId === "string" &&
    userId !== "" &&
    userId.length <= longest &&
    !/[\0\ud800-\udfff]/u.test(userId)
  )
    return;
  throw new RuntimeError("INVALID_OPTION", `\`userId\` is no text of 1 to ${longest} characters`);
}

/** As `checkUser`, for a filter that means everybody where it has no `userId` at all. */
export function checkUserIn(filter: unknown): void {
  if (isObject(filter) && "userId" in filter) checkUser(filter.userId);
}

/**
 * Throws `INVALID_OPTION` for what no filter is called, and for one that is there and says nothing: it would mean
 * everything.
 */
export function checkFilter(filter: object, names: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(filter)) {
    if (!names.has(name))
      throw new RuntimeError("INVALID_OPTION", `there is no filter ${JSON.stringify(name)}`);
    if (value === undefined) throw new RuntimeError("INVALID_OPTION", `\`${name}\` has no value`);
  }
}

/** Throws `INVALID_OPTION` for what is no moment. */
export function checkMoment(name: string, moment: unknown): void {
  if (moment instanceof Date && !Number.isNaN(moment.getTime())) return;
  throw new RuntimeError("INVALID_OPTION", `\`${name}\` is no moment, a Date`);
}

/** As `checkUser`; null stands for the host itself. */
export function checkActor(userId: unknown): void {
  if (userId !== null) checkUser(userId);
}
