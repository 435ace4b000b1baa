/** A browser without a screen: follows redirects and keeps cookies by host, as one person's session. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /**
   * Opens `url` and follows redirects until one leads to `redirectUri`, which is not asked for: gives that whole
   * URL, with what the authorization server answered in its query.
   */
  async follow(url: string, redirectUri: string): Promise<URL> {
    let current = new URL(url);
    for (let step = 0; step < 12; step += 1) {
      const response = await fetch(current, {
        redirect: "manual",
        headers: { cookie: this.#cookieHeader(current) },
      });
      this.#keep(current, response);
      const location = response.headers.get("location");
      const text = await response.text();
      if (location === null)
        throw new Error(`${current.pathname} answered ${response.status}: ${readable(text)}`);
      const next = new URL(location, current);
      if (`${next.origin}${next.pathname}` === redirectUri) return next;
      current = next;
    }
    throw new Error("More than 12 redirects");
  }

  #cookieHeader(url: URL): string {
    const cookies = this.#cookies.get(url.host) ?? new Map<string, string>();
    return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(url: URL, response: Response): void {
    const cookies = this.#cookies.get(url.host) ?? new Map<string, string>();
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const cut = pair.indexOf("=");
      const value = pair.slice(cut + 1);
      if (value === "") cookies.delete(pair.slice(0, cut));
      else cookies.set(pair.slice(0, cut), value);
    }
    this.#cookies.set(url.host, cookies);
  }
}

const readable = (html: string): string =>
  html
    .replace(/^[\s\S]*<body>/, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 300);
