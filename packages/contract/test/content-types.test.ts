import { describe, expect, test } from "vitest";
import { buildRequest } from "../src/build-request.ts";
import { checkArguments } from "../src/check-arguments.ts";
import type { Body } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import { anything, operation } from "./support.ts";

const body = (contentType: string, encoding: Body["encoding"]): Body => ({
  ...{ contentType, encoding },
  required: true,
  type: anything,
});
const one = operation({
  method: "POST",
  body: body("application/json;v=1", "json"),
  otherBodies: [
    body("application/x-www-form-urlencoded", "form"),
    body("text/Plain; charset=UTF-8", "raw"),
    body("application/json;v=2", "json"),
    body("image/*", "raw"),
  ],
});

/** The header that is sent, or what keeps it from being sent. */
function sent(contentType: string, given: Json = "x"): string | undefined {
  const args = { body: given, contentType };
  const [problem] = checkArguments(one, {}, args);
  return problem?.message.slice(0, 13) ?? buildRequest(one, args).headers["content-type"];
}

describe("the media type that is sent", () => {
  test.each([
    ["application/json;v=1", "application/json;v=1"],
    ["application/json; V=2", "application/json;v=2"],
    ["Application/JSON", "application/json;v=1"],
    ["application/json; charset=utf-8", "application/json;v=1"],
    ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded"],
    ['application/x-www-form-urlencoded; charset="UTF-8"', "application/x-www-form-urlencoded"],
    ["text/plain", "text/Plain; charset=UTF-8"],
    ["image/PNG", "image/png"],
    ["image/svg+xml; charset=utf-8", "image/svg+xml"],
  ])("%s: as it is declared, %s", (given, header) => {
    expect(sent(given)).toBe(header);
  });

  test.each([
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=utf-8; charset=utf-7",
    "application/x-www-form-urlencoded; charset*=utf-7",
    'application/x-www-form-urlencoded; charset="ut\\f-8"',
    "text/plain; charset=utf-16",
    "text/plain; charset=ibm037",
    "application/json; v=3",
    "application/json; charset=utf-16",
    "image/png; charset=utf-7",
    "image/png; boundary=x",
    "image/*",
    "application/xml",
    "application/x-www-form-urlencoded, text/plain",
    "image/png\r\nx: y",
    "",
  ])("%j: refused, for the caller does not choose how a body is read", (given) => {
    expect(sent(given)).toBe("can't be sent");
  });

  test.each([
    ["image/tiff; application=faxbw", "image/tiff; application=faxbw"],
    ['text/plain; Charset="latin1"', "text/plain; charset=latin1"],
    ["image/png; boundary=x", "can't be sent"],
    ['image/png; x="a;b"', "can't be sent"],
    ["application/x-www-form-urlencoded; charset=utf-7", "can't be sent"],
  ])("%s of a file, which nobody has read: %s", (given, header) => {
    expect(sent(given, { $file: "f1" })).toBe(header);
  });
});
