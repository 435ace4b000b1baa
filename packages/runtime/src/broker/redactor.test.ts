import { redact } from "@specwire/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eachByte, eachCharacter, encodings, hex, html } from "../../test/support/encodings.ts";
import { createRedactor, type Redactor } from "./redactor.ts";

const secret = 'pl/anted+m=ark er&"é\\<7>';
const token = "ghp_0123456789abcdefGHIJKLMNOPqrstuv";

async function* cut(bytes: Uint8Array, places: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const to of [...places, bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(from, to);
    from = to;
  }
}

async function through(redactor: Redactor, bytes: Uint8Array, ...places: readonly number[]): Promise<Buffer> {
  const out: Uint8Array[] = [];
  for await (const chunk of redactor.stream(cut(bytes, places))) out.push(chunk);
  return Buffer.concat(out);
}

function around(before: string, form: string | Buffer, after: string): Buffer {
  return Buffer.concat([Buffer.from(before), Buffer.from(form), Buffer.from(after)]);
}

// What ISO 8859-1 can't hold is not searched for in it, so these are of it.
const anySecret = fc.string({
  unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
  minLength: 4,
  maxLength: 30,
});

describe.each(Object.entries(encodings))("%s", (_, encode) => {
  test.each([secret, token])("%j, wherever it is cut", async (given) => {
    const redactor = createRedactor([given]);
    const whole = around("{ ", encode(given), " }");
    for (let place = 0; place <= whole.length; place++)
      expect((await through(redactor, whole, place)).toString()).toBe("{ [redacted] }");
    expect((await through(redactor, whole, ...whole.keys())).toString()).toBe("{ [redacted] }");
  });

  test("whatever the secret, and twice", async () => {
    await fc.assert(
      fc.asyncProperty(anySecret, fc.nat(200), async (given, place) => {
        const form = Buffer.from(encode(given));
        const whole = around("{ ", Buffer.concat([form, Buffer.from(" | "), form]), " }");
        const out = await through(createRedactor([given]), whole, Math.min(place, whole.length));
        const left = out.toString("latin1").replaceAll("[redacted]", "");
        expect(left.length).toBeLessThanOrEqual("{  |  }".length);
      }),
      { numRuns: 20 },
    );
  });
});

test("what comes out does not depend on the secret, in base64 at any place not even in one bit", async () => {
  // Nothing of a secret stands anywhere else: it alone begins with this character, and has it once.
  const text = fc.string({ maxLength: 8 }).map((one) => one.replaceAll("#", "x"));
  const pair = fc
    .integer({ min: 4, max: 30 })
    .chain((length) => fc.tuple(...[0, 1].map(() => fc.string({ minLength: length, maxLength: length }))))
    .map((both) => both.map((one) => `#${one.replaceAll("#", "x")}`));
  await fc.assert(
    fc.asyncProperty(pair, text, text, fc.nat(60), async (secrets, before, after, place) => {
      for (const encoding of ["base64", "base64url"] as const) {
        const [one, other] = await Promise.all(
          secrets.map((given) => {
            const form = Buffer.from(before + given + after).toString(encoding);
            return through(createRedactor([given]), Buffer.from(`{"a":"${form}"}`), place);
          }),
        );
        expect(one?.toString()).toBe(other?.toString());
        expect(one?.toString()).toContain("[redacted]");
      }
    }),
    { numRuns: 300 },
  );
});

test("a mixture of encodings, another for each character", async () => {
  const perCharacter = Object.entries(encodings)
    .filter(([name]) => !/base64|hexadecimal|UTF|list|ISO/.test(name))
    .map(([, encode]) => encode);
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 4, maxLength: 20 }),
      fc.infiniteStream(fc.nat(perCharacter.length - 1)),
      async (given, choices) => {
        const form = [...given].map((one) => perCharacter[choices.next().value as number]?.(one)).join("");
        expect((await through(createRedactor([given]), Buffer.from(`{${form}}`))).toString()).toBe(
          "{[redacted]}",
        );
      },
    ),
  );
});

