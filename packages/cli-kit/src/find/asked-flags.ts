import {
  type ArgumentTypes,
  type Flag,
  flagOutline,
  flagsOf,
  isNeeded,
  type Operation,
  quoteWord,
  resolveType,
  stemOf,
  wordsOf,
} from "@specwire/contract";

/** An optional flag that does what was asked. */
export interface AskedFlag {
  /** As it is typed: `--state closed`, `--archived`, `--assignees <assignees>`. */
  readonly text: string;
  /** It does it as it stands: a value that was asked for, or a switch of that name. */
  readonly whole: boolean;
  readonly flag: Flag;
}

/** How many of them are worth the room, and how many members a body has whose flags are shown unasked. */
const mostAsked = 2;
const mostMembers = 2;

/**
 * The optional flags that a question speaks of; of a change that needs none of its few members those members, since
 * without them it does nothing.
 *
 * @param unsaid - what was asked for and the command's name does not say, in stems
 * @param denied - the opposite may be meant: no value is chosen
 */
export function askedFlags(
  operation: Operation,
  types: ArgumentTypes,
  unsaid: ReadonlySet<string>,
  denied = false,
): AskedFlag[] {
  const flags = flagsOf(operation, types);
  const isOpen = (flag: Flag) => flag.path.length === 1 && !isNeeded(operation, flags, flag);
  const optional = flags.filter(isOpen);
  const asked = optional.flatMap((flag) => askedFlag(flag, unsaid, types, denied));
  if (asked.length > 0) return asked.slice(0, mostAsked);
  const members = optional.filter((flag) => flag.in === "body");
  const isFew = members.length <= mostMembers && !flags.some((one) => one.in === "body" && !isOpen(one));
  return isFew ? members.map((flag) => ({ text: flagOutline(flag, types), whole: false, flag })) : [];
}

/** A flag that has an asked word in its name, or a value that is one. */
function askedFlag(
  flag: Flag,
  unsaid: ReadonlySet<string>,
  types: ArgumentTypes,
  denied: boolean,
): AskedFlag[] {
  const isAsked = (text: string) =>
    wordsOf(text).some((word) => {
      const stem = stemOf(word.toLowerCase());
      return unsaid.has(stem) || unsaid.has(`re${stem}`);
    });
  const type = flag.type.kind === "array" ? resolveType(flag.type.items, types) : flag.type;
  const value = type.kind === "string" ? type.enum?.find(isAsked) : undefined;
  const outline = flagOutline(flag, types);
  if (denied && (value !== undefined || isAsked(flag.path.join(" "))))
    return [{ text: outline.includes(" ") ? outline : `${outline} <true|false>`, whole: false, flag }];
  if (value !== undefined && /^[\w.-]+$/.test(value))
    return [{ text: `--${flag.name} ${quoteWord(value)}`, whole: true, flag }];
  if (!isAsked(flag.path.join(" "))) return [];
  const isSwitch = type.kind === "boolean" && wordsOf(flag.path.join(" ")).length === 1;
  return [{ text: outline, whole: isSwitch, flag }];
}
