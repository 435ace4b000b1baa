import { RuntimeError } from "../errors/runtime-error.ts";

const LONGEST = 64;
const LABEL = /^[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}$/;
/** Where a name has no letter of ours. */
const NAMELESS = "account";

/** Throws `INVALID_LABEL` for what a person could not type after `--account` without quoting it. */
export function checkLabel(label: string): string {
  if (LABEL.test(label)) return label;
  throw new RuntimeError("INVALID_LABEL", "The label of an account can't be used.", {
    help: `Use 1 to ${LONGEST} letters, digits and . _ @ + -, and begin with a letter or a digit.`,
  });
}

/** "Zoë Doe" becomes `zoe-doe`; with `taken` labels it gets a number: `zoe-doe-2`. */
export function labelFrom(displayName: string | null | undefined, taken: ReadonlySet<string>): string {
  const words = (displayName ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._@+-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    // Room for a number.
    .slice(0, LONGEST - 8)
    .replace(/-+$/, "");
  const label = words === "" ? NAMELESS : words;
  if (!taken.has(label)) return label;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${label}-${number}`)) return `${label}-${number}`;
  }
}
