import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { specsFolder } from "../support/compiled.ts";
import { type JudgedRequest, openApiJudge } from "../support/openapi-judge.ts";
import type { PlayedExamples } from "../support/play-examples.ts";

const folder = join(specsFolder, "github");
const read = (path: string) => readFileSync(join(folder, path), "utf8");
const judge = openApiJudge(read("openapi/api.github.com.json"), ["path", "ref"]);
const { examples } = JSON.parse(read("_expected/requests.json")) as PlayedExamples;

/** Written out in the spec, because GitHub's document lacks it. */
const notInTheDocument = ["contents.list-root"];

describe("what GitHub's examples send is what its own document asks for", () => {
  const ids = Object.keys(examples).filter((id) => !notInTheDocument.includes(id));

  test.each(ids)("%s", (id) => {
    for (const request of examples[id] ?? []) expect(judge(request)).toEqual([]);
  });

  test.each(notInTheDocument)("%s is not in the document", (id) => {
    for (const request of examples[id] ?? [])
      expect(judge(request)).toEqual([expect.stringMatching(/^no GET/)]);
  });
});

describe("the judge", () => {
  const issue: JudgedRequest = {
    method: "POST",
    url: "/repos/octocat/hello-world/issues",
    headers: { "content-type": "application/json" },
    body: { title: "A title" },
  };
  const issues: JudgedRequest = {
    method: "GET",
    url: "/repos/octocat/hello-world/issues?page=2",
    headers: {},
  };

  test("has nothing against good requests", () => {
    expect([...judge(issue), ...judge(issues)]).toEqual([]);
  });

  test.each<[string, JudgedRequest]>([
    ["an unknown path", { ...issues, url: "/repos/octocat/hello-world/issue" }],
    ["an unknown method", { ...issue, method: "PUT" }],
    ["an unknown query parameter", { ...issues, url: `${issues.url}&stat=open` }],
    ["a text for a number", { ...issues, url: "/repos/octocat/hello-world/issues?page=two" }],
    ["a value that is not listed", { ...issues, url: "/repos/octocat/hello-world/issues?state=opened" }],
    ["a missing query parameter", { ...issues, url: "/search/issues" }],
    ["a text in a path for a number", { ...issues, url: "/repos/octocat/hello-world/issues/one" }],
    ["a missing body", { method: "POST", url: issue.url, headers: {} }],
    ["a missing member", { ...issue, body: { body: "No title" } }],
    ["a member of another type", { ...issue, body: { title: "A title", labels: "bug" } }],
    ["another content type", { ...issue, headers: { "content-type": "application/x-www-form-urlencoded" } }],
  ])("refuses %s", (_, request) => {
    expect(judge(request)).not.toEqual([]);
  });
});
