import { type Method, sameVerbLines } from "@specwire/contract";

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Verbs that are never anything else; the last word of an operationId that is one is its verb. */
export const strongVerbs: ReadonlySet<string> = set(
  `get list create update delete add remove fetch retrieve insert patch put post upsert destroy find search
  enable disable cancel send revoke download upload activate deactivate approve reject restore`,
);

/** Verbs also between nouns: `inference create embedding`. */
export const innerVerbs: ReadonlySet<string> = set(
  "get list create update delete add remove patch put upsert destroy",
);

/** What before a verb says how, and no group. */
export const modifiers: ReadonlySet<string> = set(
  "bulk batch mass multi partial soft hard force async auto quick self can do is has re un pre api post",
);

/** Words that are a verb where they come first, or alone at the end. Many are nouns elsewhere. */
export const verbs: ReadonlySet<string> = new Set([
  ...strongVerbs,
  ...set(
    `abort accept acknowledge acquire adjust aggregate allocate allow analyze analyse answer append apply archive
    ask assign associate assume attach attest authenticate authorize backup ban batch begin bind block book
    broadcast browse build bulk calculate call capture change charge check checkout claim classify clear clone
    close collect commit compare compile complete compute configure confirm connect consume continue convert
    copy count crawl deallocate decline decode decrypt define del demote deploy deprecate deregister describe
    detach detect determine discard disassociate disconnect discover dismiss dispatch display dissociate divide
    drain drop duplicate edit emit empty encode encrypt end enqueue enrich enroll ensure enumerate erase estimate
    evaluate exchange execute exists expand expire explain export extend extract fail filter finalize finish fix
    flag flush follow force forget forgot forward freeze fulfill generate give grant handle hide hold identify
    ignore import increment index indicate ingest init initialize initiate inspect install insure interrupt
    invalidate invite invoke issue join keep kick kill leave like limit link load locate lock log login logout
    lookup make map mark match merge migrate modify move mute notify obtain open optimise optimize order pause
    pay perform pin ping poll populate predict preview print process promote provision publish pull purchase
    purge push query queue quote rate reactivate read reassign rebuild receive recommend reconnect record recover
    redeem redirect refresh refund regenerate register reindex reinstate reject release reload remind rename
    render renew reopen reorder replace replay reply report request rerun resend reserve reset resize resolve
    restart resubmit resume retire retry return reverse revert review rollback rotate run save scan schedule
    score select serve set share show sign signin signout signup simulate skip snooze sort split star start
    stop store stream submit subscribe suggest suspend swap switch sync synchronize tag take terminate test
    toggle track train transfer transform translate transition trash trigger truncate try turn unarchive
    unassign unban unblock unfollow uninstall unlink unlock unlike unmark unmute unpin unpublish unregister
    unset unshare unstar unsubscribe untag unwatch use validate verify view void vote watch whoami withdraw
    write zip fork mint burn bookmark favorite unfavorite repost retweet settle accrue
    hydrate parse see override redeliver tokenize embed chat upvote downvote escalate impersonate onboard offboard quarantine hangup infer remix recycle`,
  ),
]);

/** Nouns more often than verbs: a path that ends with one names a thing. */
export const nounVerbs: ReadonlySet<string> = set(
  `address index order report record comment quote request review test tag link log store stream map score rate
  group list check process build pin watch star like star share ban commit release snapshot plan book
  schedule issue follow vote charge flag batch queue transfer backup call filter form grant hold import export
  label limit lock match block bulk index load mark post print purchase push pull refund render reply
  run sort split swap switch sync track train transition trigger try turn use view void fork bookmark favorite
  display change claim copy count design file fix force give print program project chat trash`,
);

/** What ends a resource and says which, or whose. */
export const prepositions: ReadonlySet<string> = set(
  `by for of in on from to with within using as at into via under per without against between since after before`,
);

/** Says which one, where it stands before a noun or ends a path. */
export const selecting: ReadonlySet<string> = set(
  `latest current default next previous random popular trending recent mine my me self authenticated upcoming
  today active whoami count`,
);

/** Says which ones, where it stands alone. */
export const adjectives: ReadonlySet<string> = set(
  `legacy bulk public private archived starred draft drafts pending blocked deleted recent favorite favorites
  available popular open closed all active inactive expired suspended`,
);

/** Groups' ends that say what a class of code is. */
export const classWords: ReadonlySet<string> = set(
  `controller controllers operations operation service services resource resources api apis client endpoint endpoints
  handler handlers router servlet view views viewset manager rest group mgmt`,
);

/** Path segments and parts of operationIds that name no resource. */
export const noise: ReadonlySet<string> = set(
  `api apis rest restapi rpc service services ws svc public latest web com org net io co`,
);

export const articles: ReadonlySet<string> = set(`a an the`);

/** `v1`, `v1beta1`, `1.0`, `2.0.1`, `2021-01-01`, `v3_1`. */
export function isVersion(text: string): boolean {
  return /^(v\d+([._-]\d+)*((alpha|beta|rc|preview)\d*)?|\d+(\.\d+)+|20\d\d-\d\d-\d\d(-preview)?)$/i.test(
    text,
  );
}

// Spanish, Portuguese, French and German documents have them as well.
const foreignVerbs = `get obtener obter consultar obtenir hole lade
create crear criar creer erstelle
update actualizar atualizar aktualisiere
delete eliminar borrar excluir supprimer losche
list listar lister
search buscar suche
send enviar envoyer sende`;

/** One word for what many APIs call differently. Words that say more than these keep themselves. */
const synonyms: ReadonlyMap<string, string> = new Map(
  `${sameVerbLines}\n${foreignVerbs}`.split("\n").flatMap((line) => {
    const [plain = "", ...others] = line.split(" ");
    return others.map((one) => [one, plain] as const);
  }),
);

/** `rerun` and `unstar` are verbs as `run` and `star` are. */
export function isVerb(word: string): boolean {
  return verbs.has(word) || synonyms.has(word) || (/^(re|un)/.test(word) && strongEnough(word.slice(2)));
}

function strongEnough(word: string): boolean {
  return word.length > 3 && verbs.has(word);
}

export function plainVerb(verb: string): string {
  return synonyms.get(verb) ?? verb;
}

export const methodWords: Readonly<Record<Method, string>> = {
  GET: "get",
  HEAD: "check",
  POST: "create",
  PUT: "update",
  PATCH: "update",
  DELETE: "delete",
  QUERY: "query",
  OPTIONS: "options",
  TRACE: "trace",
};