test("cuts change nothing, whatever stands in a text that is full of beginnings", async () => {
  const given = ["abab-abac/+x", "ab-cd", secret];
  const redactor = createRedactor(given);
  const forms = given.flatMap((one) => Object.values(encodings).map((encode) => Buffer.from(encode(one))));
  const piece = fc
    .tuple(fc.constantFrom(...forms), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())
    .map(([form, part, whole]) => (whole ? form : form.subarray(0, Math.floor(form.length * part))));
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 6 }), fc.array(fc.nat(400)), async (pieces, places) => {
      const text = Buffer.concat(pieces);
      const within = places.filter((place) => place <= text.length);
      const whole = await through(redactor, text);
      expect((await through(redactor, text, ...within)).equals(whole)).toBe(true);
      expect(await through(createRedactor(given), text)).toEqual(whole);
      // The contract's own search, which was written for itself, finds nothing any more.
      expect(redact(whole.toString("latin1"), given)).toBe(whole.toString("latin1"));
    }),
  );
});

test("what has nothing to be found in comes out as it went in", async () => {
  const redactor = createRedactor([secret, token]);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.array(fc.nat(2000)), async (bytes, places) => {
      const within = places.filter((place) => place <= bytes.length);
      expect((await through(redactor, bytes, ...within)).equals(bytes)).toBe(true);
    }),
  );
  expect(redactor.text("plain \u{1F600} \uD800 text")).toBe("plain \u{1F600} \uD800 text");
  expect(createRedactor([]).text("text")).toBe("text");
  expect(createRedactor(["", "a", "abc"]).text("an a for abc")).toBe("an a for abc");
});

/** What a sandbox sees of how an answer comes: `|` for each chunk that the API sends, and the lengths of what it gets. */
async function pace(
  redactor: Redactor,
  bytes: Uint8Array,
  places: readonly number[],
  inLines: boolean,
): Promise<string> {
  const seen: (string | number)[] = [];
  async function* chunks() {
    for await (const chunk of cut(bytes, places)) {
      yield chunk;
      seen.push("|");
    }
  }
  for await (const chunk of redactor.stream(chunks(), { inLines })) seen.push(chunk.length);
  return seen.join(" ");
}

test("when what comes out does not depend on the secret, unless it is found", async () => {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  // Two secrets of one length, and a text full of beginnings of the first one, in all encodings.
  const given = fc.constantFrom(8, 20, 31, 32, 40, 300).chain((length) =>
    fc.tuple(
      fc.string({ unit: fc.constantFrom(...letters), minLength: length, maxLength: length }),
      fc.array(
        fc.record({
          part: fc.integer({ min: 1, max: length < 32 ? length - 1 : Math.ceil(length / 2) - 1 }),
          encode: fc.constantFrom(...Object.values(encodings)),
          after: fc.constantFrom("", "!", "\n", "\r\n\r\n", "x".repeat(700), "\n".repeat(30)),
        }),
        { minLength: 1, maxLength: 40 },
      ),
    ),
  );
  const isFound = async (redactor: Redactor, text: Buffer) => !(await through(redactor, text)).equals(text);
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      given,
      fc.array(fc.nat(20_000)),
      fc.boolean(),
      async ([one, pieces], places, inLines) => {
        const other = [...one].map((letter) => letters[(letters.indexOf(letter) + 7) % 36]).join("");
        const text = Buffer.concat(
          pieces.map(({ part, encode, after }) => around("", encode(one.slice(0, part)), after)),
        );
        const [first, second] = [createRedactor([one]), createRedactor([other])];
        // A secret such as "aaaaaaaa" stands in what repeats its beginning.
        if ((await isFound(first, text)) || (await isFound(second, text))) return;
        count += 1;
        const within = places.filter((place) => place <= text.length);
        expect(await pace(first, text, within, inLines)).toBe(await pace(second, text, within, inLines));
      },
    ),
    { numRuns: 300 },
  );
  expect(count).toBeGreaterThan(150);
});

