import { describe, expect, test } from "vitest";
import { stringType } from "./type-algebra.ts";

/** Real descriptions of documents, that say how bytes are written, or only seem to. */
const inBase64 = [
  "The new file content, using Base64 encoding.",
  "Binary image content, base64 encoded.",
  "The binary to be sent to the end device, encoded in base64.",
  "A base64encoded representation of the certificate pfx file.",
  "pdf file encoded as base64 format string",
];
const inSomethingElse = [
  "The encoding used for `content`. Currently, `utf-8` and `base64` are supported.",
  "Base64-url-safe-encoded config data.",
  "The actual bytes of the image in a base64url encoded string.",
  "The message. For text mode up to 160 characters, for binary mode bytes encoded using base64.",
  "Only one of body, base64Body and bodyFileName may be specified.",
  "The text.",
];

describe("a string whose description says that it is bytes in base64", () => {
  test.each(inBase64)("takes a file: %s", (description) => {
    expect(stringType({ type: "string", description }, [])).toMatchObject({ encoding: "base64" });
  });

  test.each(inSomethingElse)("takes none: %s", (description) => {
    expect(stringType({ type: "string", description }, [])).not.toHaveProperty("encoding");
  });

  test("takes none where its schema says what it is", () => {
    const description = "Base64 encoded.";
    expect(stringType({ type: "string", description, format: "uuid" }, [])).not.toHaveProperty("encoding");
    expect(stringType({ type: "string", description }, ["utf-8", "base64"])).not.toHaveProperty("encoding");
    expect(stringType({ type: "string", description, format: "byte" }, [])).toMatchObject({
      encoding: "base64",
    });
  });
});
