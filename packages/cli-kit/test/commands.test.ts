import { catalogueVersion } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { bearer, connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { runConnector } from "./support/run-in-process.ts";

const board = parameterOf("boardId", { in: "path", required: true });
const operations = [
  operationOf("cards.create", {
    method: "POST",
    path: "/boards/{boardId}/cards",
    parameters: [board, parameterOf("notify", { type: { kind: "boolean" } })],
    body: {
      contentType: "application/json",
      encoding: "json",
      required: true,
      type: { kind: "object", properties: [{ name: "title", required: true, type: string }] },
    },
  }),
  operationOf("cards.list", {
    summary: "List cards\n\u001b[2J of a board",
    path: "/boards/{boardId}/cards",
    parameters: [board, parameterOf("page", { type: integer })],
    response: { kind: "json", items: "", fields: [], known: [] },
  }),
  operationOf("cards.delete", { method: "DELETE", sensitive: true, deprecated: true }),
  operationOf("cards.labels.list", { response: { kind: "json", items: "/data", fields: [], known: [] } }),
  operationOf("files.put", {
    method: "PUT",
    body: { contentType: "image/png", encoding: "raw", required: true, type: { kind: "file" } },
    response: { kind: "none", fields: [], known: [] },
  }),
];
const connector = connectorOf(operations, { auth: [bearer] });
const run = (...argv: string[]) => runConnector(connector, argv);

describe("--commands", () => {
  test("prints every command as versioned JSON, without a credential", async () => {
    const { out, err, exit } = await run("--commands");
    expect(exit).toBe(0);
    expect(err).toBe("");
    const { commands, ...head } = JSON.parse(out);
    expect(head).toEqual({
      catalogue: catalogueVersion,
      connector: "acme",
      version: "1.2.3",
      digest: expect.stringMatching(/^sha256:/),
    });
    expect(commands).toEqual([
      {
        command: "cards create",
        id: "cards.create",
        summary: "Do cards.create",
        access: "write",
        flags: ["board-id", "title"],
        optional: 1,
        answer: "json",
      },
      {
        command: "cards delete",
        id: "cards.delete",
        summary: "Do cards.delete",
        access: "write",
        destructive: true,
        sensitive: true,
        deprecated: true,
        flags: [],
        optional: 0,
        answer: "json",
      },
      expect.objectContaining({ command: "cards labels list", answer: "list" }),
      {
        command: "cards list",
        id: "cards.list",
        summary: "List cards\n\u001b[2J of a board",
        access: "read",
        flags: ["board-id"],
        optional: 1,
        answer: "list",
      },
      expect.objectContaining({ command: "files put", flags: ["input"], optional: 0, answer: "none" }),
    ]);
  });

  test("has one command a line, and no control characters", async () => {
    const { out } = await run("--commands");
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(operations.length + 2);
    expect(JSON.parse(lines[1]?.replace(/,$/, "") ?? "")).toMatchObject({ id: "cards.create" });
    expect(out).not.toContain("\u001b");
  });

  test.each([
    [["cards"], ["cards.create", "cards.delete", "cards.labels.list", "cards.list"]],
    [["cards", "labels"], ["cards.labels.list"]],
    [["cards", "list"], ["cards.list"]],
    [["cards.list"], ["cards.list"]],
  ])("behind %j: those below it", async (words, ids) => {
    const { out } = await run(...words, "--commands");
    expect(JSON.parse(out).commands.map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  test("behind words that name nothing: the nearest command, exit 2", async () => {
    const { out, err, exit } = await run("crads", "--commands");
    expect(exit).toBe(2);
    expect(out).toBe("");
    expect(JSON.parse(err).error.code).toBe("UNKNOWN_COMMAND");
  });
});
