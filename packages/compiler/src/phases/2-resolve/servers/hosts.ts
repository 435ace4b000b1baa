/** Hosts that stand for another machine, or for nothing, wherever a document is read. */
export function isPlaceholderHost(host: string): boolean {
  return (
    /^(localhost|0\.0\.0\.0|127(\.\d+){3}|10(\.\d+){3}|192\.168(\.\d+){2}|\[.*\])$/.test(host) ||
    /(^|\.)(example\.(com|org|net)|example|invalid|test|local|localhost|internal|lan)$/.test(host) ||
    /(^|[.-])(your|my)[.-]?(domain|host|server|company|site|instance)|^(hostname|host|server|domain)$/.test(
      host,
    )
  );
}

/** Whether plain HTTP stays on the machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
}

// Below these, neighbours are strangers: names that anybody can register, and platforms that hand out names.
const platforms = `amazonaws appspot azure-api azureedge azurefd azurestaticapps azurewebsites blob cloudapp cloudflarestorage
  cloudfront cloudfunctions digitaloceanspaces firebaseapp fly github gitlab glitch herokuapp myshopify netlify ngrok
  ngrok-free ondigitalocean onrender pages r2 railway repl run supabase surge trafficmanager vercel web windows workers`;
const shared = new RegExp(
  `^((co|com|net|org|gov|edu|ac|or|ne|go)\\.[a-z]{2}|(${platforms.split(/\s+/).join("|")})\\.[a-z]+|[a-z]+)$`,
);
/** Where not even a further name tells one customer from another. */
const crowded = /(^|\.)(amazonaws\.|windows\.net$|a\.run\.app$|cloudapp\.azure\.com$)/;

const secondLevel =
  /^((co|com|net|org|gov|edu|ac|or|ne|go|me|ltd|plc|gob|gouv|lg|nom|mil|sch)\.[a-z]{2}|(uk|de|us|eu|br|cn|co|ru|za)\.com)$/i;
const platformDomain =
  /^(on\.aws|deno\.dev|github\.dev|hf\.space|railway\.app|koyeb\.app|replit\.app|repl\.co|r2\.dev|devtunnels\.ms|b-cdn\.net|fastly\.net|azurecontainerapps\.io|trycloudflare\.com|firebaseio\.com|duckdns\.org|sslip\.io|nip\.io|translate\.goog|blogspot\.com|wordpress\.com|zendesk\.com)$/i;

/**
 * Whether a host, or a template of one, is surely the owner's of a stated host: that host, or one below it. Of
 * `api.acme.com` everything below `acme.com` is, but never on a platform where the neighbours are strangers.
 */
export function belongsTo(host: string, stated: string): boolean {
  if (host === "" || stated === "") return false;
  if (host === stated) return true;
  const [name, owner] = [host, stated].map((one) => one.replace(/:\d+$/, "").toLowerCase());
  if (name === undefined || owner === undefined || !/^[a-z0-9.-]+$/.test(owner)) return false;
  // An address, or a name in somebody's network, says nothing of its other ports.
  if (!owner.includes(".") || /^[\d.]+$/.test(owner)) return false;
  const [first = "", ...rest] = owner.split(".");
  const above = rest.join(".");
  const isOwned =
    /^(api|apis|app|rest|www)$/.test(first) &&
    (rest.length === 2 || (rest.length === 3 && secondLevel.test(rest.slice(1).join(".")))) &&
    !secondLevel.test(above) &&
    !platformDomain.test(above) &&
    siteOf(above) === above;
  return name === owner || name.endsWith(`.${owner}`) || (isOwned && `.${name}`.endsWith(`.${above}`));
}

/** For names alone, never for trust: whether two host names, or templates of them, belong to one owner: both stand below one domain. */
export function isSameSite(host: string, other: string): boolean {
  if (host === other) return true;
  const site = siteOf(other);
  return site !== undefined && site === siteOf(host);
}

/** The domain that an owner of hosts has registered, as far as names alone say; undefined where strangers share it. */
export function siteOf(host: string): string | undefined {
  const name = host.replace(/:.*$/, "");
  if (crowded.test(name) || /^[\d.]+$/.test(name)) return undefined;
  const labels = name.split(".");
  for (let count = 2; count <= labels.length; count++) {
    const site = labels.slice(-count).join(".");
    if (!/^[a-z0-9.-]+$/i.test(site)) return undefined;
    if (!shared.test(site)) return site;
  }
  return undefined;
}

/** Whether what stands behind a variable in a host is a domain that has an owner: `.example.com`, not `.com` or `.co.uk`. */
export function isBelowDomain(behind: string): boolean {
  return (
    /^[a-z0-9-]*(\.[a-z0-9-]+){2,}$/i.test(behind) &&
    !/^[a-z0-9-]*\.(co|com|net|org|gov|edu|ac|or|ne|go)\.[a-z]{2}$/i.test(behind)
  );
}

/** Domains below which anybody can put a server of their own within minutes. */
const hosting =
  /^(github\.io|gitlab\.io|herokuapp\.com|vercel\.app|netlify\.app|pages\.dev|workers\.dev|web\.app|firebaseapp\.com|azurewebsites\.net|onrender\.com|fly\.dev|ngrok\.(io|app|dev)|ngrok-free\.(app|dev)|surge\.sh|glitch\.me)$/i;

/** Whether a pattern of hosts (`*.example.com`) leads to one owner's hosts: not `*.com`, `*.co.uk` or `*.github.io`. */
export function isOwnersPattern(pattern: string): boolean {
  const [name = ""] = pattern.split(":");
  if (!name.startsWith("*.")) return true;
  const domain = name.slice(2);
  return (
    isBelowDomain(`.${domain}`) &&
    !secondLevel.test(domain) &&
    !platformDomain.test(domain.replace(/^(zendesk|wordpress)\.com$/i, "")) &&
    !hosting.test(domain)
  );
}
