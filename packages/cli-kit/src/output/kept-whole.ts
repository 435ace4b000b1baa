import { isArray, isObject, type Json } from "@specwire/contract";
import { isScalar } from "./telling.ts";

// What a write's answer says once only. Whatever shortens it is judged by `tellsAll` in the end.

/** Whether all that went wrong, is still needed, or is a secret in an answer, however deep, is in what is shown of it. */
export function tellsAll(answer: Json, shown: Json): boolean {
  const told = new Set(saidOnce(shown));
  return saidOnce(answer).every((one) => told.has(one));
}

function saidOnce(value: Json): string[] {
  const found: string[] = [];
  const open: [name: string, value: Json][] = [["", value]];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const [name, member] = one;
    if (isTrouble(name, member) || isSecret(name, member) || isStep(name, member))
      found.push(JSON.stringify([name, member]));
    else if (isArray(member)) for (const item of member) open.push([name, item]);
    else if (isObject(member)) {
      // What is in a secret is secret, and a link is called by what it is for.
      const above = isSecretName(name) ? name : typeof member.rel === "string" ? member.rel : name;
      for (const [own, inner] of Object.entries(member))
        open.push([
          isSecretName(above) || /^(href|ur[il]|link)$/i.test(own) ? `${above}_${own}` : own,
          inner,
        ]);
    }
  }
  return found;
}

const trouble =
  /^(fail(s|ed|ures?)?|err(ors?)?|warnings?|problems?|violations?|conflict(s|ing|ed)?|reject(ed|ions?)|skipped|declined?|denied|unprocessed|unmatched|invalid|blocked)$/;

/** Whether a member says that something failed or was not done. */
export function isTrouble(name: string, value: Json): boolean {
  if (value === false) return /^(is_?)?(ok|success(ful)?|succeeded|applied|accepted|valid)$/i.test(name);
  if (typeof value === "string" && /(state|status|result|outcome|conclusion|code)$/i.test(name))
    return /^(fail|error|reject|den(y|ied)|declin|conflict)/i.test(value);
  return isSaid(value) && wordsOf(name).some((word) => trouble.test(word));
}

/** Whether a member names what somebody has to do next. */
export function isStep(name: string, value: Json): boolean {
  const words = wordsOf(name).join("_");
  if (typeof value === "string" && /^https?:/.test(value)) return steps.test(words);
  if (!isSaid(value)) return false;
  return /(^|_)(next|required)_(actions?|steps?)$|^(action_required|requires_(action|confirmation))$/.test(
    words,
  );
}

const steps =
  /^(checkout|approv|payer|redirect|authori[sz]|verif|confirm|activat|onboard|pre_?signed|signed|upload)/;

/** Something, and neither zero nor off; an address says nothing by what it is called. */
function isSaid(value: Json): boolean {
  if (isScalar(value)) return Boolean(value) && !/^(https?:|\s*$)/.test(String(value));
  return Object.keys(value ?? {}).length > 0;
}

/** Whether a member is, or holds, what is shown once only, when it is made. */
export function isSecret(name: string, value: Json): boolean {
  if (typeof value === "number") return /(^|_)(t?otp|pin|passcode)$/i.test(name);
  if (typeof value !== "string" || value.trim() === "") return false;
  if (isSecretName(name)) return !/^https?:\/\/[^@]*$/.test(value);
  return secretText.test(value) || (/(key|value|code)s?$/i.test(name) && isRandom(value));
}

const secretText =
  /^-----BEGIN|^[a-z][\w+.-]*:\/\/[^/\s?#@]*:[^/\s?#@]+@|^(sk|rk|whsec|gh[pousr]|github_pat|glpat|xox[abp])[_-]|^eyJ[\w-]+\.eyJ/;

/** What nobody has thought of: letters and figures without an end. */
function isRandom(text: string): boolean {
  return /^[\w+/=.~-]{20,}$/.test(text) && /\d/.test(text) && /[a-z]/i.test(text);
}

export function isSecretName(name: string): boolean {
  return secretName.test(wordsOf(name).join("_"));
}

const secretName =
  /(secret|token|password|passwd|passphrase|passcode|mnemonic|credential|plain_?text|certificate|connection_string|(api|private|secret|access|signing|encryption|shared|license|master)_?key|(recovery|backup|scratch)_?code|(^|_)(t?otp|pat|pin|pem|dsn|seed))s?$/;

/** `failureMessage`, `failure_message`: its words. */
function wordsOf(name: string): string[] {
  return name
    .slice(-80)
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
