import { stemOf } from "./words.ts";

/**
 * What people say and what documents write: words of APIs in general, of no one of them. A line with `>` leads from
 * the words before it to those behind it; one with `=` puts words in place of a phrase of one or two, or, at its
 * beginning, says that they are one word; on any other line each word finds the others. Of these lines an index holds
 * those that lead to a word of its commands.
 */
const lines = `
= repo repository
= org organization organisation
= config configuration
= env environment
= doc document
= db database
= info information
= admin administrator
= app application
= auth authentication
= authz authorization
= dir directory
= msg message
= num number
= param parameter
= perm permission
= pic picture
= prod production
= spec specification
= stat statistic
= sub subscription
= temp temporary
= txn transaction
= var variable
= ver version
= cert certificate
= favorite favourite
= color colour
= license licence
= canceled cancelled
= catalog catalogue
= k8s kubernetes
= email mail
abuse spam
annul void cancel
child sub nested
file content document
access permission role right privilege
address ip
admin owner administrator
agreement contract
album playlist
alert trigger notify notification
allowlist whitelist
answer response
appointment booking reservation
archive zip
area zone region
artifact output asset attachment binary
attach upload
authenticated mine me my self current own
backup snapshot
balance owe money
ban block
bank iban
basket cart
blocklist denylist blacklist
body text content
bookmark favorite star stargazer
bot app integration
branch ref
build pipeline run
buyer client customer shopper
caller participant attendee member
campaign mailing newsletter
card wallet
category topic genre
certificate cert ssl tls
changelog note
channel room
chargeback dispute
chat conversation thread channel room
chunk part
city town
clear flush purge
clone copy duplicate fork
cluster kubernetes
collaboration invite share
collaborator member participant
collection favorite
column field property attribute
comment reply remark note
commit sha ref
company organization account
compare diff
config configuration setting preference option
consent permission
contact person lead
contributor author
conversation dialog
coordinates latitude longitude position location
cost price fee
count total sum number
country nation
coupon discount promotion promo voucher
course class lesson
cpu memory metric
credential password secret passphrase
credit balance
crash error
cron schedule
currency money
daily day
database db
date day time
deadline due
deal opportunity
default standard
definition schema
department team division
deploy deployment redeploy release
destination target recipient
device session
dialogue conversation
dictionary glossary
directory dir folder
dispatch trigger
doc document file
domain dns
download archive export dump
draft unpublished
driver courier
earlier previous older past history
email mail inbox
emoji reaction
employee staff colleague user worker
url > endpoint
entitlement permission
env environment
episode chapter
error problem failure fail fault
event activity audit happen
exchange conversion rate
expiry expire expiration
extension plugin addon
favorite like
feature flag
feed stream timeline
field column
firewall rule allow acl
fine tune
flight trip
follower subscriber
font typeface
form survey questionnaire
fraud risk
freeze lock
friend contact
function lambda
fund money
game match
gateway router
goal target objective
group team
guest external visitor
hand transfer
header banner
health status
hire recruit
history timeline log audit
holiday vacation leave
home house
hook webhook callback
machine server instance vm computer host
hostname domain dns
hour time
icon logo avatar
identity id user
image picture photo avatar thumbnail
inbox message
incident outage
ingredient recipe
integration app
interest topic
inventory stock
invitation invite
invoice bill receipt
issue ticket bug
item entry row record product
job task
join member
journal diary log
key secret
kubernetes k8s
label tag topic category
language locale translation
language programming
latest recent newest last
law regulation
lead prospect
leak expose
leaderboard ranking score
ledger transaction
legal license licence
lesson lecture
level tier
library package
limit quota rate remaining left
line row
link url
listing ad
load traffic
loan credit
location place region datacenter zone
lock protect
login session sign
logo image
loyalty reward
mailbox inbox
maintenance window
manager owner
map location
margin profit
market exchange
match game
meal food dish
measure metric
media attachment picture mms
meeting calendar appointment
member user
memo note
menu dish
merge combine
message sms text mms
metadata property
metric usage statistic stat analytic insight traffic
mirror replica standby copy
mistake error
mobile phone
mode state
model version
money payment fund
month monthly
move transfer
movie film
multifactor mfa 2fa totp
music song track
name title
network vpc vnet
news article
next upcoming preview
nickname username login handle
note memo
notification alert push
number phone
object item
offer quote
offline online
operator agent
opinion review
organization org organisation company enterprise workspace
outcome result
outgoing outbound
incoming inbound
owner creator author
package library module dependency
site website
paragraph section block
parcel package shipment
parent folder
participant someone
partner affiliate
party event
passenger traveler guest
patient person
pause suspend hold
paycheck payroll salary
payment charge
payout withdraw withdrawal
people person
period interval duration
person user people someone account member
pg postgres postgresql
phase stage step
pickup collection
pin passcode
plan subscription subscriber recurring
plan tier
player user
podcast show
point score
policy rule
poll survey vote
pool group
position rank
post article
preview thumbnail
principal identity
print label
priority severity urgency
process job
profile account
program script
project workspace
property house
proposal offer quote
protocol transport
province state
proxy gateway
public share
purchase order
quantity amount count
question ticket
queue wait
rating score review
reaction emoji like vote upvote
reader terminal
reason cause
receiver recipient to
recipe dish
record recording
record tape
redirect forward
region datacenter
reminder notification
rent lease
replica copy
reply answer
report record
repository repo
rerun retry again
reseller partner
reservation booking
restaurant venue
restriction limit
result outcome output
resume cv
review reviewer approve approval
revision version
reward bonus
ride trip
risk fraud
road street route
robot bot
roster team
route path
router gateway
sale deal order
sandbox test
scale resize size
schedule cron timetable
scope permission
score grade mark
screen display
screenshot image
script code
season series
seat license
secret credential
seller merchant vendor connected
sensor device
sentence phrase
server node
service product
session login
shift schedule
ship shipment delivery
shop store
shortcut alias
signature sign
signup registration register
site website
skill tag
sla policy
smtp mail
snippet gist paste
source origin
space room
speaker voice
spend usage consumption used
spreadsheet sheet workbook
sprint iteration cycle
stage environment
start begin
state status health
station stop
step stage
stock share
storage disk volume block
store shop
story post
street address
student pupil
submission form
subscribe watch follow
subscriber follower
summary overview
supplier vendor
support help
suspend disable
symbol ticker
sync update refresh
table sheet
tax vat
taxi ride
team group
template layout
tenant organization account
term word
test check
theme style color
threshold limit
ticket case
time date
timeline history
timezone tz
today day
todo task
token key
tool function
track song
tracker tracking
trade order
traffic analytics
train ride
transcript transcription
transfer wire
translate translation
trash recycle bin deleted
trial demo
trip journey
troubleshoot debug
truck vehicle
trust verification
tweet post status
unlimited limit
unit item
unread read
update edit
upgrade plan
uptime monitor availability
usage spend
user account
username login
vacancy job position
value amount
variable var
vehicle car
venue location
verification verify validate validation
video movie clip
view page visit
voicemail recording
volume disk
vote poll
vulnerability advisory cve security
wait queue
wallet balance
wallpaper image
warehouse location
warning alert
weather forecast
website > domain
week weekly
weight size
wiki page
window schedule
word term
worker node agent runner
workflow pipeline ci automation
workout exercise
workspace project
year yearly annual
ask > request
backend > webhook endpoint
ahead > compare
amend > update
autopay > default payment method
autoscale > scale pool
badge > status check
behind > compare
broken > error fail
cash > balance money payout
cname > record dns domain
contract > agreement sign file
contractor > collaborator member
cores > cpu size
creds > credential password key
debian > image
direction > inbound outbound
docker > registry image container
ediscovery > legal hold
esign > sign request signature
extract > export
failover > replica promote
folk > user member person
gdpr > redact delete export
gift > promotion coupon credit
green > success status
referral > referrer
referrer > referrer path traffic
https > certificate
inbound > from received direction
ingress > load balancer
insight > statistic traffic metric
intern > user member
kyc > identity verification
kubectl > kubeconfig kubernetes
laptop > device
latency > metric
late > overdue due
lawsuit > legal hold
leftover > unused
linux > image
mongo > database
mongodb > database
mysql > database
newcomer > user member invite
os > image
passport > identity verification document
pending > status open
performance > metric statistic
popularity > star view traffic
privacy > visibility private
ready > status
receipt > charge invoice payment
red > failure status
redis > database
serverless > function
slow > metric performance
speed > bandwidth metric
stale > old update
statement > report invoice
static > reserved
stuff > item content file
tip > gratuity
tos > term service
txt > record
ubuntu > image
vulnerable > vulnerability alert advisory
windows > image
wrote > contributor commit author
blame > commit
difference > compare diff
diff > compare
free > available
grep > search
hold > authorization capture
leak > secret scan alert
nobody > protection restriction
notify > webhook alert notification
everytime > webhook event
whenever > webhook event alert
password > secret credential
resend > redeliver retry
space > storage quota
visitor > view traffic visit
website > uptime check
content > file
contents > file
file > content
folder > directory
hide > private visibility
hidden > private visibility
visible > visibility public private
private > visibility
public > visibility
publish > public release
secret > private
collaborator > permission access
access > collaborator
permission > collaborator
like > reaction star
react > reaction
respond > reply response comment
dislike > reaction
heart > reaction
upvote > reaction vote
emoji > reaction
smiley > reaction emoji
description > update
rename > name update
title > name
headline > title subject
topic > subject
owner > transfer
finished > complete done state status
done > complete state status close
resolve > close state status
reopen > open state
snooze > due remind
postpone > due date reschedule
assignee > assign user
responsible > assignee owner
colleague > user member
coworker > user member
teammate > member user team
everyone > member user
everybody > member user
staff > user member
boss > manager
crew > team member
developer > user member
maintainer > collaborator member owner
tester > user member
helper > collaborator member
bill > invoice payment
billing > invoice payment
charge > payment
paid > payment invoice charge
unpaid > invoice open status
overdue > invoice past due
refund > payment charge
payment > charge
spending > balance usage billing
expense > cost usage billing
cheap > price
pricing > price
sku > product price
payable > invoice
debit > bank charge
visa > card
mastercard > card
iban > bank account
earning > balance payout
income > balance transaction
revenue > report balance
dunning > invoice subscription
renewal > subscription
downgrade > subscription plan update
upgrade > subscription plan update
churn > subscription cancel
mrr > subscription
cart > checkout order
checkout > session
phone > number call
dial > call
ring > call
hangup > call
sms > message
whatsapp > message
fax > message
text > message
voice > call recording
ivr > flow
otp > verification
code > verification file
passcode > verification
robocall > call
vps > instance
box > server machine
pod > kubernetes node
container > registry kubernetes
image > snapshot
bucket > space storage
cdn > endpoint
dns > record domain
subdomain > record domain
nameserver > domain record
mx > record
certificate > ssl
firewall > rule
port > rule firewall
ssh > key
keypair > key
pubkey > key
deploykey > deploy key
pat > token
jwt > token
api-key > key token
oauth > token app
logs > log
stdout > log
tail > log
trace > log
stacktrace > log error
build > job run
compile > build run
test > check run
lint > check
coverage > check
release > tag version
version > tag release
changelog > release note
download > archive content
zipball > archive
tarball > archive
source > content archive
readme > content
code > content file repository
diff > compare
patch > diff
history > commit
revert > commit
author > user
squash > merge
rebase > merge update
conflict > merge
mergeable > pull
approve > review
reject > review decline
feedback > comment review
remark > comment
discuss > comment discussion
thread > comment message
mention > notification
inbox > notification message
unread > notification
mute > notification subscription unsubscribe
watch > subscription notification
watcher > subscriber
fan > follower stargazer
stars > stargazer star
popular > star trend
profile > user
avatar > user
bio > user
me > user
calendar > event
meeting > event
birthday > date
attend > attendee
rsvp > event respond
doc > file
pdf > file
spreadsheet > file
picture > file
version > revision
older > version
rollback > version restore
undelete > restore trash
trash > restore
share > link collaboration permission invite
collaborate > collaboration
readonly > permission role
viewer > permission role member
editor > permission role member
guest > member user
invite > invitation member collaborator
onboard > invite member user create
offboard > remove member user
deactivate > user status suspend
suspend > user status
quota > limit
remaining > limit
throttle > limit rate
outage > status uptime
down > status uptime
alive > status health
healthy > health status
ping > status test
monitor > alert uptime check
metric > usage
cpu > usage metric
ram > memory
size > resize
bigger > resize
larger > resize
smaller > resize
grow > resize
shrink > resize
restart > reboot
bounce > reboot restart
stuck > reboot cancel
clone > fork copy
duplicate > copy
copy > clone
sync > merge update
nightly > schedule
cronjob > schedule
automation > workflow
autocomplete > suggest search
typeahead > suggest search
lookup > search
full-text > search
filter > list search
query > search
export > download report
csv > export report
import > upload
bulk > batch
batch > bulk
many > batch bulk
geo > location
nearby > search location
route > direction
weather > forecast
price > rate
stock > inventory quote
track > tracking shipment
parcel > shipment
courier > shipment
return > refund
sick > leave absence
absence > leave
payslip > payroll
applicant > candidate
candidate > applicant
interview > event
survey > form response
answer > response
quiz > question
grade > score
homework > assignment
tweet > post
story > post
timeline > feed
dm > message
channel > conversation
emoji > icon
gif > image
prompt > completion message
llm > model completion
chatbot > completion chat
embed > embedding
vector > embedding
transcribe > transcription
transcribe > audio
dictate > transcription
caption > subtitle
speak > speech
voice > speech
synthesize > speech
pr = pull request
prs = pull request
mr = merge request
whoami = current user
acl access control
pos = terminal
thumbs up = react
thumb up = react
thumbs down = react
break down = create sub
pull up = get
look at = get
look through = list
go through = list
go over = list
shut off = disable
take offline = disable
bring online = enable
start over = restart
try again = retry
run again = rerun
send again = resend
cash out = payout
top up = credit balance
pay back = refund
paid back = refund
hook up = connect
wire up = connect
pass on = forward
cut off = block
let in = invite
lock down = restrict
lock out = block
write up = create
jot down = create
note down = create
add up = total
bug report = issue
feature request = issue
paper trail = audit log
area code = area code local available
bank detail = bank account
direct debit = mandate
static ip = reserved ip
node pool = node pool
object storage = bucket space
shared with = collaboration share
caller id = caller id
draft mode = draft
call off = cancel
fire up = start
kick off = trigger
set off = trigger
look over = review
sign off = approve
ship it = deploy
hosted page = checkout session
spread traffic = load balancer
balance traffic = load balancer
free up = delete
throw out = delete
get back = restore
let go = release
every push = webhook
every time = webhook event
by hand = manual
push access = collaborator permission
write access = collaborator permission
read access = collaborator permission
admin access = collaborator permission
can push = collaborator permission
can write = collaborator permission
can edit = collaborator permission
can read = collaborator permission
can see = permission
has access = collaborator permission
have access = collaborator permission
gets access = collaborator permission
turn off = disable
switch off = disable
shut down = shutdown
turn on = enable
switch on = enable
power down = shutdown
hang up = end
log out = terminate session
sign out = terminate session
sign up = create
sign in = login
log in = login
spin up = create
set up = create
bring up = create
stand up = create
open up = create
put up = create
write down = create
tear down = delete
take down = delete
get rid = delete
throw away = delete
clean up = delete
kick out = remove
roll back = restore
put back = restore
bring back = restore
look up = search
look for = search
search for = search
fill in = update
fill out = submit
switch to = update
hand over = transfer
check out = get
find out = get
point to = update
recycle bin = trash
money back = refund
pay out = payout
paid out = payout
every month = recurring
every week = recurring
every year = recurring
env var = environment variable
two factor = 2fa
two-step = 2fa
api key = token
access key = token
access token = token
merge request = pull request
due date = due
dead line = due
back up = backup
sub folder = folder
landing page = page
follow up = task
to do = task
time off = leave
text message = message
phone call = call
credit note = credit note
phone number = phone number
up time = uptime
left over = remaining
run out = limit
used up = limit usage
how expensive = price
how big = size
ci status = check status
build status = check status
opt out = unsubscribe
opt in = subscribe
`;

/** The lines that an index with these stems needs, their words as stems, a line each. */
export function dictionaryFor(stems: ReadonlySet<string>): string {
  const seen = new Set<string>();
  for (const line of lines.trim().split("\n")) {
    const words = line.split(" ").map(stemOf);
    const at = words.findIndex((word) => word === ">" || word === "=");
    const targets = words.slice(at + 1);
    const left = at < 1 ? words : words.slice(0, at);
    const isUsed = (words[at] === "=" && at > 0) || targets.some((word) => stems.has(word) && (at !== -1 || left.length > 1));
    if (isUsed) seen.add(words.join(" "));
  }
  return [...seen].join("\n");
}
