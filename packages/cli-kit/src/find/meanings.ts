import { sameVerbLines, stemOf } from "@specwire/contract";

/**
 * Verbs by what they do: the first of a line names it, as ids have it; a verb may do several things. Those behind `|`
 * are only asked for so: a command that is called by one does something of its own. Words are those of APIs in
 * general, of no one of them.
 */
const actions = `
list all index browse enumerate find lookup
get show read view fetch retrieve detail see check inspect look display | grab open peek
search find query lookup | grep hunt locate
create add new post make open start begin insert write put save upload generate attach set setup invite build take assign register issue schedule order request apply draft compose provision allocate buy purchase launch | comment reply respond react vote deploy refund fork pay share star follow pin grant give let allow file raise submit leave log store stash keep commit push ask book reserve charge bill rent transfer send link connect install import join publish report record subscribe tell notify ping protect restrict jot drop hook wire plug schedule
update edit change modify patch set rename replace adjust move alter correct close reopen archive mark put assign switch turn resize scale extend tag mute convert configure customize end hide | make flip swap bump fix tweak increase decrease raise lower point restrict limit protect give pause resume promote demote upgrade downgrade unarchive transfer amend revise retitle relabel reassign toggle override reorder refresh
delete remove destroy drop erase kick nuke purge wipe discard revoke detach clear empty cancel | throw toss scrap ditch eliminate unlink unassign unstar unpin leave release dump axe zap kill evict prune trim uninstall deregister unregister unsubscribe unpublish retire decommission unfollow unblock
run execute trigger dispatch perform launch start
cancel abort stop terminate halt end interrupt | withdraw void annul abandon rescind discontinue quit drop kill
enable activate on
disable deactivate off
send email mail | text message resend
download export pull | grab
upload attach import
transfer move
restore recover undo | undelete
approve accept reject decline
restart reboot rerun retry start
verify validate confirm
merge combine squash
`;

/** Verbs that a person types for those of `sameVerbLines`; the first of a line names it there. */
const typedVerbs = `create add make
get describe
list ls all
delete remove rm
search find query`;

export interface Meanings {
  /** By the stem of a verb that is asked for: the stems of what it may mean. */
  readonly verbs: ReadonlyMap<string, readonly string[]>;
  /** By the stem of a command's verb: the stems of what it does. */
  readonly deeds: ReadonlyMap<string, readonly string[]>;
  /** By a stem: those that are the same word, written otherwise. */
  readonly same: ReadonlyMap<string, ReadonlySet<string>>;
  /** By a stem: those that mean the same. */
  readonly alike: ReadonlyMap<string, ReadonlySet<string>>;
  /** By a stem: those that it leads to, and they not to it. */
  readonly leads: ReadonlyMap<string, ReadonlySet<string>>;
  /** By the first stem of a phrase. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
}

/** A word or two that stand for others. */
export interface Phrase {
  readonly second: string | undefined;
  readonly meant: readonly string[];
}

/** Taken apart when a search needs them: most commands are no search. */
export function readMeanings(dictionary: string): Meanings {
  const verbs = new Map<string, string[]>();
  const deeds = new Map<string, string[]>();
  const put = (to: Map<string, string[]>, stem: string, action = "") =>
    to.set(stem, [...(to.get(stem) ?? []), action]);
  for (const line of actions.trim().split("\n")) {
    const [own = [], typed = []] = line.split(" | ").map((words) => words.split(" ").map(stemOf));
    for (const stem of own) put(deeds, stem, own[0]);
    for (const stem of [...own, ...typed]) put(verbs, stem, own[0]);
  }
  const same = new Map<string, Set<string>>();
  const alike = new Map<string, Set<string>>();
  const leads = new Map<string, Set<string>>();
  const phrases = new Map<string, Phrase[]>();
  const add = (to: Map<string, Set<string>>, from: string, found: readonly string[]) => {
    const all = to.get(from) ?? new Set();
    for (const one of found) if (one !== from) all.add(one);
    to.set(from, all);
  };
  for (const line of dictionary.split("\n")) {
    const stems = line.split(" ");
    const leading = stems.indexOf(">");
    const standing = stems.indexOf("=");
    if (standing === 0) for (const stem of stems.slice(1)) add(same, stem, stems.slice(1));
    else if (leading !== -1)
      for (const stem of stems.slice(0, leading)) add(leads, stem, stems.slice(leading + 1));
    else if (standing !== -1) {
      const [first = "", second] = stems.slice(0, standing);
      const all = phrases.get(first) ?? [];
      all.push({ second, meant: stems.slice(standing + 1) });
      phrases.set(first, all);
    } else for (const stem of stems) add(alike, stem, stems);
  }
  return { verbs, deeds, same, alike, leads, phrases };
}

/** Whether a word says what is done, so that it is no slip for another one that does. */
export function isVerb(word: string): boolean {
  return `${actions} ${sameVerbLines} ${typedVerbs}`.split(/\s+/).includes(word);
}

/** Whether two verbs are the same beyond doubt, whatever they are said of. */
export function sameVerbs(one: string, other: string): boolean {
  return plainVerb(one) === plainVerb(other);
}

function plainVerb(verb: string): string {
  const line = `${sameVerbLines}\n${typedVerbs}`.split("\n").find((verbs) => verbs.split(" ").includes(verb));
  return line?.split(" ")[0] ?? verb;
}
