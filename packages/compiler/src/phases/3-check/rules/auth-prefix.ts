import { valueRepair } from "../../1-parse/rewrite/repairs.ts";
import { type CheckedSpec, schemes } from "../checked-spec.ts";

const words = /^(bearer|token|basic|api-?key|key|oauth|jwt|gogs|zoho-oauthtoken)$/i;

/** A prefix is what stands before the secret: with its blank, without a place for the secret. */
export function authPrefix({ source, report, text, locate, ...rest }: CheckedSpec): void {
  for (const { scheme, at } of schemes({ source, report, text, locate, ...rest })) {
    const keys = scheme.type === "api_key" ? (scheme.keys ?? []) : [];
    const own = "prefix" in scheme ? [{ prefix: scheme.prefix, at: `${at}/prefix` }] : [];
    const all = [...own, ...keys.map(({ prefix }, index) => ({ prefix, at: `${at}/keys/${index}/prefix` }))];
    for (const { prefix, at: place } of all) {
      const meant = prefix === undefined ? undefined : meantPrefix(prefix);
      if (prefix === undefined || (meant === undefined && !template.test(prefix))) continue;
      const said = {
        value: prefix,
        wanted: "what stands before the secret, its blank included",
        example: "",
      };
      const help = `write prefix: ${JSON.stringify(meant ?? "Bearer ")}; the secret follows by itself.`;
      const repair = meant === undefined ? {} : valueRepair(text, place, meant);
      report.add("schema/bad-format", said, locate(place), { help, ...repair });
    }
  }
}

const template = /[{}]|<\w[^<>]*>/;

// A secret of two parts, `{id}:{secret}`, is entered as one: none of it stands before it.
function meantPrefix(prefix: string): string | undefined {
  const before =
    /^(.*?)\$?[{<]+[^{}<>]*[}>]+(?:[:.]\$?[{<]+[^{}<>]*[}>]+)*$/.exec(prefix)?.[1] ??
    /^([\w-]+ )(?:%\w+%?|your[-_ ]?\w+|[A-Z_]*(?:KEY|TOKEN|SECRET)[A-Z_]*)$/i.exec(prefix)?.[1];
  if (before !== undefined && !template.test(before)) return words.test(before) ? `${before} ` : before;
  return words.test(prefix) ? `${prefix} ` : undefined;
}
