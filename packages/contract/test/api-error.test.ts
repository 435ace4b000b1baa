import { describe, expect, test } from "vitest";
import { apiError } from "../src/api-error.ts";
import type { ErrorRule } from "../src/connector.ts";
import type { Json } from "../src/json.ts";

const now = Date.UTC(2026, 0, 1, 12, 0, 0);

function judge(
  status: number,
  body?: Json,
  headers: Record<string, string> = {},
  rules: readonly ErrorRule[] = [],
) {
  return apiError(rules, { status, headers, body }, now);
}

describe("codes of statuses", () => {
  test.each([
    [400, "INVALID_REQUEST"],
    [401, "REAUTH_REQUIRED"],
    [403, "FORBIDDEN"],
    [404, "NOT_FOUND"],
    [405, "API_ERROR"],
    [409, "CONFLICT"],
    [410, "NOT_FOUND"],
    [418, "API_ERROR"],
    [422, "INVALID_REQUEST"],
    [429, "RATE_LIMITED"],
    [500, "SERVER_ERROR"],
    [502, "SERVER_ERROR"],
    [503, "SERVER_ERROR"],
    [599, "SERVER_ERROR"],
  ])("%i is %s, and says so where the API says nothing", (status, code) => {
    expect(judge(status)).toEqual({ code, message: `the API answered ${status}` });
  });

  test.each([200, 201, 204, 206, 304])("%i is no error, whatever the body holds", (status) => {
    expect(judge(status, { error: "x", message: "y", errors: [1] })).toBeUndefined();
  });

  test.each([{ "retry-after": "5" }, { "x-ratelimit-remaining": "0" }, { "ratelimit-remaining": "0" }])(
    "403 with %j is a spent quota",
    (headers) => {
      expect(judge(403, undefined, headers)?.code).toBe("RATE_LIMITED");
    },
  );

  test("403 with some of the quota left is what it says", () => {
    expect(judge(403, undefined, { "x-ratelimit-remaining": "10", "x-ratelimit-reset": "1" })?.code).toBe(
      "FORBIDDEN",
    );
  });
});

describe("rules for answers that only look like success", () => {
  const slack: ErrorRule = {
    when: { pointer: "/ok", equals: false },
    code: "/error",
    map: { invalid_auth: "AUTH_REQUIRED", ratelimited: "RATE_LIMITED" },
  };

  test("apply by value, and map the API's code to ours", () => {
    expect(judge(200, { ok: false, error: "invalid_auth" }, {}, [slack])).toEqual({
      code: "AUTH_REQUIRED",
      message: "invalid_auth",
      apiCode: "invalid_auth",
    });
    expect(judge(200, { ok: false, error: "channel_not_found" }, {}, [slack])).toEqual({
      code: "API_ERROR",
      message: "channel_not_found",
      apiCode: "channel_not_found",
    });
    expect(judge(200, { ok: false, error: "ratelimited" }, { "retry-after": "3" }, [slack])).toMatchObject({
      code: "RATE_LIMITED",
      retryAfter: 3,
    });
  });

  test("do not apply to another value, nor to no body", () => {
    expect(judge(200, { ok: true, error: "x" }, {}, [slack])).toBeUndefined();
    expect(judge(200, { ok: 0 }, {}, [slack])).toBeUndefined();
    expect(judge(200, undefined, {}, [slack])).toBeUndefined();
  });

  test("without a value any but null and false will do; the first that applies counts", () => {
    const rules: ErrorRule[] = [
      {
        when: { pointer: "/errors/0" },
        code: "/errors/0/code",
        message: "/errors/0/text",
        map: { "7": "NOT_FOUND" },
      },
      { when: { pointer: "/errors" }, map: {} },
    ];
    expect(judge(200, { errors: [{ code: 7, text: "no such thing" }] }, {}, rules)).toEqual({
      code: "NOT_FOUND",
      message: "no such thing",
      apiCode: "7",
    });
    expect(judge(200, { errors: [] }, {}, rules)).toEqual({
      code: "API_ERROR",
      message: "the API answered 200",
    });
    expect(judge(200, { errors: null }, {}, rules)).toBeUndefined();
    expect(judge(200, { errors: false }, {}, rules)).toBeUndefined();
  });

  test("compare objects and lists by their content", () => {
    const rule: ErrorRule = { when: { pointer: "/result", equals: [] }, map: {} };
    expect(judge(200, { result: [] }, {}, [rule])?.code).toBe("API_ERROR");
    expect(judge(200, { result: [1] }, {}, [rule])).toBeUndefined();
  });

  test("refine an error's status too; an unmapped code leaves it to the status", () => {
    const rule: ErrorRule = {
      when: { pointer: "/error" },
      code: "/error",
      map: { token_expired: "REAUTH_REQUIRED" },
    };
    expect(judge(403, { error: "token_expired" }, {}, [rule])?.code).toBe("REAUTH_REQUIRED");
    expect(judge(404, { error: "nothing" }, {}, [rule])?.code).toBe("NOT_FOUND");
    expect(judge(404, { error: "constructor" }, {}, [rule])?.code).toBe("NOT_FOUND");
  });
});

