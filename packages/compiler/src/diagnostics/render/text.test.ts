import { describe, expect, test } from "vitest";
import { SourceFile } from "../../source/source-file.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { renderText, summarize } from "./text.ts";

function diagnostic(text: string, marked: string, extra: Partial<Diagnostic> = {}): Diagnostic {
  const source = new SourceFile("specs/acme/connector.yaml", text);
  const start = text.indexOf(marked);
  return {
    code: "oauth/unknown-auth-style",
    severity: "error",
    message: '"heder" is not a way to send client credentials.',
    location: {
      source,
      pointer: "/auth/authStyle",
      on: "value",
      range: { start, end: start + marked.length },
    },
    ...extra,
  };
}

test("a finding as the design shows it", () => {
  const text = `${"\n".repeat(12)}  authStyle: heder\n`;
  const help = 'did you mean "header"? Supported: header, body.';
  expect(renderText([diagnostic(text, "heder", { help })])).toBe(`error oauth/unknown-auth-style
  specs/acme/connector.yaml:13:14   at #/auth/authStyle

  13 |   authStyle: heder
     |              ^^^^^
  "heder" is not a way to send client credentials.
  help: did you mean "header"? Supported: header, body.
  docs: specwire explain oauth/unknown-auth-style
`);
});

test("errors first", () => {
  const found = [
    diagnostic("a\n", "a", { severity: "warning", code: "auth/unused-scheme" }),
    diagnostic("a\nb\n", "b"),
    diagnostic("a\nb\nc\n", "c"),
  ];
  expect([...renderText(found).matchAll(/^(error|warning) .*\n.*yaml:(\d)/gm)].map((one) => one[2])).toEqual([
    "2",
    "3",
    "1",
  ]);
});

describe("the frame", () => {
  const frame = (text: string, marked: string) =>
    renderText([diagnostic(text, marked)])
      .split("\n")
      .slice(3, 5);

  test("cuts a long line around the place", () => {
    const [line = "", carets = ""] = frame(`a: ${"x".repeat(500)} heder ${"y".repeat(500)}`, "heder");
    expect(line.length).toBeLessThan(120);
    expect(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("heder");
    expect(line).toMatch(/…x+ heder y+…$/);
  });

  test("marks no more than the first line of a value", () => {
    expect(frame("a: >\n  heder\n  more", ">\n  heder")).toEqual(["  1 | a: >", "    |    ^"]);
  });

  test("shows what a terminal would act on as text", () => {
    const text = 'a: "\u001b[2J\u202eheder\u0007"';
    const [line = "", carets = ""] = frame(text, "heder");
    expect(line).toBe('  1 | a: "\\u{1b}[2J\\u{202e}heder\\u{7}"');
    expect(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("heder");
  });

  test("keeps its carets below wide letters", () => {
    const [, carets] = frame("名前: heder", "heder");
    expect(carets).toBe("    |       ^^^^^");
  });

  test("stands at the end of a line that ends early", () => {
    expect(frame("a:", "")).toEqual(["  1 | a:", "    | ^"]);
  });
});

test("no message can write to the terminal", () => {
  const shown = renderText([
    diagnostic("a", "a", { message: "x\u001b[31m\u009b2Jy", help: "\u001b]0;t\u0007" }),
  ]);
  expect(shown).toContain("x\\u{1b}[31m\\u{9b}2Jy");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is about them
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

test("colours only where they are asked for", () => {
  const sequence = "\u001b[";
  expect(renderText([diagnostic("a", "a")])).not.toContain(sequence);
  expect(renderText([diagnostic("a", "a")], { color: true })).toContain(sequence);
});

test("of many of one kind the first are shown, and how many more there are", () => {
  const text = Array.from({ length: 50 }, (_, index) => `word${index}x`).join("\n");
  const many = (severity: "error" | "warning") =>
    renderText(Array.from({ length: 50 }, (_, index) => diagnostic(text, `word${index}x`, { severity })));
  expect(many("error").match(/\^/g)?.length).toBeGreaterThan(0);
  expect(many("error")).toMatch(/: at 30 more places\n {2}--json has them all\.\n$/);
  expect(many("warning")).toMatch(/: at 44 more places\n {2}--json has them all\.\n$/);
});

test("a summary counts", () => {
  const warning = diagnostic("a", "a", { severity: "warning" });
  expect(summarize([])).toBeUndefined();
  expect(summarize([diagnostic("a", "a")])).toBe("1 error");
  expect(summarize([diagnostic("a", "a"), warning, warning])).toBe("1 error, 2 warnings");
});
