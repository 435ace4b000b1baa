import { encode } from "gpt-tokenizer";
import { describe, expect, test } from "vitest";
import { bearer, connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { runConnector } from "./support/run-in-process.ts";

const create = operationOf("cards.create", {
  method: "POST",
  summary: "Create a card on a list",
  path: "/boards/{boardId}/cards",
  parameters: [
    parameterOf("boardId", { in: "path", required: true, description: "The board" }),
    parameterOf("notify", { type: { kind: "boolean" }, apiDefault: true }),
    parameterOf("color", {
      type: { kind: "string", enum: Array.from({ length: 20 }, (_, index) => `color-${index}`) },
    }),
  ],
  body: {
    contentType: "application/json",
    encoding: "json",
    required: true,
    type: {
      kind: "object",
      properties: [
        { name: "title", required: true, description: `Shown on top. ${"Long ".repeat(60)}`, type: string },
        {
          name: "position",
          type: {
            kind: "union",
            variants: [{ kind: "string", enum: ["top", "bottom"] }, { kind: "number" }],
          },
        },
        { name: "labels", type: { kind: "array", items: string, nullable: true } },
        { name: "old", deprecated: true, type: integer },
      ],
    },
  },
  examples: [{ arguments: { path: { boardId: "b1" }, body: { title: "Buy milk" } } }],
});
const list = operationOf("cards.list", {
  summary: "List the cards of a board",
  path: "/boards/{boardId}/cards",
  parameters: [parameterOf("boardId", { in: "path", required: true })],
  response: { kind: "json", items: "", fields: ["id", "title"], known: [] },
});
const remove = operationOf("cards.delete", { method: "DELETE", summary: "Delete a card" });
const operations = [
  create,
  list,
  remove,
  operationOf("members.me", { summary: "Show who I am" }),
  operationOf("ping", { summary: "Say hello" }),
];
const connector = connectorOf(operations, { auth: [bearer], highlights: ["cards.list"] });
const run = (argv: readonly string[], env: Record<string, string> = {}) =>
  runConnector(connector, argv, { env });

describe("help", () => {
  test("without a word: what this is, its groups, what is connected, how to go on", async () => {
    const { out, exit } = await run([], { ACME_API_KEY: "planted" });
    expect(exit).toBe(0);
    expect(out).toBe(`custom-acme 1.2.3 - Acme: Boxes and what is in them.
Connected: ACME_API_KEY; calls api.acme.example.

5 commands: custom-acme <group> <command> [flags]
  cards    3  create, delete, list
  members  1  me
  ping  Say hello

Start with:
  custom-acme cards list  List the cards of a board

Next: custom-acme <group> lists its commands; <group> <command> --help shows flags; --find <words> searches all.
`);
    expect((await run([])).out).toContain(
      "Not connected: ACME_API_KEY not set; ask the host to connect Acme.",
    );
  });

  test("--help adds the global flags", async () => {
    for (const argv of [["--help"], ["-h"]])
      expect((await run(argv)).out).toMatch(/--dry-run +print the request/);
  });

  test("a group explains only the marks that it has", async () => {
    const heading = async (more: object) =>
      (await runConnector(connectorOf([operationOf("boxes.list", more)]), ["boxes"])).out.split("\n")[0];
    expect(await heading({})).toBe("custom-acme boxes: 1 command");
    expect(await heading({ method: "POST" })).toBe("custom-acme boxes: 1 command (* changes something)");
  });

  test("a flag of a command behind its group names the commands", async () => {
    const { error, exit } = await run(["cards", "--board-id", "5"]);
    expect([error?.message, exit]).toEqual([
      "cards is a group, without flags; its commands: cards create, cards delete, cards list",
      2,
    ]);
  });

  test("a group", async () => {
    for (const argv of [["cards"], ["cards", "--help"]])
      expect(
        (await run(argv)).out,
      ).toBe(`custom-acme cards: 3 commands (* changes something, ! removes or can't be undone)
* create  Create a card on a list
! delete  Delete a card
  list    List the cards of a board

Next: custom-acme cards <command> --help shows its flags.
`);
  });

  test("a command", async () => {
    const { out } = await run(["cards", "create", "--help"]);
    expect(out).toBe(`custom-acme cards create: Create a card on a list (changes something)
Required:
  --board-id <text>  The board
  --title <text>     Shown on top.
Optional:
  --notify         [API default true]
  --color <color-0|color-1|color-2|color-3|color-4|color-5|color-6|color-7|color-8|color-9|color-10|color-11|… 20 in all>
  --position <top|bottom|number>
  --labels <text>, repeatable  [or null]
  --old <integer>  [deprecated]
Body: flags, or --input <json|@file|-> with flags over it
Example: custom-acme cards create --board-id b1 --title 'Buy milk'
`);
    expect(encode(out).length).toBeLessThan(350);
  });

  test("of a command wins over wrong flags before it, and nothing is sent", async () => {
    expect((await run(["cards", "list", "b1", "--help"])).out).toMatch(
      /^custom-acme cards list: .*\nRequired:/,
    );
    expect((await run(["cards.list", "--help"])).out).toMatch(/List: shows id,title; --fields a,b\|all/);
  });

  test("an example is a true one; a line that says what stands above it is none", async () => {
    expect((await run(["cards", "create", "--help"])).out).toMatch(
      /\nExample: custom-acme cards create --board-id b1 --title 'Buy milk'\n$/,
    );
    expect((await run(["cards", "list", "--help"])).out).not.toContain("Example:");
  });

  test("what a write can't do without, also where its document lets the body out", async () => {
    const { body } = create;
    const open = connectorOf([
      { ...create, ...(body && { body: { ...body, required: false } }), examples: [] },
      operationOf("boxes.two"),
    ]);
    const { out } = await runConnector(open, ["cards", "create", "--help"]);
    expect(out).toMatch(/\nRequired:\n {2}--board-id <text>.*\n {2}--title <text>.*\nOptional:/);
    expect(out).toContain("; the API's document lets it out\n");
    expect((await runConnector(open, ["--find", "create card"])).out).toContain("--title <title>");
    const bare = await runConnector(open, ["cards", "create", "b1", "--dry-run"]);
    expect(bare.exit).toBe(0);
    expect(bare.err).toContain("No body is sent; with one, --title would be needed.");
    const titled = await runConnector(open, ["cards", "create", "b1", "--title", "x", "--dry-run"]);
    expect(titled.err).not.toContain("No body");
  });

  test("words of the document are no shell's and no terminal's", async () => {
    const nasty = "\u001b]0;owned\u0007\u001b[31mred\u009b2J\u202Eback\u0085";
    const evil = "$(touch /tmp/x); `id` #";
    const shown = operationOf("boxes.paint", {
      method: "POST",
      summary: `Paint ${nasty}`,
      description: `With ${nasty}`,
      parameters: [
        parameterOf("color", { required: true, type: { kind: "string", enum: [evil, nasty] } }),
        parameterOf("tone", { required: true, type: { kind: "string", enum: [nasty] } }),
        parameterOf("shape", { required: true, type: { kind: "string", format: evil } }),
        parameterOf("mixed", {
          required: true,
          type: { kind: "union", variants: [{ kind: "string", enum: [evil] }, { kind: "integer" }] },
        }),
        parameterOf("size", { apiDefault: { a: nasty }, type: { kind: "string", format: nasty } }),
        parameterOf("edge", { default: nasty }),
      ],
      body: { contentType: `x/${nasty}`, encoding: "raw", required: true, type: { kind: "file" } },
      response: { kind: "json", items: "", fields: [nasty], known: [] },
      examples: [{ arguments: { query: { color: nasty } } }],
    });
    const painted = connectorOf([shown, operationOf("boxes.two")], { name: nasty, description: nasty });
    for (const argv of [["boxes", "paint", "--help"], ["boxes"], [], ["--find", "paint"]]) {
      const { out, exit } = await runConnector(painted, argv);
      expect(exit).toBe(0);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
    const { out } = await runConnector(painted, ["boxes", "paint", "--help"]);
    expect(out).not.toContain("Example:");
    const { error } = await runConnector(painted, ["boxes", "paint"]);
    expect(error?.help).not.toContain("$(");
  });

  test("a type that contains itself", async () => {
    const type = { kind: "reference", name: "Node" } as const;
    const recursive = connectorOf(
      [
        operationOf("trees.add", {
          method: "POST",
          body: {
            contentType: "application/json",
            encoding: "json",
            required: true,
            type: {
              kind: "object",
              properties: [
                { name: "node", type },
                { name: "list", type: { kind: "reference", name: "List" } },
              ],
            },
          },
        }),
      ],
      {
        types: {
          Node: { kind: "union", variants: [type, { kind: "array", items: type }] },
          List: { kind: "array", items: { kind: "reference", name: "List" } },
        },
      },
    );
    for (const flag of ["--help", "--schema"])
      expect((await runConnector(recursive, ["trees", "add", flag])).exit).toBe(0);
  });

  test("a thousand commands stay short at the top and in a group", async () => {
    const many = Array.from({ length: 50 }, (_, group) =>
      Array.from({ length: 24 }, (_, index) => operationOf(`group-${group}.do-thing-${index}`)),
    ).flat();
    const big = connectorOf([
      ...many,
      ...Array.from({ length: 200 }, (_, index) => operationOf(`large.some-command-${index}`)),
    ]);
    expect(encode((await runConnector(big, [])).out).length).toBeLessThan(600);
    const { out } = await runConnector(big, ["large"]);
    expect(out).toContain("custom-acme large --find <words> narrows");
    expect(encode(out).length).toBeLessThan(1700);
  });

  test("--version", async () => {
    for (const argv of [["--version"], ["-V"], ["cards", "--version"]])
      expect((await run(argv)).out).toBe("1.2.3\n");
  });

  test.each([
    [["cards", "--schema"], /needs a command/],
    [["--nonsense"], /no flag --nonsense/],
    [["--helf"], /did you mean --help/],
    [["nothing", "--flag", "x"], /no command "nothing"/],
  ])("%j is a usage error", async (argv, message) => {
    const ran = await run(argv);
    expect([ran.exit, ran.out]).toEqual([2, ""]);
    expect(ran.error?.message).toMatch(message);
  });
});

describe("--find", () => {
  test.each([
    [["--find", "new card"], "cards create"],
    [["--find", "add card"], "cards create"],
    [["--find", "creat card"], "cards create"],
    [["--find", "remove", "card"], "cards delete"],
    [["--find", "card list"], "cards list"],
    [["--find", "titel"], "cards create"],
    [["--find", "who am i"], "members me"],
    [["cards", "--find", "list"], "cards list"],
    [["--find=cards of a board"], "cards list"],
  ])("%j finds %s first", async (argv, name) => {
    const { out, exit } = await run(argv);
    expect(exit).toBe(0);
    expect(out.split("\n")[0]).toMatch(new RegExp(`custom-acme ${name}( |$)`));
  });

  test.each([
    ["open bug issues", "issues list"],
    ["count open issues with label", "issues (list|labels)"],
    ["open an issue", "issues create"],
    ["issue labels", "issues labels"],
    ["create issue", "issues create"],
    ["creat issue", "issues create"],
    ["pin an issue", "issues pin"],
    ["close issue", "issues update"],
  ])("a question finds reads, an order finds writes: %s", async (words, name) => {
    const items = { kind: "json", items: "", fields: [], known: [] } as const;
    const label = parameterOf("labels");
    const issues = connectorOf([
      operationOf("issues.list", {
        summary: "List issues of a repository",
        parameters: [label, parameterOf("state")],
        response: items,
      }),
      operationOf("issues.labels", { summary: "List labels of an issue", response: items }),
      operationOf("issues.create", { method: "POST", summary: "Create an issue", parameters: [label] }),
      operationOf("issues.update", { method: "PATCH", summary: "Update or close an issue" }),
      operationOf("issues.pin", { method: "PUT", summary: "Pin an issue" }),
    ]);
    const { out } = await runConnector(issues, ["--find", words]);
    expect(out.split("\n")[0]).toMatch(new RegExp(`custom-acme ${name}( |$)`));
  });

  test("nothing found is said in words", async () => {
    expect((await run(["--find", "spaceship"])).out).toBe(
      'No command matches "spaceship". Groups: cards, members\n',
    );
  });

  test("as JSON", async () => {
    expect(JSON.parse((await run(["--find", "delete card", "--output", "json"])).out)[0]).toEqual({
      id: "cards.delete",
      access: "write",
      summary: "Delete a card",
      command: "custom-acme cards delete",
    });
  });
});

test("--schema is compact JSON of the arguments, the flags and the answer", async () => {
  const { out } = await run(["cards", "create", "--schema"]);
  expect(out.trim().split("\n")).toHaveLength(1);
  expect(JSON.parse(out)).toMatchObject({
    operation: "cards.create",
    access: "write",
    method: "POST",
    arguments: {
      type: "object",
      required: ["path", "body"],
      properties: {
        path: { properties: { boardId: { type: "string" } }, required: ["boardId"] },
        query: { properties: { notify: { type: "boolean", default: true } } },
        body: {
          required: ["title"],
          additionalProperties: false,
          properties: { labels: { type: ["array", "null"], items: { type: "string" } } },
        },
      },
    },
    flags: { "--board-id": "path/boardId", "--title": "body/title" },
    response: { kind: "json" },
  });
  expect(JSON.parse((await run(["cards", "list", "--schema"])).out).response).toEqual({
    kind: "json",
    items: "",
    shown: ["id", "title"],
  });
});

test("a command may have as many words as a large API needs", async () => {
  const words = Array.from({ length: 14 }, (_, index) => `level-${index}`);
  const { exit, out } = await runConnector(connectorOf([operationOf(words.join("."))]), [...words, "--help"]);
  expect(exit).toBe(0);
  expect(out).toContain(words.join(" "));
});