test("what teaches the search much comes out in the same chunks as all else", async () => {
  const writings = [(one: string) => one, encodings["percent-encoded, each byte"], html] as const;
  const guess = [...token.slice(0, 17)];
  const text = Buffer.from(
    Array.from({ length: 3000 }, (_, n) =>
      guess.map((one, at) => writings[(n >> (at % 11)) % 3]?.(one)).join(""),
    ).join(" "),
  );
  const other = createRedactor([token.replace("ghp", "xyz")]);
  expect(await pace(createRedactor([token]), text, [70_000], false)).toBe(
    await pace(other, text, [70_000], false),
  );
});

test("lines come out as they end, and of other texts all but the last bytes", async () => {
  const seen = async (chunks: readonly string[], inLines: boolean) => {
    const all: string[] = [];
    async function* source() {
      for (const chunk of chunks) {
        yield Buffer.from(chunk);
        all.push("|");
      }
    }
    for await (const chunk of createRedactor([token]).stream(source(), { inLines }))
      all.push(Buffer.from(chunk).toString());
    return all.join("");
  };
  const events = ['data: {"a": 1}\n\n', "data: gh", "p_\r", "\n", `data: ${token}\n\nda`, "ta", ": 1"];
  expect(await seen(events, true)).toBe('data: {"a": 1}\n\n||data: ghp_\r|\n|data: [redacted]\n\n|||data: 1');
  expect(await seen(events, false)).toBe(`|||||||${events.join("").replace(token, "[redacted]")}`);
  const long = ["a".repeat(8000), "b".repeat(200), "c".repeat(4000), "d"];
  expect(await seen(long, true)).toBe(await seen(long, false));
  expect(await seen(long, false)).toBe(
    `|${"a".repeat(4104)}|||${"a".repeat(3896)}${"b".repeat(200)}${"c".repeat(4000)}d`,
  );
});

test("what is longer than all that is held back is found as far as it is still there", async () => {
  const key = Array.from({ length: 1500 }, (_, at) => ((at + 7) ** 3).toString(36)).join("-");
  const written = Buffer.from(eachCharacter((one) => `%2525${hex(one.charCodeAt(0))}`)(key));
  const out = await through(createRedactor([key]), around("<", written, ">"), 4, 40_000);
  expect(out.toString()).toBe("<[redacted]>");
  // A line that has ended is gone when the next one shows that it was a secret's first one.
  const lines = createRedactor(["first line\nsecond line\nthird"]);
  const seen: string[] = [];
  async function* source() {
    for (const line of ["first line\n", "second line\nthi", "rd, and more\n"]) yield Buffer.from(line);
  }
  for await (const chunk of lines.stream(source(), { inLines: true }))
    seen.push(Buffer.from(chunk).toString());
  expect(seen).toEqual(["first line\n", "second line\n", "[redacted], and more\n"]);
});

test("headers and messages, also where their bytes were read as ISO 8859-1", () => {
  const given = "pässwörter-geheim";
  const redactor = createRedactor([given]);
  for (const form of [given, encodeURIComponent(given), Buffer.from(given).toString("latin1")])
    expect(redactor.text(`Basic realm="${form}", ü`)).toBe('Basic realm="[redacted]", ü');
});

test("a secret within another one, one that overlaps another, and one that is a part of the mark", () => {
  expect(createRedactor(["abcd", "abcd1234"]).text("k=abcd1234 k=abcd")).toBe("k=[redacted] k=[redacted]");
  expect(createRedactor(["1234", "abcd1234"]).text("abcd1234")).toBe("[redacted]");
  expect(createRedactor(["abcdef", "defghi"]).text("abcdefghi")).toBe("[redacted]");
  expect(createRedactor(["redacted", "is my"]).text("redacted is my key")).toBe("[redacted] [redacted] key");
});

