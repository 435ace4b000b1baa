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
      if (prefix === undefined || meant === undefined) continue;
      const said = {
        value: prefix,
        wanted: "what stands before the secret, its blank included",
        example: "",
      };
      const help = `write prefix: ${JSON.stringify(meant)}; the secret follows by itself.`;
      report.add("schema/bad-format", said, locate(place), { help, ...valueRepair(text, place, meant) });
    }
  }
}

function meantPrefix(prefix: string): string | undefined {
  const template = /^(.*?)\$?[{<]+[^{}<>]*[}>]+$/.exec(prefix)?.[1];
  if (template !== undefined) return words.test(template) ? `${template} ` : template;
  return words.test(prefix) ? `${prefix} ` : undefined;
}
