import type { Operation, Pagination } from "@specwire/contract";
import { expect, test } from "vitest";
import { connectorOf, operationOf, parameterOf } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

function list(pagination: Pagination | undefined, more: Partial<Operation> = {}): Operation {
  return operationOf("boxes.list", {
    parameters: [parameterOf("page", { type: { kind: "integer" } }), parameterOf("cursor")],
    response: { kind: "json", items: "/items", fields: [], known: [] },
    ...(pagination && { pagination }),
    ...more,
  });
}

test.each<[string, Pagination, string]>([
  ["page", { kind: "page", into: { in: "query", name: "page" }, start: 1 }, ""],
  ["cursor", { kind: "cursor", next: { pointer: "/next" }, into: { in: "query", name: "cursor" } }, "c1"],
])("a page that comes again is left out, and said: %s", async (_, pagination, next) => {
  const recorder = await startRecorder(replyJson({ items: [{ id: 1 }, { id: 2 }], next }));
  for (const output of ["json", "ndjson", "raw"]) {
    const argv = ["boxes", "list", "--all", "--output", output];
    const env = { ACME_BASE_URL: recorder.url };
    const ran = await runConnector(connectorOf([list(pagination)]), argv, { env });
    expect(ran.out.match(/"id"/g)).toHaveLength(2);
    expect(ran.err).toMatch(/^2 items\. Stopped: the API gave the same page again/);
  }
  expect(recorder.requests).toHaveLength(6);
});

test("--all and --limit where only the API has something of that name", async () => {
  const recorder = await startRecorder(replyJson({ items: [{ id: 1 }, { id: 2 }] }));
  const env = { ACME_BASE_URL: recorder.url };
  const parameters = [parameterOf("all", { type: { kind: "boolean" } }), parameterOf("limit")];
  const run = (argv: string[], more: Partial<Operation> = {}) =>
    runConnector(connectorOf([list(undefined, { parameters, ...more })]), ["boxes", "list", ...argv], {
      env,
    });
  expect((await run(["--all"])).error).toMatchObject({
    code: "USAGE",
    message: "--all has no effect: this command has no pages; did you mean --query.all?",
  });
  expect(recorder.requests).toHaveLength(0);
  const cut = await run(["--limit", "1"]);
  expect(cut.err).toMatch(
    /^--limit cuts the list here, after the answer; the API's own is --query\.limit\.\n/,
  );
  expect((await run(["--query.all", "--query.limit", "3"])).error).toBeUndefined();
  expect((await run(["--all"], { parameters: [] })).error).toBeUndefined();
  const single = { response: { kind: "json", fields: [], known: [] } } as const;
  expect((await run(["--limit", "1"], single)).error?.message).toMatch(/did you mean --query\.limit/);
});
