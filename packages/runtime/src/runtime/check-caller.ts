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

/** As `checkUser`; null stands for the host itself. */
export function checkActor(userId: unknown): void {
  if (userId !== null) checkUser(userId);
}
