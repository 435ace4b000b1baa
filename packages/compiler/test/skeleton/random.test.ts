import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filledBy } from "./support/schema-walk.ts";
import { specs } from "./support/subjects.ts";
import { type Position, substitute } from "./support/substitute.ts";
import { expectSameProgram, sweep } from "./support/sweep.ts";

/** What strings that break out of something are made of. */
const pieces = fc.constantFrom(
  ..."'\"`\\$%#/*<>{}[]()=;:,.!?@&|^~- \n\r\t\0\u0085\u00a0\u2028\u2029\ufeff\u202e\u200b",
  "${",
  "*/",
  "//",
  "</script>",
  "<!--",
  "//= operation a {}",
  "\n//= connector {}",
  "\ud800",
  "\udfff",
  "\u{e0041}",
  "\u{10ffff}",
  "globalThis.__CANARY__=1",
  "__proto__",
  "\\u0027",
  "import(",
);

const text = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  fc.array(pieces, { minLength: 1, maxLength: 12 }).map((several) => several.join("")),
);

const runs = 12;

describe("whatever random strings a spec says, the program is the same", () => {
  const tried = { strings: 0, compiled: 0, refused: 0 };

  test.each(specs)("$name", { timeout: 60_000 }, (subject) => {
    // Where any words are accepted; what is refused is another test's.
    const { accepted } = sweep(subject, filledBy(subject.data).filled, "Any words, really");
    expect(accepted.length).toBeGreaterThan(5);
    const strings = fc.array(text, { minLength: accepted.length, maxLength: accepted.length });
    fc.assert(
      fc.property(strings, (several) => {
        let left: readonly Position[] = accepted;
        for (let attempt = 0; attempt < 5 && left.length > 0; attempt++) {
          const texts = new Map(left.map((one) => [one, several[accepted.indexOf(one)] ?? ""]));
          const { data, pointers } = substitute(subject.data, texts);
          const { output, diagnostics } = subject.compile(data);
          if (output !== undefined) {
            expectSameProgram(
              subject,
              Object.fromEntries(output.files.map((file) => [file.path, file.text])),
            );
            tried.compiled++;
            tried.strings += left.length;
            return;
          }
          const errors = diagnostics.filter(({ severity }) => severity === "error");
          expect(errors.length).toBeGreaterThan(0);
          const wrong = new Set(errors.map(({ location }) => location.pointer));
          left = left.filter((one) => !wrong.has(pointers.get(one) ?? "?"));
        }
        tried.refused++;
      }),
      { seed: 20261123, numRuns: runs },
    );
  });

  test("and most of them were compiled", () => {
    expect(tried.strings).toBeGreaterThan(3000);
    expect(tried.refused).toBeLessThan(tried.compiled / 3);
  });
});
