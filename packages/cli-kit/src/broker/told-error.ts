import { type ErrorCode, type ErrorObject, isArray, isObject, type Json, own } from "@specwire/contract";
import { CliError, type ErrorDetails } from "../errors.ts";
import { oneLine } from "../text.ts";

const longestText = 1000;

/** The broker's error as ours; undefined where it is not of the shape. A code that is not known is passed on. */
export function toldError(value: Json | undefined, operation?: string): CliError | undefined {
  if (!isObject(value)) return undefined;
  const { code, message } = value;
  if (typeof code !== "string" || !/^[A-Z][A-Z0-9_]{0,63}$/.test(code) || typeof message !== "string")
    return undefined;
  const text = (name: keyof ErrorObject["error"]) => {
    const told = own(value, name);
    return typeof told === "string" ? { [name]: oneLine(told, longestText) } : {};
  };
  const number = (name: keyof ErrorObject["error"]) => {
    const told = own(value, name);
    return typeof told === "number" && Number.isFinite(told) ? { [name]: told } : {};
  };
  const { accounts, retryable } = value;
  const details: ErrorDetails = {
    ...text("help"),
    ...(operation === undefined ? text("operation") : { operation }),
    ...text("flag"),
    ...number("status"),
    ...text("apiCode"),
    ...text("approvalId"),
    ...(isArray(accounts) && { accounts: accounts.map((one) => oneLine(String(one), 100)) }),
    ...number("retryAfter"),
    ...(typeof retryable === "boolean" && { retryable }),
  };
  return new CliError(code as ErrorCode, oneLine(message, longestText), details);
}