describe("messages in the shapes that APIs use", () => {
  test.each<[string, number, Json, { message: string; apiCode?: string }]>([
    [
      "RFC 9457",
      403,
      {
        type: "https://acme.test/out-of-credit",
        title: "Out of credit.",
        detail: "Your balance is 30.",
        status: 403,
      },
      { message: "Your balance is 30." },
    ],
    ["RFC 9457, title alone", 404, { title: "Gone fishing", status: 404 }, { message: "Gone fishing" }],
    [
      "RFC 6749",
      400,
      { error: "invalid_grant", error_description: "The code has expired." },
      { message: "The code has expired.", apiCode: "invalid_grant" },
    ],
    [
      "GitHub",
      422,
      {
        message: "Validation Failed",
        errors: [
          { resource: "Issue", field: "title", code: "missing_field" },
          { resource: "Issue", field: "body", message: "is too long" },
        ],
        documentation_url: "https://docs.github.com",
      },
      { message: "Validation Failed" },
    ],
    [
      "GitHub, texts",
      422,
      { message: "Not possible", errors: ["No commits"] },
      { message: "Not possible (No commits)" },
    ],
    [
      "Google",
      403,
      {
        error: {
          code: 403,
          message: "The caller does not have permission",
          status: "PERMISSION_DENIED",
          errors: [{}],
        },
      },
      { message: "The caller does not have permission", apiCode: "PERMISSION_DENIED" },
    ],
    [
      "Stripe",
      404,
      {
        error: {
          type: "invalid_request_error",
          code: "resource_missing",
          message: "No such customer",
          param: "id",
        },
      },
      { message: "No such customer", apiCode: "resource_missing" },
    ],
    [
      "Stripe, without a code",
      400,
      { error: { type: "invalid_request_error", message: "Missing a parameter" } },
      { message: "Missing a parameter", apiCode: "invalid_request_error" },
    ],
    ["Slack", 429, { ok: false, error: "ratelimited" }, { message: "ratelimited", apiCode: "ratelimited" }],
    [
      "Notion",
      400,
      { object: "error", status: 400, code: "validation_error", message: "body failed validation" },
      { message: "body failed validation", apiCode: "validation_error" },
    ],
    [
      "JSON:API",
      422,
      { errors: [{ title: "Invalid", detail: "Too short" }, { detail: "Too long" }] },
      { message: "Too short; Too long" },
    ],
    ["Trello", 401, "invalid key", { message: "invalid key" }],
    ["a list", 400, ["first", { message: "second" }, "third", "fourth"], { message: "first; second; third" }],
    [
      "a number as the code",
      404,
      { code: 1004, message: "Unknown" },
      { message: "Unknown", apiCode: "1004" },
    ],
    ["only a code", 400, { code: "bad" }, { message: "bad", apiCode: "bad" }],
    ["nothing of use", 400, { foo: "bar", message: "", error: {} }, { message: "the API answered 400" }],
    ["blank text", 500, "  ", { message: "the API answered 500" }],
  ])("%s", (_, status, body, expected) => {
    const { code, ...found } = judge(status, body) ?? {};
    expect(code).toBeDefined();
    expect(found).toEqual(expected);
  });

  test("deep or endless nesting is not followed", () => {
    let body: Json = "deep";
    for (let level = 0; level < 5000; level++) body = { error: body };
    expect(judge(400, body)).toEqual({ code: "INVALID_REQUEST", message: "the API answered 400" });
  });

  test("what is inherited is not an answer", () => {
    const rule: ErrorRule = { when: { pointer: "/constructor" }, map: {} };
    expect(judge(200, {}, {}, [rule])).toBeUndefined();
  });
});

describe("a message that is kept by name", () => {
  test.each<[Json, string]>([
    [{ message: { base: ["Reference not found"] } }, "base: Reference not found"],
    [
      { message: { name: ["is required", "is short"], at: ["is past"] } },
      "name: is required, is short; at: is past",
    ],
    [{ message: { base: [] } }, "the API answered 400"],
    [{ message: { base: "x", code: 4 } }, "the API answered 400"],
  ])("%j", (body, message) => {
    expect(judge(400, body)?.message).toBe(message);
  });
});

test.each<[Json, string | undefined]>([
  [{ code: 7, text: "Invalid number" }, "Invalid number"],
  [{ code: "0", text: "as text it is another" }, "as text it is another"],
  [{ code: 0, text: "OK" }, undefined],
  [{ code: null, text: "OK" }, undefined],
  [{ text: "OK" }, undefined],
  [[], undefined],
])("a rule for anything but 0: %j", (body, message) => {
  const rule: ErrorRule = { when: { pointer: "/code", not: 0 }, code: "/code", message: "/text", map: {} };
  expect(judge(200, body, {}, [rule])?.message).toBe(message);
});
