import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Field, Operation, Parameter } from "@specwire/contract";
import { operationOf, parameterOf, string } from "./connector.ts";

const home = join(import.meta.dirname, "../find");

/** Something that somebody looks for, and the operations that are right. */
export interface Intent {
  readonly api: string;
  readonly intent: string;
  readonly right: readonly string[];
  readonly kind: string;
  /** Kept back while the search was made; strict: its right operations as well. */
  readonly held?: true;
  readonly strict?: boolean;
}

export const intents: readonly Intent[] = JSON.parse(
  readFileSync(join(home, "intents.json"), "utf8"),
) as Intent[];

/** By the name of the API: its operations, reduced to what a search reads. */
export const apis: Readonly<Record<string, readonly Operation[]>> = Object.fromEntries(
  readdirSync(join(home, "apis")).map((file) => [
    file.replace(".tsv", ""),
    readFileSync(join(home, "apis", file), "utf8")
      .trimEnd()
      .split("\n")
      .map(operationIn),
  ]),
);

function operationIn(line: string): Operation {
  const [id = "", method = "", list, path = "", summary = "", parameters = "", body = "", description = ""] =
    line.split("\t");
  const properties = words(body).map(fieldIn);
  return operationOf(id, {
    method: method as Operation["method"],
    path,
    summary,
    description,
    parameters: words(parameters).map((word) => parameterIn(word, path)),
    ...(properties.length > 0 && {
      body: {
        contentType: "application/json",
        encoding: "json",
        required: false,
        type: { kind: "object", properties },
      },
    }),
    response: { kind: "json", fields: [], known: [], ...(list && { items: "" }) },
  });
}

function words(text: string): string[] {
  return text.split(" ").filter(Boolean);
}

function parameterIn(word: string, path: string): Parameter {
  const [marked = "", values] = word.split("=");
  const name = marked.replace("*", "");
  return parameterOf(name, {
    in: path.includes(`{${name}}`) ? "path" : "query",
    type: textOf(values),
    ...(marked !== name && { required: true as const }),
  });
}

function fieldIn(word: string): Field {
  const [name = "", values] = word.split("=");
  return { name, type: textOf(values) };
}

function textOf(values: string | undefined): Field["type"] {
  return values ? { kind: "string", enum: values.split("|") } : string;
}
