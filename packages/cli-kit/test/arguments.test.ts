import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Operation } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { type RunOptions, runConnector } from "./support/run-in-process.ts";
import { shellWords } from "./support/shell-words.ts";

const get = operationOf("boxes.get", {
  path: "/users/{userId}/boxes/{boxId}",
  parameters: [
    parameterOf("userId", { in: "path", required: true, default: "me" }),
    parameterOf("boxId", { in: "path", required: true, type: integer }),
    parameterOf("merge_method", { type: { kind: "string", enum: ["merge", "squash", "rebase"] } }),
    parameterOf("archived", { type: { kind: "boolean" } }),
    parameterOf("label", { type: { kind: "array", items: string } }),
    parameterOf("since", { type: { kind: "string", nullable: true } }),
    parameterOf("limit", { type: integer }),
    parameterOf("X-Trace", { in: "header" }),
  ],
});

const create = operationOf("boxes.create", {
  method: "POST",
  path: "/boxes",
  parameters: [parameterOf("notify", { type: { kind: "boolean" } })],
  body: {
    contentType: "application/json",
    encoding: "json",
    required: true,
    type: {
      kind: "object",
      properties: [
        { name: "title", required: true, description: "Shown on the lid", type: string },
        { name: "ownerId", type: { kind: "integer", nullable: true } },
        { name: "labels", type: { kind: "array", items: string } },
        { name: "sizes", type: { kind: "array", items: integer } },
        {
          name: "address",
          type: {
            kind: "object",
            properties: [
              { name: "city", type: string },
              { name: "postCode", type: string },
            ],
          },
        },
        { name: "meta", type: { kind: "object", properties: [], additional: { kind: "any" } } },
        { name: "weight", type: { kind: "union", variants: [{ kind: "number" }, { kind: "string" }] } },
        {
          name: "size",
          type: { kind: "union", variants: [{ kind: "integer" }, { kind: "string", enum: ["auto"] }] },
        },
        { name: "fragile", type: { kind: "boolean" } },
      ],
    },
  },
});

async function sent(operation: Operation, argv: readonly string[], options: RunOptions = {}) {
  const recorder = await startRecorder(replyJson({}));
  const ran = await runConnector(connectorOf([operation, get, create]), argv, {
    ...options,
    env: { ACME_BASE_URL: recorder.url, ...options.env },
  });
  const [request] = recorder.requests;
  const text = request?.body.toString() ?? "";
  return {
    ...ran,
    request,
    url: request?.url,
    body: text === "" ? undefined : (JSON.parse(text) as unknown),
    count: recorder.requests.length,
  };
}

