import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { extract, printed, usedOperations } from "./extract-openapi.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const original = {
  openapi: "3.0.3",
  info: { title: "Zoo", version: "1", "x-internal": true },
  tags: [{ name: "animals" }, { name: "keepers" }],
  "x-webhooks": {},
  paths: {
    "/animals/{id}": {
      parameters: [{ $ref: "#/components/parameters/id" }],
      get: {
        operationId: "animals/get",
        tags: ["animals"],
        responses: {
          "200": {
            description: "The animal",
            content: {
              "application/json": { schema: { $ref: "#/components/schemas/animal" }, example: { id: 1 } },
            },
          },
          "302": { description: "Moved" },
          "404": { $ref: "#/components/responses/missing" },
        },
      },
      delete: {
        operationId: "animals/delete",
        tags: ["animals"],
        responses: { "204": { description: "Gone" } },
      },
    },
    "/keepers": { get: { operationId: "keepers/list", tags: ["keepers"], responses: {} } },
  },
  components: {
    parameters: { id: { name: "id", in: "path", required: true, schema: { type: "integer" }, example: 1 } },
    responses: { missing: { description: "Not there" } },
    schemas: {
      keeper: { type: "object", properties: { name: { type: "string", example: "Ann" } } },
      animal: {
        type: "object",
        properties: {
          example: { type: "string" },
          keeper: { $ref: "#/components/schemas/keeper" },
          mate: { $ref: "#/components/schemas/animal" },
        },
      },
      cage: { type: "object" },
    },
  },
};

describe("an extract", () => {
  const result = extract(original, new Set(["animals/get"]));

  test("holds the wanted operation, its successes and redirects, and what its path shares", () => {
    expect(Object.keys(result.paths ?? {})).toEqual(["/animals/{id}"]);
    expect(result.paths).toMatchObject({
      "/animals/{id}": { parameters: [{ $ref: "#/components/parameters/id" }], get: { tags: ["animals"] } },
    });
    expect(printed(result)).not.toContain("animals/delete");
    expect(printed(result)).not.toContain("404");
    expect(printed(result)).toContain('"302"');
    expect(result.tags).toEqual([{ name: "animals" }]);
  });

  test("holds the components that the operation reaches, and no others", () => {
    expect(result.components).toMatchObject({ schemas: { keeper: {}, animal: {} }, parameters: { id: {} } });
    expect(printed(result)).not.toContain("cage");
    expect(printed(result)).not.toContain("Not there");
  });

  test("leaves examples and extensions out, but not a property that is called example", () => {
    expect(result.components).toMatchObject({
      schemas: {
        animal: { properties: { example: { type: "string" } } },
        keeper: { properties: { name: { type: "string" } } },
      },
    });
    expect(printed(result)).not.toContain("Ann");
    expect(printed(result)).not.toContain("x-");
  });

  test("takes an operation by method and path", () => {
    expect(printed(extract(original, new Set(["GET /keepers"])))).toContain("keepers/list");
  });

  test("is refused where a wanted operation is missing", () => {
    expect(() => extract(original, new Set(["animals/get", "animals/feed"]))).toThrow("animals/feed");
  });
});

const extracts = globSync("specs/*/openapi/*.json", { cwd: root })
  .map((path) => path.split(sep).join("/"))
  .filter((path) =>
    readFileSync(join(root, dirname(path), "SOURCE.md"), "utf8").includes("extract-openapi.ts"),
  )
  .toSorted();

test("the committed extracts are found", () => {
  expect(extracts).toContain("specs/github/openapi/api.github.com.json");
});

// An extract of an extract is the same extract, so a committed one can be checked without its original.
describe.each(extracts)("%s", (path) => {
  const folder = join(root, dirname(dirname(path)));
  const spec = readFileSync(join(folder, "connector.yaml"), "utf8");
  const text = readFileSync(join(root, path), "utf8");

  test("holds exactly what its connector takes", () => {
    expect(printed(extract(JSON.parse(text), usedOperations(spec))) === text).toBe(true);
  });

  test("has the digest that its connector states", () => {
    expect(spec).toContain(createHash("sha256").update(text).digest("hex"));
  });
});