test("a token that is cut, unless what is left may be what all of its kind begin with", () => {
  const redactor = createRedactor([token]);
  for (const [, encode] of Object.entries(encodings))
    for (const length of [20, 24, 30, 35]) {
      const cutOff = around('"', encode(token.slice(0, length)), '" is wrong').toString("latin1");
      // Of UTF-16 there is half of a character left, and of what is encoded the rest of a group.
      expect(redactor.text(cutOff)).toMatch(/^"\[redacted\][^"]{0,3}" is wrong$/);
    }
  expect(redactor.text(`${token.slice(0, 20)}... is wrong`)).toBe("[redacted] is wrong");
  expect(redactor.text(`${token.slice(0, 17)}...`)).toBe("ghp_0123456789abc...");
  const jwt = `eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.${"payload".repeat(20)}.signature`;
  expect(createRedactor([jwt]).text(jwt.slice(0, 60))).toBe(jwt.slice(0, 60));
  expect(createRedactor([jwt]).text(jwt)).toBe("[redacted]");
});

test("what follows the first half of a secret comes out by what it looks like, not by whether it is the rest", () => {
  const redactor = createRedactor([token]);
  const [head, rest] = [token.slice(0, 18), token.slice(18)];
  // Whoever knows one half learns nothing of the other one but by all of it.
  for (let length = 0; length < rest.length; length++) {
    const guess = `${rest.slice(0, length)}#${rest.slice(length + 1)}`;
    for (const after of [guess, rest.slice(0, length), guess.replaceAll("#", "%23")])
      expect(redactor.text(`(${head}${after})`)).toBe("([redacted])");
  }
  expect(redactor.text(`${token}&n=1 ${head}&n=1 ${head}`)).toBe("[redacted]&n=1 [redacted] [redacted]");
  // A shorter one is found in whole alone.
  const short = token.slice(0, 31);
  for (let length = 0; length < 31; length++)
    expect(createRedactor([short]).text(short.slice(0, length))).toBe(short.slice(0, length));
  // However it is encoded, all first halves are the same one.
  const long = `${"k".repeat(31)}ABCDEFGHIJKLMNOPQRSTUVWXYZ012345`;
  for (const [, encode] of Object.entries(encodings))
    for (let length = 1; length < 31; length++) {
      const text = Buffer.from(encode(long.slice(0, length))).toString("latin1");
      expect(createRedactor([long]).text(text)).toBe(text);
    }
});

test("a long key over several lines, in JSON, and a text that keeps nearly being a secret", async () => {
  const key = `-----BEGIN KEY-----\n${Buffer.alloc(1500, 7).toString("hex").replace(/.{64}/g, "$&\n")}\n`;
  const redactor = createRedactor([key]);
  for (const form of [key, JSON.stringify({ key }), key.replaceAll("\n", "\r\n")])
    expect(redactor.text(form).length).toBeLessThan(40);
  const periodic = createRedactor([`${"ab".repeat(50)}c`]);
  const near = Buffer.from(`${"ab".repeat(24)}x`.repeat(4000));
  const started = performance.now();
  expect((await through(periodic, near)).equals(near)).toBe(true);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test("a text that is made to take long takes nobody else's turn", async () => {
  const writings = [
    (one: string) => one,
    ...["%", "=", "\\\\x"].map((head) => eachByte((byte) => `${head}${hex(byte)}`)),
    html,
  ];
  let text = "";
  let seed = 1;
  while (text.length < 60_000)
    for (const one of token.slice(0, 10 + (text.length % 8))) {
      seed = (seed * 48_271) % 2_147_483_647;
      text += writings[seed % writings.length]?.(one);
    }
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const out = await through(createRedactor([token]), Buffer.from(text));
  isOver = true;
  expect(out.toString()).toBe(text);
  expect(turns).toBeGreaterThan(3);
});
