/**
 * How servers and proxies read the path of a request target, in small: what each makes of it before it removes dot
 * segments and looks for a route. A path that means another route to any of them leads past whoever judged it.
 */
const models: Readonly<Record<string, (path: string) => string>> = {
  "as it stands": (path) => path,
  decoded: (path) => decoded(path),
  "decoded twice": (path) => decoded(decoded(path)),
  "path parameters dropped": (path) => decoded(path.replace(/(;|%3b)[^/]*/gi, "")),
  "path parameters dropped from what is decoded": (path) => decoded(path).replace(/;[^/]*/g, ""),
  "backslashes are slashes": (path) => decoded(path).replaceAll("\\", "/"),
  "overlong UTF-8": (path) => decoded(path.replace(/%c0%ae/gi, ".").replace(/%c0%af/gi, "/")),
  "compatibility characters": (path) => decoded(path).normalize("NFKC"),
  "tabs and line ends dropped": (path) => decoded(path).replace(/[\t\r\n]/g, ""),
};

/** How a request target is read as a path that is not below `prefix`, or has dot segments to remove. Empty: in no way. */
export function escapesOf(target: string, prefix: string): string[] {
  const path = target.split(/[?#]/)[0] ?? "";
  const found = Object.entries(models).flatMap(([name, model]) => {
    const read = model(path);
    const dots = /(?:^|\/)\.{1,2}(?:\/|$)/.test(read);
    return dots || !decoded(read).startsWith(decoded(prefix)) ? [`${name}: ${read}`] : [];
  });
  const { pathname } = new URL(`http://upstream.test${target}`);
  return pathname === path ? found : [...found, `by a URL parser: ${pathname}`];
}

/** Bytes that are no UTF-8 stay as they are written. */
function decoded(path: string): string {
  return path.replace(/(%[0-9a-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });
}