describe("flags", () => {
  test.each([
    [["boxes", "get", "--box-id", "5"], "/users/me/boxes/5"],
    [["boxes.get", "--box-id=5"], "/users/me/boxes/5"],
    [["boxes", "get", "--boxId", "5"], "/users/me/boxes/5"],
    [["boxes", "get", "5"], "/users/me/boxes/5"],
    [["boxes", "get", "ann", "5"], "/users/ann/boxes/5"],
    [["boxes", "get", "--user-id", "ann", "5"], "/users/ann/boxes/5"],
    [["boxes", "get", "5", "--merge_method", "squash"], "/users/me/boxes/5?merge_method=squash"],
    [["boxes", "get", "5", "--archived"], "/users/me/boxes/5?archived=true"],
    [["boxes", "get", "5", "--no-archived"], "/users/me/boxes/5?archived=false"],
    [["boxes", "get", "--archived", "false", "5"], "/users/me/boxes/5?archived=false"],
    [["boxes", "get", "5", "--label", "a", "--label", "b c"], "/users/me/boxes/5?label=a&label=b%20c"],
    [["boxes", "get", "5", "--label", '["a","b"]'], "/users/me/boxes/5?label=a&label=b"],
    [["boxes", "get", "5", "--label", "[bug"], "/users/me/boxes/5?label=%5Bbug"],
    [["boxes", "get", "5", "--query.limit", "3"], "/users/me/boxes/5?limit=3"],
    [["--timeout", "9", "boxes", "get", "--", "5"], "/users/me/boxes/5"],
    [["boxes", "--output", "json", "get", "5"], "/users/me/boxes/5"],
  ])("%j asks for %s", async (argv, url) => {
    const result = await sent(get, argv);
    expect(result.err).not.toContain('"error"');
    expect(result.url).toBe(url);
  });

  test("a header parameter is sent as a header", async () => {
    const { request } = await sent(get, ["boxes", "get", "5", "--x-trace", "t1"]);
    expect(request?.headers["x-trace"]).toBe("t1");
  });

  test.each<[string[], unknown]>([
    [["--title", "Tea"], { title: "Tea" }],
    [["--title", "null"], { title: "null" }],
    [["--title", "-x", "--owner-id", "null"], { title: "-x", ownerId: null }],
    [["--title=--all", "--ownerId", "7"], { title: "--all", ownerId: 7 }],
    [
      ["--title", "T", "--address.city", "Bern", "--address.postCode", "3000"],
      { title: "T", address: { city: "Bern", postCode: "3000" } },
    ],
    [
      ["--title", "T", "--address.city", "Bern", "--address", '{"postCode":"3"}'],
      { title: "T", address: { postCode: "3", city: "Bern" } },
    ],
    [["--title", "T", "--meta.a.b", "1"], { title: "T", meta: { a: { b: 1 } } }],
    [["--title", "T", "--sizes", "1", "--sizes", "2"], { title: "T", sizes: [1, 2] }],
    [["--title", "T", "--sizes", "[]"], { title: "T", sizes: [] }],
    [["--title", "T", "--size", "2"], { title: "T", size: 2 }],
    [["--title", "T", "--size", "auto"], { title: "T", size: "auto" }],
    [["--title", "T", "--weight", "1.5"], { title: "T", weight: "1.5" }],
    [["--title", "T", "--weight", "heavy"], { title: "T", weight: "heavy" }],
    [["--title", "T", "--weight", "007"], { title: "T", weight: "007" }],
    [["--title", "T", "--no-fragile"], { title: "T", fragile: false }],
    [["--input", '{"title":"A","ownerId":1}', "--title", "B"], { title: "B", ownerId: 1 }],
    [
      ["--title", "T", "--meta", '{"__proto__":{"x":1}}'],
      JSON.parse('{"title":"T","meta":{"__proto__":{"x":1}}}'),
    ],
  ])("%j sends its body", async (flags, body) => {
    const result = await sent(create, ["boxes", "create", ...flags]);
    expect(result.err).not.toContain('"error"');
    expect(result.body).toEqual(body);
  });

  test("--input reads standard input and a file", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "kit-")), "in.json");
    writeFileSync(file, '\uFEFF{"title":"F"}');
    expect(
      (await sent(create, ["boxes", "create", "--input", "-"], { stdin: '{"title":"S"}' })).body,
    ).toEqual({ title: "S" });
    expect((await sent(create, ["boxes", "create", "--input", `@${file}`])).body).toEqual({ title: "F" });
  });

  test("piped input is not read unless it is asked for", async () => {
    expect(
      (await sent(create, ["boxes", "create", "--title", "T"], { stdin: '{"title":"no"}' })).body,
    ).toEqual({ title: "T" });
  });
});

function meant(command: string, typed: string): string {
  return `perhaps custom-acme ${command}; custom-acme --find ${typed} searches`;
}

