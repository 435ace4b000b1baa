/**
 * A node among the ways in which one piece of a secret can be written: bytes lead on. The nodes of a piece form a
 * graph without cycles, so that no writing is longer than a known number of bytes.
 */
export interface Writing {
  readonly id: number;
  readonly next: Map<number, Writing>;
  /** The piece may end here. */
  ends: boolean;
  /** Something that stands before the piece ends here, such as the end of a line; the piece itself follows. */
  leads: boolean;
}

let created = 0;

export function writing(): Writing {
  return { id: created++, next: new Map(), ends: false, leads: false };
}

/** Alternatives for a part of a writing; each stands for its bytes (one character is one byte). */
export type Part = string | readonly string[];

/** Adds writings that are made of parts, one after the other; returns where they end. */
export function lead(from: Writing | readonly Writing[], ...parts: readonly Part[]): readonly Writing[] {
  let ends = [from].flat();
  for (const part of parts) {
    const all = new Set<Writing>();
    for (const node of ends) for (const one of [part].flat()) all.add(follow(node, one));
    ends = [...all];
  }
  return ends;
}

/** Adds writings after which the piece is complete. */
export function add(from: Writing | readonly Writing[], ...parts: readonly Part[]): void {
  for (const node of lead(from, ...parts)) node.ends = true;
}

function follow(from: Writing, bytes: string): Writing {
  let node = from;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i);
    const known = node.next.get(byte);
    const next = known ?? writing();
    if (known === undefined) node.next.set(byte, next);
    node = next;
  }
  return node;
}

/** Bytes as a string of one character each. */
export function bytesOf(text: string, encoding: "utf8" | "utf16le" = "utf8"): string {
  return Buffer.from(text, encoding).toString("latin1");
}

/** A number in hexadecimal of so many digits, in lower, upper and mixed case. */
export function hexadecimal(value: number, digits: number): readonly string[] {
  const text = value.toString(16).padStart(digits, "0");
  return [...text].reduce<string[]>(
    (all, digit) => all.flatMap((one) => [...new Set([digit, digit.toUpperCase()])].map((two) => one + two)),
    [""],
  );
}
