const second = 1000;
const longest = 15 * 60 * second;
/** A server may ask for more patience than we would have, but not hide a credential for a day. */
const longestAsked = 60 * 60 * second;

/**
 * Milliseconds until a renewal may be tried again after so many failures in a row: 1 s, doubling up to 15 minutes,
 * and up to a fifth more by chance (`random` from 0 to 1), so that credentials that failed together don't return
 * together. That makes at most 96 tries a day once an outage has lasted for an hour. `retryAfter` is what the
 * server asked for, in seconds (RFC 9110 section 10.2.3); up to an hour of it is granted.
 */
export function backOff(failures: number, random: number, retryAfter = 0): number {
  const ours = Math.min(second * 2 ** Math.max(failures - 1, 0), longest);
  const asked = Math.min(retryAfter * second, longestAsked);
  return Math.round(Math.max(ours, asked) * (1 + random / 5));
}
