import { toPointer } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { armed } from "./support/armed.ts";
import { filledBy, positionsOfFormat } from "./support/schema-walk.ts";
import { specs } from "./support/subjects.ts";
import { at, type Position } from "./support/substitute.ts";
import { benignPrograms, expectSameProgram, expectSameTree, type Swept, sweep } from "./support/sweep.ts";

describe("the maximal specs", () => {
  test("fill every place of the format that can hold a string or a name", () => {
    const ids = new Set(
      specs.flatMap(({ data }) =>
        filledBy(data)
          .filled.filter(({ nested }) => !nested)
          .map(({ id }) => id),
      ),
    );
    const places = positionsOfFormat();
    expect(places.size).toBeGreaterThan(500);
    expect([...places].filter((id) => !ids.has(id))).toEqual([]);
    expect([...ids].filter((id) => !places.has(id))).toEqual([]);
  });

  test.each(specs)("$name compiles as it is", (subject) => {
    expectSameProgram(subject, benignPrograms(subject));
  });
});

describe("whatever a spec says, the program is the same", () => {
  test.each(specs.map((subject, number) => ({ subject, number, name: subject.name })))(
    "$name: every armed text at every place",
    { timeout: 120_000 },
    ({ subject, number }) => {
      const { filled } = filledBy(subject.data);
      const accepted = new Set<Position>();
      let hint: Swept | undefined;
      for (const [index, text] of armed.entries()) {
        const swept = sweep(subject, filled, text, hint);
        hint ??= swept;
        expect(swept.accepted.length + swept.refused.length).toBe(filled.length);
        for (const one of swept.accepted) accepted.add(one);
        // Each text and each spec at least once.
        if (index % specs.length === number) expectSameTree(subject, swept.programs);
      }
      expect(accepted.size).toBeGreaterThan(filled.length / 3);
    },
  );

  test("there are at least as many texts as specs, so that the tree of each is compared", () => {
    expect(armed.length).toBeGreaterThanOrEqual(specs.length);
  });
});

describe("a name that the format does not have", () => {
  test.each(specs)("$name: is refused in every object that takes no other names", (subject) => {
    const { closed } = filledBy(subject.data);
    expect(closed.length).toBeGreaterThan(0);
    for (const text of armed.slice(0, 5)) {
      const data = structuredClone(subject.data);
      for (const pointer of closed)
        Object.defineProperty(at(data, pointer), text, { value: text, enumerable: true, configurable: true });
      const { output, diagnostics } = subject.compile(data);
      expect(output).toBeUndefined();
      const unknown = diagnostics.filter(({ code }) => code === "schema/unknown-key");
      const found = new Set(unknown.map(({ location }) => location.pointer));
      expect(closed.filter((pointer) => !found.has(pointer + toPointer([text])))).toEqual([]);
    }
  });
});
