import { sameVerbLines, stemOf } from "@specwire/contract";

/**
 * Verbs by what they do: the first of a line names it, as ids have it; a verb may do several things. Words are
 * those of APIs in general, of no one of them.
 */
const actions = `
list all index browse enumerate find lookup
get show read view fetch retrieve detail see check inspect look display
search find query lookup
create add new post make open start begin insert write put save upload generate attach set setup invite build take assign register issue schedule order request apply draft compose provision allocate buy purchase launch
update edit change modify patch set rename replace adjust move alter correct close reopen archive mark put assign switch turn resize scale extend tag mute convert configure customize end hide
delete remove destroy drop erase kick nuke purge wipe discard revoke detach clear empty cancel
run execute trigger dispatch perform launch start
cancel abort stop terminate halt end interrupt
enable activate on
disable deactivate off
send email mail
download export pull
upload attach import
transfer move
restore recover undo
approve accept reject decline
restart reboot rerun retry start
verify validate confirm
`;

/** Verbs that a person types for those of `sameVerbLines`; the first of a line names it there. */
const typedVerbs = `create add make
get describe
list ls all
delete remove rm
search find query`;

/** Nouns that are as good as each other; any of a line finds the others. */
const alike = `
access permission role right privilege
address ip
admin owner administrator
alert trigger notify notification
archive zip
artifact output asset attachment binary
attach upload
authenticated mine me my self current own
backup snapshot
balance owe money
ban block
blocklist denylist blacklist
body text content
bookmark favorite star stargazer
branch ref
build pipeline run
buyer client customer
caller participant attendee member
certificate cert ssl tls
changelog note
chargeback dispute
chat conversation thread channel room
clear flush purge
clone copy duplicate fork
collaboration invite share
collaborator member participant
collection favorite
column field property attribute
comment reply remark note
commit sha ref
compare diff change
config configuration setting preference option
contributor author
cost price fee
count total sum
coupon discount promotion promo voucher
cpu memory metric
credential password secret passphrase
database db
deploy deployment redeploy release
device session
directory dir folder
doc document file
download archive export dump
earlier previous older past history
employee staff colleague user
env environment
error problem failure fail fault
event activity audit happen
field column
firewall rule allow acl
fraud risk
group team
guest external visitor
hand transfer
history timeline log audit
hook webhook callback
host node machine server instance vm computer
hostname domain dns
image picture photo avatar thumbnail
invitation invite
invoice bill receipt
issue ticket bug
item entry row record product
job task
kubernetes k8s
label tag topic category
language locale translation
language programming
latest recent newest last
leak expose
legal license licence
limit quota rate remaining left
link url
load traffic
location place region datacenter zone
login session sign
mail email
manager owner
media attachment picture mms
meeting calendar appointment
merge combine
message sms text mms
metric usage statistic stat analytic insight traffic
mirror replica standby copy
money payment fund
move transfer
next upcoming preview
number phone
organization org organisation company enterprise workspace
owner creator author
package library module dependency
page site website
participant someone
payout withdraw withdrawal
person user people someone account member
pg postgres postgresql
plan subscription subscriber recurring
policy rule
preview thumbnail
public share
reaction emoji like vote
record tape
record recording
rerun retry again
report record
repository repo
review reviewer approve approval
revision version
scale resize size
schedule cron
seller merchant vendor connected
spend usage consumption used
state status health
storage disk volume block
subscribe watch follow
sync update refresh
todo task
token key
trash recycle bin
transcript transcription
unlimited limit
update edit
user account
variable var
verification verify validate validation
vulnerability advisory cve security
wait queue
worker node agent runner
workflow pipeline ci
`;

/** A word or two that stand for others. */
const phrases = `
pr = pull request
prs = pull request
whoami = current user
ls = list
acl = access control list
pos = terminal
turn off = disable
switch off = disable
shut down = shutdown
turn on = enable
switch on = enable
hang up = end
log out = terminate session
sign out = terminate session
sign up = create
spin up = create
set up = create
tear down = delete
take down = delete
roll back = restore
recycle bin = trash
money back = refund
every month = recurring
every week = recurring
every year = recurring
env var = environment variable
two factor = 2fa
`;

export interface Meanings {
  /** By the stem of a verb: the stems of what it may do. */
  readonly verbs: ReadonlyMap<string, readonly string[]>;
  readonly alike: ReadonlyMap<string, ReadonlySet<string>>;
  readonly phrases: readonly (readonly [said: readonly string[], meant: readonly string[]])[];
}

/** Taken apart when a search needs them: most commands are no search. */
export function readMeanings(): Meanings {
  const verbs = new Map<string, string[]>();
  for (const stems of lines(actions)) {
    for (const stem of stems) verbs.set(stem, [...(verbs.get(stem) ?? []), stems[0] ?? ""]);
  }
  const near = new Map<string, Set<string>>();
  for (const stems of lines(alike)) {
    for (const stem of stems) {
      const others = near.get(stem) ?? new Set();
      for (const other of stems) if (other !== stem) others.add(other);
      near.set(stem, others);
    }
  }
  const said = lines(phrases).map((stems): [string[], string[]] => {
    const at = stems.indexOf("=");
    return [stems.slice(0, at), stems.slice(at + 1)];
  });
  return { verbs, alike: near, phrases: said };
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

function lines(text: string): string[][] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map(stemOf));
}
