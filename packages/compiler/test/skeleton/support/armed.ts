import { casesOf } from "../../adversarial/support/cases.ts";

const areas = ["ts-string", "ts-template", "ts-comment", "ts-key", "ts-regex", "md-shell"];

/** Texts that would be code, a directive or the end of a comment if anyone spliced them, and names that are not only names. */
export const armed: readonly string[] = [
  ...new Set([
    ...areas.flatMap((area) =>
      casesOf(area).flatMap(({ payload }) => (typeof payload === "string" ? [payload] : [])),
    ),
    "__proto__",
    "constructor",
    "//= operation x {}",
    "\n//= operation me.get {}\n",
    "\u2028//= specwire-table 1",
    "\ud800",
    "\u{e0041}\u202e\u0000",
  ]),
];
