/** A file's text. A byte order mark says UTF-16 where it does; what is no character becomes U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  // UTF-16 without a mark: JSON and YAML begin with two ASCII characters.
  if (second === 0 && first !== 0 && first !== undefined) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0 && second !== 0 && second !== undefined) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}
