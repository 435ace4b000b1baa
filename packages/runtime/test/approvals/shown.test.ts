import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Arguments,
  type Connector,
  checkArguments,
  type EnvelopeFile,
  outgoingRequest,
  resolvedArguments,
  withBody,
} from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { expectGoldens } from "../../../compiler/test/support/golden.ts";
import { inWords } from "../../src/approvals/approval-words.ts";
import { shownRequest } from "../../src/approvals/shown-request.ts";
import { compileSpec } from "../support/compile-connector.ts";

interface Call {
  readonly operation: string;
  readonly arguments: Arguments;
  readonly files?: readonly EnvelopeFile[];
  /** Labels, the first of them the one that was chosen. */
  readonly accounts?: readonly string[];
  readonly baseUrl: string;
  /** A text that is repeated in the place of `{MANY}`: what is long would not be read here. */
  readonly many?: { readonly text: string; readonly times: number };
}

const root = join(import.meta.dirname, "shown");

describe.each(readdirSync(root))("shown: %s", (name) => {
  const { words, request } = show(join(root, name));

  test("as recorded", () => {
    const files = { "words.txt": `${words}\n`, "request.json": `${JSON.stringify(request, null, 2)}\n` };
    expectGoldens({ folder: join(root, name, "_expected"), files, suite: "packages/runtime/test/approvals" });
  });

  test("nothing in it made a line, or can't be seen", () => {
    const lines = words.split("\n");
    const rest = request.moreFiles > 0 ? 1 : 0;
    expect(lines).toHaveLength(2 + request.arguments.length + request.files.length + rest);
    expect(words.replaceAll("\n", "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\u2800]|(?! )\p{Z}/u);
    expect(words.slice(lines[0]?.length)).not.toMatch(/\S {9}/);
    // A value ends where its line does.
    for (const line of lines.slice(2))
      expect(line).toMatch(/^ {2}(path|query|header|cookie|body|contentType|file |and )/);
  });
});

function show(folder: string) {
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  const { files: compiled } = compileSpec(read("connector.yaml"));
  const text = compiled.find(({ path }) => path === "connector.json")?.text ?? "";
  const connector = JSON.parse(text) as Connector;
  const json = JSON.parse(read("call.json")) as Call;
  const { many } = json;
  const whole = many === undefined ? "" : JSON.stringify(many.text.repeat(many.times)).slice(1, -1);
  const call = JSON.parse(read("call.json").replaceAll("{MANY}", () => whole)) as Call;
  const stated = connector.operations[call.operation];
  if (stated === undefined) throw new Error("no such operation");
  const operation = withBody(stated, call.arguments.contentType);
  // A case is of a request that would be sent.
  expect(checkArguments(operation, connector.types, call.arguments)).toEqual([]);
  const [account, ...beside] = (call.accounts ?? []).map((label) => ({ id: label, label }));
  const request = shownRequest(
    {
      session: {} as never,
      slug: connector.slug,
      connector: {} as never,
      operation,
      account: account ?? null,
      beside,
      arguments: resolvedArguments(operation, call.arguments),
      files: call.files ?? [],
      request: outgoingRequest(connector, operation, call.arguments),
      baseUrl: call.baseUrl,
    },
    connector,
  );
  return { request, words: inWords(request) };
}
