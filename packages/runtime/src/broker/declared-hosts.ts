/**
 * Whether a host is one that a manifest names: exactly, as `*.example.com` for any name below it, with `*` for one
 * label elsewhere, or by `*` alone, a user's own server. A port belongs to the address, not to the name.
 */
export function isDeclared(pattern: string, host: string): boolean {
  if (pattern === "*") return host !== "";
  const wanted = pattern.toLowerCase().replace(/:\d+$/, "").split(".");
  const labels = host.toLowerCase().replace(/\.$/, "").split(".");
  const fixed = wanted[0] === "*" ? wanted.slice(1) : wanted;
  const behind = fixed === wanted ? labels : labels.slice(-fixed.length);
  if (fixed !== wanted && labels.length < wanted.length) return false;
  return behind.length === fixed.length && fixed.every((one, index) => one === "*" || one === behind[index]);
}
