import { randomBytes } from "node:crypto";

/** Where something that must not be there was found, and in which writing. Never the thing itself. */
export interface Leak {
  readonly secret: string;
  readonly place: string;
  readonly writing: string;
}

/** As few characters of a secret as are still taken for it: a message that is cut must not hide a leak. */
const shortest = 12;

interface Needle {
  readonly secret: string;
  readonly writing: string;
  readonly bytes: Buffer;
}

/** Secrets that are planted, and the search for them wherever something comes out. */
export class Markers {
  readonly #needles: Needle[] = [];

  /** A new secret of letters and digits, the same in every writing that escapes; its name is for the report. */
  plant(name: string): string {
    const secret = `mk${randomBytes(32).toString("hex").slice(0, 34)}`;
    this.watch(name, secret);
    return secret;
  }

  /** Watches for a secret that somebody else made. */
  watch(name: string, secret: string | Uint8Array): void {
    const bytes = Buffer.from(secret);
    const add = (writing: string, needle: Buffer | string) =>
      this.#needles.push({ secret: name, writing, bytes: Buffer.from(needle) });
    if (bytes.length < shortest)
      throw new Error(`the secret "${name}" is too short to be told from other text`);
    for (let start = 0; start + shortest <= bytes.length; start += 1) {
      const part = bytes.subarray(start, start + shortest);
      add("plain", part);
      add("hex", part.toString("hex"));
      add("hex", part.toString("hex").toUpperCase());
      add("UTF-16", Buffer.from(part.toString("latin1"), "utf16le"));
    }
    for (const before of [0, 1, 2]) {
      // Its first and last characters depend on what stands around it.
      const whole = Buffer.concat([Buffer.alloc(before), bytes])
        .toString("base64")
        .slice(before === 0 ? 0 : before + 1);
      const inner = whole.replace(/=+$/, "").slice(0, -1);
      for (const text of [inner, inner.replaceAll("+", "-").replaceAll("/", "_"), encodeURIComponent(inner)])
        for (let start = 0; start + 16 <= text.length; start += 1)
          add("base64", text.slice(start, start + 16));
    }
  }

  /** Every secret that is in what came out; once for each place and writing. */
  leaksIn(place: string, output: string | Uint8Array): Leak[] {
    const bytes = Buffer.from(output);
    const found = new Map<string, Leak>();
    // Output can be many megabytes and needles are thousands: the first bytes say which could stand at a place.
    const byStart = Map.groupBy(this.#needles, (needle) => needle.bytes.readUInt32LE(0));
    const starts = new Uint8Array(65_536);
    for (const { bytes: needle } of this.#needles) starts[needle.readUInt16LE(0)] = 1;
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      if (starts[bytes.readUInt16LE(at)] === 0) continue;
      for (const { secret, writing, bytes: needle } of byStart.get(bytes.readUInt32LE(at)) ?? []) {
        if (bytes.compare(needle, 0, needle.length, at, Math.min(at + needle.length, bytes.length)) === 0)
          found.set(`${secret} ${writing}`, { secret, place, writing });
      }
    }
    return [...found.values()];
  }
}
