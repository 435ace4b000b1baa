import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkTarget } from "../src/link-header.ts";

const next = "https://api.acme.test/things?page=2";

const relNext = (header: string) => linkTarget(header, "next");

describe("linkTarget finds rel=next", () => {
  test.each([
    `<${next}>; rel="next"`,
    `<${next}>; rel=next`,
    `<${next}>;rel="next"`,
    `<${next}>  ;\t rel = "next"`,
    `<${next}>; REL="Next"`,
    `<${next}>; rel="prev next"`,
    `<${next}>; rel="start \t next"`,
    `<${next}>; title="a, <b>; rel=\\"prev\\""; rel="next"`,
    `<${next}>; title=unquoted; crossorigin; rel=next`,
    `<${next}>; rel="next"; rel="prev"`,
    `<${next}>; rel="next";`,
    `, ,<${next}>; rel="next",`,
    `< ${next} >; rel="next"`,
    `<https://api.acme.test/things?page=1>; rel="prev", <${next}>; rel="next", <x>; rel="last"`,
    `<first>; rel="first",<${next}>; rel="next"`,
    `<x>; rel="https://example.test/next", <${next}>; rel="next"`,
    `<x>; rel="next"; anchor="#chapter", <${next}>; rel="next"`,
    `<x>; rel=prev; title*=UTF-8''%e2%82%ac%20next, <${next}>; rel="next"`,
    `<x> nonsense, <${next}>; rel="next"`,
    `<x>; ="y"; rel="prev", <${next}>; rel="next"`,
  ])("%s", (value) => {
    expect(relNext(value)).toBe(next);
  });

  test("a target may hold commas, semicolons and quotes, and may be relative or empty", () => {
    expect(relNext('<https://a.test/?ids=1,2;x="y">; rel="next"')).toBe('https://a.test/?ids=1,2;x="y"');
    expect(relNext('</things?page=2>; rel="next"')).toBe("/things?page=2");
    expect(relNext('<>; rel="next"')).toBe("");
  });
});

describe("linkTarget finds nothing", () => {
  test.each([
    "",
    "nonsense",
    `<${next}>`,
    `<${next}>; rel="prev"`,
    `<${next}>; rel="nextish"`,
    `<${next}>; rel="prev"; rel="next"`,
    `<${next}>; title="x; rel=next"; rel="prev"`,
    `<${next}>; title="\\"; rel=next"; rel=prev`,
    `<${next}>; title="rel=next`,
    `<${next}>; rev="next"`,
    `<${next}>; xrel="next"`,
    `<${next}; rel="next"`,
    `${next}; rel="next"`,
    `<${next}>; rel="next"; anchor="https://other.test/"`,
    "<",
    "<x",
    '<x>; rel="',
    "<x>; rel",
    "<x>;;;=;,",
  ])("%s", (value) => {
    expect(relNext(value)).toBeUndefined();
  });
});

describe("linkTarget reads anything", () => {
  test("and never hangs or throws", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "<",
        ">",
        ";",
        ",",
        '"',
        "\\",
        "=",
        " ",
        "rel",
        "next",
        "\t",
        "rel=next",
        '; rel="next"',
      ),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const found = relNext(parts.join(""));
        if (found !== undefined) expect(parts.join("")).toContain(found);
      }),
    );
  });

  test.each(["<", "<>;", '<>;a="', "<x>; a ", ", ", "<x>;=", '\\"'])("a long run of %j", (part) => {
    expect(relNext(part.repeat(50_000))).toBeUndefined();
  });
});
