import { describe, expect, test } from "vitest";
import { connectorOf, integer, operationOf, parameterOf } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

describe("fields", () => {
  const items = [
    {
      id: 1,
      user: { login: "ann", mail: "a@x" },
      labels: [{ name: "a", color: 1 }, { name: "b" }],
      text: "x".repeat(2000),
    },
    { id: 2, user: null, labels: [] },
  ];
  const shown = (fields: readonly string[]) =>
    connectorOf([operationOf("boxes.list", { response: { kind: "json", items: "", fields, known: [] } })]);
  const run = async (fields: readonly string[], argv: readonly string[], terminal = false) => {
    const recorder = await startRecorder(replyJson(items));
    return runConnector(shown(fields), ["boxes", "list", ...argv], {
      env: { ACME_BASE_URL: recorder.url },
      terminal,
    });
  };

  test("the operation's own, with members in their place", async () => {
    expect(JSON.parse((await run(["id", "user.login", "labels.name"], [])).out)).toEqual([
      { id: 1, user: { login: "ann" }, labels: [{ name: "a" }, { name: "b" }] },
      { id: 2, user: null, labels: [] },
    ]);
  });

  test("--fields chooses others, --fields all shows everything", async () => {
    expect(JSON.parse((await run(["id"], ["--fields", "user,user.login"])).out)).toEqual([
      { user: items[0]?.user },
      { user: null },
    ]);
    expect(JSON.parse((await run(["id"], ["--fields", "all"])).out)).toEqual(items);
  });

  test("long text is cut with its size and the way to the rest, unless it was asked for", async () => {
    const [first] = JSON.parse((await run([], [])).out);
    expect(first.text).toBe(`${"x".repeat(1500)}… [500 more characters]`);
    expect((await run([], [])).err).toContain("Cut: text; whole with --fields text\n");
    expect(JSON.parse((await run([], ["--fields", "text"])).out)[0].text).toHaveLength(2000);
    expect(JSON.parse((await run([], ["--output", "raw"])).out)[0].text).toHaveLength(2000);
  });

  test("a name that no item has is pointed out", async () => {
    const ran = await run([], ["--fields", "id,usr"]);
    expect(JSON.parse(ran.out)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(ran.err).toMatch(/^No item has usr; did you mean user\?\n/);
  });

  test.each([
    ["author", "user.login"],
    ["login", "user.login"],
    ["body", "text"],
    ["lables", "labels"],
    ["label.nam", "labels.name"],
  ])("%s is taken for %s", async (field, meant) => {
    const ran = await run([], ["--fields", `id,${field}`]);
    expect(ran.err.split("\n")[0]).toContain(`; did you mean ${meant}?`);
  });

  test.each([
    ["usr", /user\?$/, /^try: custom-acme boxes list .*--fields user$/],
    ["usr,nam", /user, labels\.name\?$/, /^try: custom-acme boxes list .*--fields user,labels\.name$/],
    ["a.b.c", / Fields: id, text, /, /^--fields all shows everything$/],
  ])("a read that could show none of %j is a mistake", async (names, message, help) => {
    const ran = await run([], ["--fields", names]);
    expect(ran.error).toMatchObject({ code: "USAGE", flag: "--fields" });
    expect(ran.error?.message).toMatch(message);
    expect(ran.error?.help).toMatch(help);
    expect([ran.out, ran.exit]).toEqual(["", 2]);
  });

  test("a field that the API is known to have is no mistake where it is left out", async () => {
    const recorder = await startRecorder(replyJson(items));
    const response = { kind: "json", items: "", fields: [], known: ["due", "id"] } as const;
    const ran = await runConnector(
      connectorOf([operationOf("boxes.list", { response })]),
      ["boxes", "list", "--fields", "due"],
      { env: { ACME_BASE_URL: recorder.url } },
    );
    expect([ran.out, ran.err, ran.exit]).toEqual(["[{},{}]\n", "All 2 items.\n", 0]);
  });

  test.each(["labels[].name", "labels[*].name", "$.labels[0].name", ".labels.name", "/labels/name"])(
    "%s is a way to write labels.name",
    async (field) => {
      expect(JSON.parse((await run([], ["--fields", field])).out)).toEqual([
        { labels: [{ name: "a" }, { name: "b" }] },
        { labels: [] },
      ]);
    },
  );

  test.each(["*", "all", "id,all"])("%s is everything", async (field) => {
    expect(JSON.parse((await run(["id"], ["--fields", field])).out)).toEqual(items);
  });

  test("a table on a terminal, with columns for the fields", async () => {
    const ran = await run(["id", "user.login", "labels.name"], [], true);
    expect(ran.out).toBe("id  user.login  labels.name\n1   ann         a, b\n2\n");
  });
});

describe("the command for one item", () => {
  const get = operationOf("boxes.get", {
    path: "/{owner}/boxes/{id}",
    parameters: [
      parameterOf("owner", { in: "path", required: true }),
      parameterOf("id", { in: "path", required: true, type: integer }),
    ],
  });
  const owner = { in: "path", name: "owner" } as const;
  const lists = operationOf("boxes.list", {
    path: "/{owner}/boxes",
    parameters: [parameterOf("owner", { in: "path", required: true })],
    response: { kind: "json", items: "", fields: ["number"], known: ["number"] },
    detail: {
      operation: "boxes.get",
      arguments: [
        { ...owner, from: { argument: owner } },
        { in: "path", name: "id", from: { pointer: "/number" } },
      ],
    },
  });
  const run = async (items: unknown, words: readonly string[] = []) => {
    const recorder = await startRecorder(replyJson(items));
    return runConnector(connectorOf([get, lists]), ["boxes", "list", "--owner", "ann", ...words], {
      env: { ACME_BASE_URL: recorder.url },
    });
  };

  test("names the field that holds what it needs", async () => {
    const ran = await run([{ number: 7 }, { number: 8 }]);
    expect(ran.err).toBe("All 2 items.\nOne: custom-acme boxes get --owner ann --id <number>\n");
  });

  test("of the only item it is whole", async () => {
    const ran = await run([{ number: 7 }]);
    expect(ran.err).toBe("All 1 item.\nOne: custom-acme boxes get --owner ann --id 7\n");
  });

  test.each<[unknown, string[]]>([
    [[], []],
    [[{ number: 7 }], ["--fields", "number"]],
    [[{ number: 7 }], ["--output", "raw"]],
    [[{ number: 7 }], ["--count"]],
  ])("is not told of %j with %j", async (items, words) => {
    expect((await run(items, words)).err).not.toContain("One:");
  });
});
