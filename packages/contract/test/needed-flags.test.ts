import { describe, expect, test } from "vitest";
import type { ArgumentType, Field } from "../src/argument-type.ts";
import type { Body, Operation, Parameter } from "../src/connector.ts";
import { flagsOf } from "../src/flags.ts";
import { commandOutline, neededFlags, needsInput } from "../src/needed-flags.ts";
import { field, object, operation, path, query, text, whole } from "./support.ts";

const required = (one: Parameter): Parameter => ({ ...one, required: true });
const must = (name: string, type: ArgumentType = text): Field => ({ ...field(name), type, required: true });
const json = (type: ArgumentType, more: Partial<Body> = {}): Partial<Operation> => ({
  body: { contentType: "application/json", encoding: "json", required: true, type, ...more },
});
const outline = (parts: Partial<Operation>) =>
  commandOutline("acme", operation({ id: "things.do", ...parts }), {});

describe("the flags that a call needs", () => {
  test.each<[string, Partial<Operation>, string]>([
    ["none", { parameters: [query("q")] }, ""],
    [
      "parameters without a default",
      {
        parameters: [required(path("id")), required({ ...path("me"), default: "me" }), required(query("q"))],
      },
      "--id <id> --q <q>",
    ],
    [
      "what is fixed has no flag",
      {
        parameters: [required({ ...query("v"), fixed: "2" })],
        ...json(object(must("a")), { fixed: { a: 1 } }),
      },
      "",
    ],
    ["members of a body that is needed", json(object(must("title"), field("note"))), "--title <title>"],
    [
      "no member of one that a read or a removal may have",
      json(object(must("title")), { required: false }),
      "",
    ],
    [
      "what a write can't do without, also of a body that its document lets out",
      {
        method: "POST",
        ...json(object(must("name"), must("parent", object(must("id"))), field("note")), { required: false }),
      },
      "--name <name> --parent.id <id>",
    ],
    [
      "no member that the connector brings",
      json(object(must("a"), must("b")), { default: { a: 1 } }),
      "--b <b>",
    ],
    [
      "of nested ones the innermost",
      json(object(must("address", object(must("city"), field("zip"))), must("name"))),
      "--address.city <city> --name <name>",
    ],
    ["nothing below what is optional", json(object({ ...field("address"), type: object(must("city")) })), ""],
    [
      "a place that says the kind",
      json(object(must("n", whole), must("on", { kind: "boolean" }))),
      "--n <n> --on",
    ],
    [
      "a few plain values to choose from",
      json(object(must("state", { kind: "string", enum: ["open", "closed"] }))),
      "--state <open|closed>",
    ],
    [
      "no values that could be more than words",
      json(object(must("state", { kind: "string", enum: ["open", "`rm -rf`"] }))),
      "--state <state>",
    ],
    ["a list by its items", json(object(must("ids", { kind: "array", items: whole }))), "--ids <n>"],
    ["a body without members", json({ kind: "array", items: text }), "--input <json>"],
    ["bytes", json({ kind: "file" }, { encoding: "raw", contentType: "image/png" }), "--input @<file>"],
    ["text as it is", json(text, { encoding: "raw", contentType: "text/plain" }), "--input <text|@file>"],
    ["no body that the connector brings", json({ kind: "array", items: text }, { default: [] }), ""],
  ])("%s", (_, parts, flags) => {
    expect(outline(parts)).toBe(["custom-acme things do", flags].filter(Boolean).join(" "));
  });

  test("are in the order of all flags, and agree with the outline", () => {
    const one = operation({
      parameters: [required(query("b")), required(query("a"))],
      ...json(object(must("c"))),
    });
    const flags = flagsOf(one, {});
    expect(neededFlags(one, flags).map(({ name }) => name)).toEqual(["b", "a", "c"]);
    expect(needsInput(one, flags)).toBe(false);
  });
});
