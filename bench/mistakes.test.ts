import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { grade, type Mistake, mistakes } from "./authoring/mistakes/grade.ts";

// What `specwire check` says to each mistake, and what `check --fix` makes of it. UPDATE=1 writes what came of all.
const file = join(import.meta.dirname, "authoring/mistakes/_expected/findings.json");
const all = mistakes();
const graded = all.map(grade);
const came = Object.fromEntries(graded.map(({ name, found, repaired }) => [name, { found, repaired }]));
if (process.env.UPDATE === "1") writeFileSync(file, `${JSON.stringify(came, undefined, 2)}\n`);
const expected = JSON.parse(readFileSync(file, "utf8")) as typeof came;

/** Repaired to a spec without errors that does not compile to the same bytes, and why that is right as well. */
const otherMeanings: Readonly<Record<string, string>> = {
  "auth-oauth-scopes-comma-text": "what each scope means stands nowhere in the wrong spec",
  "auth-oauth-scopes-list": "what each scope means stands nowhere in the wrong spec",
  "auth-oauth-scopes-text": "what each scope means stands nowhere in the wrong spec",
  "base-url-undeclared-variable": "what its values are stands nowhere in the wrong spec",
  "camel-case-ids": "the group is called after the last word of the path",
  "collection-format-csv": "the style is stated, which is the same by itself",
  "examples-shell": "the example has no summary, which the shell line had not either",
  "mix-slug-connector": "the slug keeps the two words that are written",
  "query-default-level": "sent, where what was meant only says what the API assumes",
  "region-undeclared": "what its values are stands nowhere in the wrong spec",
  "scopes-list": "what each scope means stands nowhere in the wrong spec",
  "secret-in-headers": "what the credential is called stands nowhere in the wrong spec",
  "variable-hyphen-name": "the case gives it another name altogether",
  "yaml-template-jinja": "the template is kept as text, which the case leaves out",
  "yaml-trailing-comma-block": "the comma after the name may belong to it",
};

test("there are enough of them, each of its own kind", () => {
  expect(all.length).toBeGreaterThanOrEqual(200);
  const wrong = all.map(({ base, change }) => JSON.stringify([base, change]));
  expect(new Set(wrong).size).toBe(wrong.length);
});

describe("mistakes", () => {
  test.each(all.map(({ name }) => name))("%s", (name) => expect(came[name]).toEqual(expected[name]));

  test("nothing else is expected", () => expect(Object.keys(expected)).toEqual(Object.keys(came)));

  test("each is named where it is, with what to do about it", () => {
    expect(graded.filter(({ named }) => !named).map(({ name }) => name)).toEqual([]);
  });

  test("eight of ten are repaired to what was meant, byte for byte", () => {
    const same = graded.filter((one) => one.repaired === "same");
    expect(same.length / graded.length).toBeGreaterThanOrEqual(0.8);
  });

  test("another meaning than the one in the case is known, and has a reason", () => {
    const clean = graded.filter((one) => one.repaired === "clean").map(({ name }) => name);
    expect(clean).toEqual(Object.keys(otherMeanings));
  });

  test("one mistake is hardly ever more than one finding", () => {
    const single = graded.filter(({ name }) => !/^(mix|together)-/.test(name));
    const errors = single.flatMap(({ found }) => found.filter((line) => line.startsWith("error ")));
    expect(errors.length / single.length).toBeLessThan(1.2);
  });
});

test("what is no mistake is not repaired", () => {
  for (const base of new Set(all.map((one) => one.base))) {
    const right: Mistake = { name: base, says: "", where: "", base, change: [] };
    expect(grade(right)).toMatchObject({ found: [], repaired: "none" });
  }
});
