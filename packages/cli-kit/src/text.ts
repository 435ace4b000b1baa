/** Text for people and agents: cutting, quoting, counting. */

/** At most `length` characters, with `…` for what is gone; never half of a surrogate pair. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text
    .slice(0, length - 1)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd()}…`;
}

/** A description on one line of help. */
export function oneLine(text: string, length: number): string {
  return cutText(stripControls(text.replace(/\s+/g, " ").trim()), length);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const controlSequences = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[@-Z\\^_]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const terminalCommands = /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Without what moves a terminal's cursor, rings, recolours or turns text around. */
export function stripControls(text: string): string {
  return text.replace(terminalCommands, "").replace(controlSequences, "").replace(controls, "");
}

/** Whether a text has line ends, or what `stripControls` takes out. */
export function hasControls(text: string): boolean {
  return /[\t\n\u2028\u2029]/.test(text) || stripControls(text) !== text;
}

/** `1,204`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 command`, `7 commands`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
