import { readFileSync } from "node:fs";
import { type Json, pointerTokens, toPointer } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { memoryHost } from "../../src/memory-host.ts";
import { armed } from "./support/armed.ts";
import { fieldsOfOpenApi, positionsOfDocument } from "./support/object-walk.ts";
import { at, everyPosition, type Position, substitute } from "./support/substitute.ts";
import { expectSameProgram, expectSameTree, type Subject, type Swept, sweep } from "./support/sweep.ts";

const spec = JSON.stringify({
  connector: 1,
  version: "1.0.0",
  slug: "acme-max",
  name: "Acme",
  description: "Everything that a document can say.",
  baseUrl: "https://api.acme.example",
  auth: { type: "none" },
  openapi: { document: "./openapi.json" },
  operations: { include: ["/**"] },
});

const subject: Subject = {
  name: "a document",
  data: JSON.parse(readFileSync(new URL("document/openapi.json", import.meta.url), "utf8")) as Json,
  compile: (data) =>
    compile("connector.json", memoryHost({ "connector.json": spec, "openapi.json": JSON.stringify(data) })),
};
const { fields, free } = positionsOfDocument(subject.data);
const keyOf = ({ on, pointer }: (typeof free)[number]) => `${on} ${pointer}`;
const freeKeys = new Set(free.map(keyOf));
const isName = ({ on, pointer }: Position) => on === "key" || /\/(name|\d+)$/.test(pointer);
const hidden = /[\p{C}\p{Zl}\p{Zp}]/u;
const deciding = everyPosition(subject.data).filter((one) => !freeKeys.has(keyOf(one)));

describe("the document", () => {
  test("fills every field of OpenAPI's objects that can hold text or names", () => {
    expect(fieldsOfOpenApi.length).toBeGreaterThan(150);
    expect(fieldsOfOpenApi.filter((field) => !fields.has(field))).toEqual([]);
  });

  test("says most of what the compiled connector says", () => {
    const texts = new Map(free.map((one, index) => [one, `marked${index}x`]));
    const { output } = subject.compile(substitute(subject.data, texts).data);
    const said = output?.files.find(({ path }) => path === "connector.json")?.text ?? "";
    const reached = free.filter((one) => said.includes(texts.get(one) ?? "?"));
    // Every parameter, body and schema keyword that the compiler reads; what is more would be better still.
    expect(reached.length).toBeGreaterThanOrEqual(60);
  });
});

describe("whatever a document says, the program is the same", () => {
  test("every armed text, wherever it is text or a free name", { timeout: 120_000 }, () => {
    let hint: Swept["groups"] | undefined;
    for (const [index, text] of armed.entries()) {
      // A name that nobody can see whole is refused, wherever it is; each text at some of the names will do there.
      const tried = hidden.test(text) ? free.filter((one) => !isName(one)) : free;
      const swept = sweep(subject, tried, text, hint);
      hint ??= swept.groups;
      expect(swept.refused).toEqual([]);
      expect(swept.accepted.length).toBe(tried.length);
      if (index % 3 === 0) expectSameTree(subject, swept.programs);
      if (tried === free) continue;
      const names = free.filter(isName).filter((_, number) => number % 7 === index % 7);
      for (const one of names) sweep(subject, [one], text);
    }
  });

  test("every armed text, as the name of a component that others refer to", { timeout: 120_000 }, () => {
    const named = everyPosition(subject.data).filter(
      ({ on, pointer }) => on === "key" && /^\/components\/[^/]+\/[^/]+$/.test(pointer),
    );
    const references = everyPosition(subject.data).filter(
      ({ on, pointer }) => on === "value" && pointer.endsWith("/$ref"),
    );
    expect(named.length).toBeGreaterThan(9);
    expect(references.length).toBeGreaterThan(4);
    for (const text of armed) {
      const name = text.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1");
      const token = encodeURIComponent(name);
      const texts = new Map<Position, string>();
      for (const one of named)
        if (!one.pointer.includes("/schemas/Node")) texts.set(one, text.toWellFormed());
      for (const one of references) {
        const target = at(subject.data, one.pointer) as string;
        if (!target.endsWith("/Node"))
          texts.set(
            one,
            target.replace(/[^/]+$/, () => token),
          );
      }
      const { output, diagnostics } = subject.compile(substitute(subject.data, texts).data);
      expect(diagnostics.map(({ code }) => code)).toEqual([]);
      const programs = Object.fromEntries(output?.files.map((file) => [file.path, file.text]) ?? []);
      expectSameProgram(subject, programs);
      // The name is not only tolerated: the type that it names is there, and the parameter is found by it.
      expect(Object.keys(output?.connector.types ?? {})).toContain(name);
      expect(JSON.stringify(output?.connector.operations)).toContain('"limit"');
    }
  });

  test("every armed text, wherever it decides what something else means", { timeout: 120_000 }, () => {
    // Level by level, so that nothing is hidden by what became of its parents.
    const refused: string[] = [];
    const depths = Map.groupBy(deciding, ({ pointer }) => pointerTokens(pointer).length);
    for (const positions of depths.values()) {
      let hint: Swept["groups"] | undefined;
      for (const text of armed) {
        const swept = sweep(subject, positions, text, hint);
        hint ??= swept.groups;
        refused.push(...swept.refused.map(keyOf));
      }
    }
    // A path with characters that nobody sees is refused; the rest is passed over, or is not of OpenAPI any more.
    const paths = Object.keys((subject.data as { readonly paths: object }).paths);
    expect(new Set(refused)).toEqual(
      new Set(["key /paths", ...paths.map((one) => `key /paths${toPointer([one])}`)]),
    );
  });
});
