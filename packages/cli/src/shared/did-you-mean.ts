/** `did you mean "check"?`; undefined where nothing is near. */
export async function didYouMean(written: string, known: readonly string[]): Promise<string | undefined> {
  // Loaded here because only mistakes need it.
  const { nearest } = await import("@specwire/contract");
  const [first, second] = nearest(written, known).map((name) => JSON.stringify(name));
  if (first === undefined) return undefined;
  return `did you mean ${second === undefined ? first : `${first} or ${second}`}?`;
}
