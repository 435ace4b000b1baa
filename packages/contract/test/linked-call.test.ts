import { expect, test } from "vitest";
import {
  type Arguments,
  type Json,
  type Link,
  linkedCall,
  linkedLine,
  type Operation,
} from "../src/index.ts";

const base = {
  summary: "",
  access: "read",
  destructive: false,
  sensitive: false,
  idempotent: true,
  method: "GET",
  server: "default",
  scopes: [],
  response: { kind: "json", fields: [], known: [] },
  examples: [],
} as const;
const text = (name: string, more: object = {}) =>
  ({ in: "path", name, required: true, type: { kind: "string" }, ...more }) as const;

const list: Operation = {
  ...base,
  id: "issues.list",
  path: "/repos/{owner}/issues",
  parameters: [text("owner", { default: "octocat" })],
};
const get: Operation = {
  ...base,
  id: "issues.get",
  path: "/repos/{owner}/issues/{issue_number}",
  parameters: [text("owner"), text("issue_number")],
};
const link: Link = {
  operation: "issues.get",
  arguments: [
    { in: "path", name: "owner", from: { argument: { in: "path", name: "owner" } } },
    { in: "path", name: "issue_number", from: { pointer: "/number" } },
  ],
};
const called = (answer?: Json, args: Arguments = { path: { owner: "hubot" } }) =>
  linkedCall(link, get, list, args, answer);
const line = (answer?: Json, args?: Arguments) => linkedLine("demo", get, {}, called(answer, args));

test("takes arguments of the call and members of the answer, in the types of the target", () => {
  expect(called({ number: 7 })).toEqual({
    arguments: { path: { owner: "hubot", issue_number: "7" } },
    unknown: [],
  });
});

test("takes a segment of a URL, counted from its end", () => {
  const from = (pointer: string): Link => ({
    operation: "issues.get",
    arguments: [{ in: "path", name: "owner", from: { pointer } }],
  });
  const of = (url: Json, pointer = "/url/-2") => linkedCall(from(pointer), get, list, {}, { url });
  const open = { arguments: {}, unknown: [{ in: "path", name: "owner", place: "owner" }] };
  expect(of("https://api.acme.example/repos/hubot/tools").arguments).toEqual({ path: { owner: "hubot" } });
  expect(of({ "-2": "hubot" }).arguments).toEqual({ path: { owner: "hubot" } });
  for (const url of [
    "https://acme.example/tools",
    "https://acme.example/../x",
    "https://a/%2e%2e/x",
    "hubot/x",
    7,
  ])
    expect(of(url)).toEqual(open);
  expect(of("https://acme.example/a/b", "/url/-0").unknown).toHaveLength(1);
});

test("counts a default as given", () => {
  expect(line({ number: 7 }, {})).toBe("custom-demo issues get --owner octocat --issue-number 7");
});

test("leaves a place for what is unknown", () => {
  expect(line()).toBe("custom-demo issues get --owner hubot --issue-number <number>");
  expect(line({ title: "none" })).toContain("--issue-number <number>");
});

test.each<[string, Json]>([
  ["an object", { a: 1 }],
  ["a list", [1]],
  ["null", null],
  ["nothing", ""],
  ["a step of a path", ".."],
  ["a line end", "7\nrm -rf"],
  ["what nobody sees", "7\u202e"],
  ["a text", "x".repeat(201)],
])("takes no value that is %s", (_, number) => {
  expect(line({ number })).toContain("--issue-number <number>");
});

test("what an API says stays one word of the shell", () => {
  expect(line({ number: "$(id); --all" })).toBe(
    "custom-demo issues get --owner hubot --issue-number '$(id); --all'",
  );
  expect(line({ number: "--all" })).toContain("--issue-number=--all");
});

test("global flags come before the places", () => {
  expect(linkedLine("demo", get, {}, called(), ["--account", "work"])).toBe(
    "custom-demo issues get --owner hubot --account work --issue-number <number>",
  );
});

test("an argument that was not given and need not be is left out", () => {
  const branch = { in: "query", name: "branch" } as const;
  const more: Link = {
    ...link,
    arguments: [...link.arguments, { in: "query", name: "ref", from: { argument: branch } }],
  };
  const open: Operation = {
    ...get,
    parameters: [...get.parameters, { in: "query", name: "ref", type: { kind: "string" } }],
  };
  const args = (given: Arguments) => linkedCall(more, open, list, given, { number: 7 }).arguments;
  expect(args({ path: { owner: "hubot" } }).query).toBeUndefined();
  expect(args({ path: { owner: "hubot" }, query: { branch: "main" } }).query).toEqual({ ref: "main" });
});