describe("what is refused before anything is sent", () => {
  test.each<[string[], string, string | RegExp, string | undefined]>([
    [["boxes", "get", "five"], "INVALID_ARGUMENT", /--box-id must be an integer/, "--box-id"],
    [["boxes", "get"], "INVALID_ARGUMENT", /--box-id is required/, "--box-id"],
    [
      ["boxes", "get", "5", "--merge-method", "squish"],
      "INVALID_ARGUMENT",
      /allowed: merge, squash, rebase; did you mean squash\?/,
      "--merge-method",
    ],
    [
      ["boxes", "get", "5", "--archived=maybe"],
      "INVALID_ARGUMENT",
      /--archived must be true or false/,
      "--archived",
    ],
    [["boxes", "get", "..", "5"], "INVALID_ARGUMENT", /userId can't be "\.\."/, undefined],
    [
      ["boxes", "get", "a", "5", "x"],
      "USAGE",
      /x belongs to no flag; this command takes 2 words: user-id box-id/,
      undefined,
    ],
    [
      ["boxes", "get", "5", "--marge-method", "squash"],
      "USAGE",
      /no flag --marge-method; did you mean --merge-method/,
      "--marge-method",
    ],
    [["boxes", "get", "5", "--archived", "--archived"], "USAGE", /given 2 times/, "--archived"],
    [["boxes", "get", "--box-id"], "USAGE", /--box-id needs a value/, "--box-id"],
    [["boxes", "get", "--box-id", "--archived"], "USAGE", /--box-id needs a value/, "--box-id"],
    [
      ["boxes", "get", "5", "--output", "jsn"],
      "USAGE",
      /allowed: json, table, ndjson, raw; did you mean json/,
      "--output",
    ],
    [["boxes", "get", "5", "--limit", "0"], "USAGE", /whole number above 0/, "--limit"],
    [["boxes", "get", "5", "--all"], "USAGE", /--all is for lists/, "--all"],
    [["boxes", "create"], "INVALID_ARGUMENT", /--title is required \(Shown on the lid\)/, "--title"],
    [
      ["boxes", "create", "--title", "T", "--address", "Bern"],
      "INVALID_ARGUMENT",
      /--address takes an object as JSON/,
      "--address",
    ],
    [["boxes", "create", "--input", "{"], "INVALID_ARGUMENT", /not JSON/, "--input"],
    [["boxes", "create", "--input", "-"], "USAGE", /nothing is piped/, "--input"],
    [
      ["boxes", "create", "--input", '{"title":"T","x":1}'],
      "INVALID_ARGUMENT",
      /--input: x is not a field/,
      undefined,
    ],
    [["boxes", "create", "--input", '["T"]', "--title", "x"], "USAGE", /can't be merged/, "--title"],
    [["boxes", "get", "5", "--input", "{}"], "USAGE", /no request body/, "--input"],
  ])("%j", async (argv, code, message, flag) => {
    const result = await sent(get, argv);
    expect(result.error).toMatchObject({
      code,
      connector: "acme",
      message: expect.stringMatching(message),
      retryable: false,
    });
    expect(result.error?.flag).toBe(flag);
    expect(result.exit).toBe(2);
    expect(result.out).toBe("");
    expect(result.count).toBe(0);
  });

  test.each<[string[], string]>([
    [
      ["boxes", "get", "5", "--merge-method", "squish"],
      "try: custom-acme boxes get --box-id 5 --merge-method squash",
    ],
    [["boxes", "get", "--archived"], "try: custom-acme boxes get --archived --box-id <integer>"],
    [["boxes", "create", "--labels", "a b"], "try: custom-acme boxes create --labels 'a b' --title <text>"],
    [["boxes", "get", "five"], "try: custom-acme boxes get --box-id <integer>"],
    [["boxes", "get", "5", "--limit", "0"], "custom-acme boxes get --help"],
  ])("the help of %j is %s", async (argv, help) => {
    expect((await sent(get, argv)).error?.help).toBe(help);
  });

  test.each<[string[], RegExp]>([
    [
      ["--title", "T", "--address.citty", "Bern"],
      /^there is no flag --address\.citty; did you mean --address\.city/,
    ],
    [
      ["--title", "T", "--price.discont", "5"],
      /^there is no flag --price\.discont; did you mean --price\.discount/,
    ],
  ])("%j: %s", async (words, message) => {
    const priced = {
      ...create,
      body: {
        ...(create.body ?? { contentType: "", encoding: "json", required: true }),
        type: {
          kind: "object",
          properties: [
            ...(create.body?.type.kind === "object" ? create.body.type.properties : []),
            {
              name: "price",
              type: {
                kind: "object",
                properties: [{ name: "discount", type: integer }],
                additional: { kind: "any" },
              },
            },
          ],
        },
      },
    } satisfies Operation;
    const { error, exit, out } = await runConnector(connectorOf([priced]), ["boxes", "create", ...words]);
    expect(error?.message).toMatch(message);
    expect([exit, out]).toEqual([2, ""]);
  });

  test("one value with commas for a list", async () => {
    const noted = await sent(get, ["boxes", "get", "5", "--label", "a,b"]);
    expect(noted.url).toBe("/users/me/boxes/5?label=a%2Cb");
    expect(noted.err).toContain('--label has one value, "a,b"; for several repeat the flag\n');
    const listed = operationOf("boxes.tag", {
      parameters: [
        parameterOf("tags", {
          type: { kind: "array", items: { kind: "string", enum: ["bug", "question"] } },
        }),
      ],
    });
    const refused = await sent(listed, ["boxes", "tag", "--tags", "bug,question"]);
    expect(refused.error).toMatchObject({
      code: "INVALID_ARGUMENT",
      help: "try: custom-acme boxes tag --tags bug --tags question",
    });
    expect(refused.count).toBe(0);
  });

  test.each([[["--file", "a b.png"]], [["--file=a b.png"]], [["a b.png"]]])(
    "a file body is named by --input, not by %j",
    async (words) => {
      const put = operationOf("boxes.paint", {
        method: "PUT",
        body: { contentType: "image/png", encoding: "raw", required: true, type: { kind: "file" } },
      });
      const { error } = await sent(put, ["boxes", "paint", ...words]);
      expect(error).toMatchObject({ code: "USAGE", help: "the file is --input '@a b.png'" });
    },
  );

  test("a corrected line keeps the global flags, and a shell reads it as it was meant", async () => {
    const { error } = await sent(get, [
      ...["boxes", "get", "5", "--merge-method", "squish", "--dry-run", "--account", "it's  mine"],
      ...["--fields=a,b", "--timeout", "9", "--output", "json"],
    ]);
    expect(shellWords(error?.help?.replace("try: ", "") ?? "")).toEqual([
      ...[
        "boxes",
        "get",
        "--box-id",
        "5",
        "--merge-method",
        "squash",
        "--dry-run",
        "--account",
        "it's  mine",
      ],
      ...["--fields", "a,b", "--timeout", "9", "--output", "json"],
    ]);
    const other = await sent(get, ["boxes", "get", "5", "--lable=a  b", "--account", "x y"]);
    expect(shellWords(other.error?.help?.replace("try: ", "") ?? "")).toEqual([
      ...["boxes", "get", "5", "--label=a  b", "--account", "x y"],
    ]);
  });

  test("the help of a wrong flag is the whole line corrected", async () => {
    const { error } = await sent(get, ["boxes", "get", "5", "--lable", "a b"]);
    expect(error?.help).toBe("try: custom-acme boxes get 5 --label 'a b'");
  });

  test.each([
    [["boxes", "gte", "5"], "try: custom-acme boxes get 5"],
    [["boxs", "get", "5", "--archived"], "try: custom-acme boxes get 5 --archived"],
    [["boxes", "show", "5"], "try: custom-acme boxes get 5"],
    [["get", "boxes", "5"], "try: custom-acme boxes get 5"],
    [["BoxesGet", "5"], "try: custom-acme boxes get 5"],
    [["boxes-get", "5"], "try: custom-acme boxes get 5"],
    [["box", "get", "5"], "try: custom-acme boxes get 5"],
    [["show", "box", "5"], "try: custom-acme boxes get 5"],
    [["boxes", "cre", "--title", "x"], meant("boxes create --title <title>", "'boxes cre'")],
    [["boxes", "make"], meant("boxes create --title <title>", "'boxes make'")],
    [["boxes", "creaet", "--title", "a b"], "try: custom-acme boxes create --title 'a b'"],
    [
      ["boxes", "set", "5"],
      "custom-acme boxes create --help shows whether it is meant; custom-acme --find 'boxes set 5' searches",
    ],
    [["boxes", "delete", "5"], meant("boxes get --box-id <n>", "'boxes delete 5'")],
    [["boxes.gett", "5"], "try: custom-acme boxes get 5"],
    [["zzz", "qqq"], "custom-acme lists commands; custom-acme --find 'zzz qqq' searches"],
    [["create", "--title", "a b"], meant("boxes create --title <title>", "create")],
  ])("the help of the unknown command %j is %s", async (argv, help) => {
    const result = await sent(get, argv);
    expect(result.error).toMatchObject({ code: "UNKNOWN_COMMAND", help });
    expect(result.exit).toBe(2);
  });
});

describe("bodies that nobody typed", () => {
  const open = (required: boolean) =>
    operationOf("boxes.touch", {
      method: "POST",
      body: {
        contentType: "application/json",
        encoding: "json",
        required,
        type: { kind: "object", properties: [{ name: "note", type: string }] },
      },
    });

  test("an optional body is left out", async () => {
    const { request } = await sent(open(false), ["boxes", "touch"]);
    expect(request?.body.length).toBe(0);
    expect(request?.headers["content-type"]).toBeUndefined();
    expect(request?.headers["content-length"]).toBe("0");
  });

  test("a required object that needs no member is {}", async () => {
    expect((await sent(open(true), ["boxes", "touch"])).body).toEqual({});
  });
});
