import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeSearchIndex, encodeSearchIndex, packedPlaces, type SearchIndex } from "../src/index.ts";
import { operation } from "./support.ts";

/** Each command with its words in place of their numbers. */
function read(index: SearchIndex) {
  const stems = index.stems.split(" ");
  const named = (numbers: readonly number[]) => numbers.map((number) => stems[number]);
  return decodeSearchIndex(index).map(({ outer, last, others, ...rest }) => ({
    ...rest,
    outer: named(outer),
    last: named(last),
    others: others.map((packed) => `${stems[Math.floor(packed / packedPlaces)]} ${packed % packedPlaces}`),
  }));
}

test("a command's words, each at its best place", () => {
  const index = encodeSearchIndex([
    operation({
      id: "repos.issues.create",
      summary: "Create issues quickly",
      path: "/repos/{owner}/tickets",
      method: "POST",
      access: "write",
      description: "Tickets of a repo",
    }),
    operation({ id: "repos.purge-all", summary: "Purge", destructive: true, deprecated: true }),
  ]);
  expect(read(index)).toEqual([
    {
      ...{ id: "repos.issues.create", access: "write", destructive: false, isList: false },
      outer: ["repo", "issu"],
      last: ["creat"],
      others: expect.arrayContaining(["quickly 1", "ticket 2", "of 4", "a 4"]),
    },
    expect.objectContaining({
      id: "repos.purge-all",
      destructive: true,
      deprecated: true,
      last: ["purg", "all"],
    }),
  ]);
});

test("however many words there are, their numbers come back", () => {
  const word = fc.stringMatching(/^[a-z]{1,6}[0-9]{1,3}$/);
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), fc.nat(6000), (ids, more) => {
      const summary = Array.from({ length: more }, (_, index) => `w${index}`).join(" ");
      const operations = ids.map((id) => operation({ id: `${id}.get`, summary }));
      const found = read(encodeSearchIndex(operations));
      expect(found.map((one) => one.id)).toEqual(operations.map((one) => one.id));
      for (const { others } of found)
        for (const one of summary.split(" ").filter(Boolean).slice(-3))
          expect(others.some((other) => other === `${one} 1`) || ids.includes(one)).toBe(true);
    }),
    { numRuns: 20 },
  );
});
