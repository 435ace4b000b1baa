import { toPointer } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { armed } from "./support/armed.ts";
import { filledBy, positionsOfFormat } from "./support/schema-walk.ts";
import { specs } from "./support/subjects.ts";
import { at } from "./support/substitute.ts";
import { benignPrograms, expectSameProgram } from "./support/sweep.ts";
import { isAboutArguments, sweepSpecs } from "./support/sweep-specs.ts";

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

sweepSpecs((subject) => !isAboutArguments(subject));

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
