import { expect, test } from "vitest";
import { type ApiProblem, apiProblems } from "../src/api-problems.ts";
import type { Json } from "../src/json.ts";

test.each<[string, Json, readonly ApiProblem[]]>([
  [
    "GitHub",
    {
      message: "Validation Failed",
      errors: [
        { resource: "Issue", field: "title", code: "missing_field" },
        { resource: "Issue", field: "assignees", code: "missing", value: "nobody" },
        { resource: "Label", field: "name", code: "already_exists" },
        { resource: "Issue", code: "custom", message: "No commits" },
      ],
    },
    [
      { path: ["title"], message: "is required", missing: true },
      { path: ["assignees"], message: "does not exist" },
      { path: ["name"], message: "already exists", exists: true },
    ],
  ],
  [
    "RFC 9457",
    {
      title: "Your request is not valid.",
      errors: [
        { detail: "must be a positive integer", pointer: "#/age" },
        { detail: "is unknown", parameter: "sort" },
      ],
    },
    [
      { path: ["age"], message: "must be a positive integer" },
      { path: ["sort"], message: "is unknown" },
    ],
  ],
  [
    "RFC 7807",
    { title: "Bad", "invalid-params": [{ name: "color", reason: "must be 'green' or 'red'" }] },
    [{ path: ["color"], message: "must be 'green' or 'red'" }],
  ],
  [
    "JSON:API",
    {
      errors: [
        { source: { pointer: "/data/attributes/first-name" }, title: "Invalid", detail: "Too short" },
        { source: { parameter: "include" }, detail: "Unknown" },
      ],
    },
    [
      { path: ["data", "attributes", "first-name"], message: "Too short" },
      { path: ["include"], in: "query", message: "Unknown" },
    ],
  ],
  [
    "FastAPI",
    {
      detail: [
        { loc: ["body", "items", 0, "price"], msg: "field required", type: "value_error.missing" },
        {
          type: "enum",
          loc: ["query", "sort"],
          msg: "Input should be 'a' or 'b'",
          ctx: { expected: "'a' or 'b'" },
        },
      ],
    },
    [
      { path: ["items", "0", "price"], in: "body", message: "field required", missing: true },
      { path: ["sort"], in: "query", message: "Input should be 'a' or 'b'" },
    ],
  ],
  [
    "Rails and Laravel",
    {
      message: "The given data was invalid.",
      errors: { email: ["has already been taken"], "address.city": ["can't be blank"] },
    },
    [
      { path: ["email"], message: "has already been taken", exists: true },
      { path: ["address", "city"], message: "can't be blank", missing: true },
    ],
  ],
  [
    "Django",
    { name: ["This field is required."] },
    [{ path: ["name"], message: "This field is required.", missing: true }],
  ],
  [
    "Stripe",
    {
      error: {
        type: "invalid_request_error",
        code: "resource_missing",
        message: "No such price",
        param: "items[0][price]",
      },
    },
    [{ path: ["items", "0", "price"], message: "No such price" }],
  ],
  [
    "Google",
    {
      error: {
        code: 400,
        message: "Invalid value",
        details: [
          {
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            fieldViolations: [{ field: "start.date", description: "is empty" }],
          },
        ],
      },
    },
    [{ path: ["start", "date"], message: "is empty" }],
  ],
  [
    "Box",
    {
      message: "Bad Request",
      context_info: { errors: [{ name: "folder", reason: "invalid_parameter", message: "Invalid value" }] },
    },
    [{ path: ["folder"], message: "Invalid value" }],
  ],
  [
    "express-validator",
    { errors: [{ type: "field", msg: "Invalid value", path: "email", location: "body" }] },
    [{ path: ["email"], in: "body", message: "Invalid value" }],
  ],
  [
    "ajv",
    {
      errors: [
        {
          instancePath: "/state",
          message: "must be equal to one of the allowed values",
          params: { allowedValues: ["open", "closed"] },
        },
      ],
    },
    [{ path: ["state"], message: "must be equal to one of the allowed values", allowed: ["open", "closed"] }],
  ],
  [
    "Microsoft",
    {
      error: {
        code: "BadArgument",
        message: "Several",
        details: [{ code: "NullValue", target: "phone", message: "must not be null" }],
      },
    },
    [{ path: ["phone"], message: "must not be null" }],
  ],
  ["a sentence alone", { message: "Bad credentials", status: 401 }, []],
  ["a path that is no value's", { path: "/v1/boxes", error: "Not Found", status: 404 }, []],
  ["names of what it is about", { error: { name: "NotFoundError", message: "gone" } }, []],
  ["texts", { errors: ["No commits"] }, []],
  ["nothing", null, []],
])("%s", (_, body, expected) => {
  expect(apiProblems(body)).toEqual(expected);
});

test("an answer of any size or depth is read in bounds", () => {
  let deep: Json = { field: "a", message: "b" };
  for (let level = 0; level < 5000; level++) deep = { errors: [deep] };
  expect(apiProblems(deep)).toEqual([]);
  const many = { errors: Array.from({ length: 5000 }, () => ({ field: "a", message: "b" })) };
  expect(apiProblems(many)).toHaveLength(20);
});
