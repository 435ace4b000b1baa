import { describe, expect, test } from "vitest";
import { armed } from "./armed.ts";
import { filledBy } from "./schema-walk.ts";
import { specs } from "./subjects.ts";
import type { Position } from "./substitute.ts";
import { expectSameTree, type Subject, type Swept, sweep } from "./sweep.ts";

/** The headline test, on some of the specs; files share them out, so that they run side by side. */
export function sweepSpecs(isMine: (subject: Subject) => boolean): void {
  const mine = specs.map((subject, number) => ({ subject, number, name: subject.name }));

  describe("whatever a spec says, the program is the same", () => {
    test.each(mine.filter(({ subject }) => isMine(subject)))(
      "$name: every armed text at every place",
      { timeout: 120_000 },
      ({ subject, number }) => {
        const { filled } = filledBy(subject.data);
        const accepted = new Set<Position>();
        let hint: Swept["groups"] | undefined;
        for (const [index, text] of armed.entries()) {
          const swept = sweep(subject, filled, text, hint);
          hint ??= swept.groups;
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
}

/** Specs that are about arguments: half of the work. */
export function isAboutArguments({ name }: Subject): boolean {
  return ["query.json", "header.json", "cookie.json", "path.json", "body.json"].includes(name);
}
