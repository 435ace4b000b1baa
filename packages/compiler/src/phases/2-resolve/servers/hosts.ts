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
const shared =
  /^((co|com|net|org|gov|edu|ac|or|ne|go)\.[a-z]{2}|(herokuapp|appspot|azurewebsites|cloudapp|cloudfront|amazonaws|vercel|netlify|workers|pages|web|firebaseapp|github|gitlab|onrender|fly|railway|ngrok|ngrok-free|azure-api|windows|supabase|myshopify|blob|execute-api|run)\.[a-z]+|[a-z]+)$/;

/** Whether two host names, or templates of them, belong to one owner: both stand below one domain. */
export function isSameSite(host: string, other: string): boolean {
  if (host === other) return true;
  const site = siteOf(other);
  return site !== undefined && site === siteOf(host);
}

/** The domain that an owner of hosts has registered, as far as names alone say; undefined where strangers share it. */
export function siteOf(host: string): string | undefined {
  const labels = host.replace(/:.*$/, "").split(".");
  for (let count = 2; count <= labels.length; count++) {
    const site = labels.slice(-count).join(".");
    if (!/^[a-z0-9.-]+$/i.test(site)) return undefined;
    if (!shared.test(site)) return /amazonaws|windows\.net|a\.run\.app/.test(site) ? undefined : site;
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
