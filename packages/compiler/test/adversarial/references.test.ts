import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { pointerTokens } from "@specwire/contract";
import { beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import type { CompilerHost } from "../../src/host.ts";
import { memoryHost } from "../../src/memory-host.ts";
import { nodeHost } from "../../src/node-host.ts";
import { useStage } from "./support/stage.ts";

// No reference of a document reaches a machine or a file outside the spec's folder: a server that nobody may call
// listens, and the host tells every path that it was asked for.

interface Case {
  readonly id: string;
  readonly reference: string;
  readonly code: string;
  /** Where a text is expected. */
  readonly text?: string;
}

type Writable = { [key: string]: Writable };

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const cases = JSON.parse(read("references.json")) as readonly Case[];
const stage = useStage();
const marker = "what-stands-outside";
/** Where a document may have a reference, and where it may not. */
const places = [
  "/paths/~1boxes/post/requestBody/content/application~1json/schema",
  "/paths/~1boxes/post/requestBody",
  "/paths/~1boxes/get/parameters/0",
  "/paths/~1boxes/get/responses/200",
  "/paths/~1boxes/get/description",
  "/paths/~1boxes~1{boxId}/get",
  "/components/schemas",
];

let folder = "";

beforeAll(() => {
  folder = stage().folder;
  mkdirSync(join(folder, "acme/folder"), { recursive: true });
  writeFileSync(join(folder, "canary.json"), JSON.stringify({ Pet: { title: marker }, title: marker }));
  writeFileSync(join(folder, "acme/connector.json"), read("base/connector.json"));
  symlinkSync("../canary.json", join(folder, "acme/linked.json"));
  symlinkSync("..", join(folder, "acme/linked"));
});

/** A host that tells which paths it was asked to look at. */
function recordingHost(): { readonly host: CompilerHost; readonly asked: string[] } {
  const asked: string[] = [];
  const host: CompilerHost = {
    ...nodeHost,
    stat: (path) => {
      asked.push(resolve(path));
      return nodeHost.stat(path);
    },
    read: (path) => {
      asked.push(resolve(path));
      return nodeHost.read(path);
    },
  };
  return { host, asked };
}

function compileWith(pointer: string, reference: string) {
  const document = JSON.parse(read("base/openapi.json")) as Writable;
  const tokens = pointerTokens(pointer);
  const last = tokens.pop() ?? "";
  let holder = document;
  for (const token of tokens) holder = holder[token] as Writable;
  holder[last] = { $ref: reference } as unknown as Writable;
  writeFileSync(join(folder, "acme/openapi.json"), JSON.stringify(document));
  const { host, asked } = recordingHost();
  return { asked, ...compile(join(folder, "acme/connector.json"), host) };
}

describe("a reference that leads out", () => {
  test.each(cases)("$id: $reference", ({ reference: written, code, text = code }) => {
    const reference = written
      .replace("{PORT}", String(stage().forbiddenPort))
      .replace("{FOLDER}", folder)
      .replace("{LONG}", "a/".repeat(100_000));
    for (const pointer of places) {
      const { diagnostics, output, asked } = compileWith(pointer, reference);
      const found = diagnostics.find((one) => one.code === (pointer.endsWith("/description") ? text : code));
      const named = [found?.location, ...(found?.related ?? []).map(({ location }) => location)];
      expect(named.map((one) => one?.pointer)).toContain(pointer);
      expect(found?.location.source.path).toBe(join(folder, "acme/openapi.json"));
      expect(found?.message).not.toMatch(/(?!\n)\p{Cc}/u);
      expect(output).toBeDefined();
      expect(JSON.stringify(output)).not.toContain(marker);
      const inside = join(folder, "acme") + sep;
      expect(asked.filter((path) => !path.startsWith(inside))).toEqual([]);
    }
    expect(stage().forbiddenCalls).toEqual([]);
  });
});

describe("references within a document", () => {
  const spec = read("base/connector.json");
  const document = JSON.parse(read("base/openapi.json")) as Record<string, object>;
  const compileSchemas = (schemas: object) =>
    compile(
      "connector.json",
      memoryHost({
        "connector.json": spec,
        "openapi.json": JSON.stringify({ ...document, components: { schemas } }),
      }),
    );
  const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

  test("ref-019: a cycle ends", () => {
    const { output } = compileSchemas({ NewBox: { properties: { a: to("NewBox") }, allOf: [to("NewBox")] } });
    expect(output).toBeDefined();
  });

  test("ref-021: what is referred to many times is written once", () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const next = level === 11 ? { type: "string" } : to(`L${level + 1}`);
      const properties = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`p${index}`, next]));
      return [level === 0 ? "NewBox" : `L${level}`, { type: "object", properties }] as const;
    });
    const schemas = Object.fromEntries(levels);
    const { output } = compileSchemas(schemas);
    const json = output?.files.find(({ path }) => path === "connector.json")?.text ?? "";
    expect(json.length).toBeLessThan(20 * JSON.stringify({ ...document, components: { schemas } }).length);
  });

  test("ref-022: a pointer is unescaped once", () => {
    const { output, diagnostics } = compileSchemas({
      NewBox: { $ref: "#/components/schemas/a~1b~0c%25" },
      Box: {},
      "a/b~c%": { type: "object", properties: { found: { type: "string" } } },
    });
    expect(diagnostics.map(({ code }) => code)).not.toContain("openapi/lost-reference");
    expect(JSON.stringify(output?.connector.types)).toContain('"found"');
  });

  test("ref-023: what stands beside a reference makes no operation harmless", () => {
    const { output } = compileSchemas({
      NewBox: { ...to("Box"), "x-permission": "read", access: "read" },
      Box: {},
    });
    expect(
      Object.values(output?.connector.operations ?? {}).find(({ method }) => method === "POST")?.access,
    ).toBe("write");
  });

  test.each([8000])("a chain of %i references is followed to its end", (length) => {
    for (const link of [
      (next: object) => next,
      (next: object) => ({ type: "object", properties: { next } }),
      (next: object) => ({ type: "array", items: next }),
      (next: object) => ({ anyOf: [next, { type: "integer" }] }),
      (next: object) => ({ allOf: [next, { type: "object" }] }),
    ]) {
      const names = Array.from({ length }, (_, index) => (index === 0 ? "NewBox" : `S${index}`));
      const schemas = names.map((name, index) => [name, index + 1 < length ? link(to(`S${index + 1}`)) : {}]);
      expect(compileSchemas(Object.fromEntries(schemas)).output).toBeDefined();
    }
  });
});
