import { describe, expect, test } from "vitest";
import { Markers } from "./markers.ts";

const markers = new Markers();
const secret = markers.plant("token");
const key = Buffer.from("00ff3a7b9c1d2e4f5061728394a5b6c7d8e9fa0b1c2d3e4f506172839405b6c7", "hex");
markers.watch("key", key);

describe("a secret is found", () => {
  test.each([
    ["as it is", `Bearer ${secret}.`, "plain"],
    ["cut off", `Bearer ${secret.slice(0, 14)}…`, "plain"],
    ["in a URL", `https://a.example/?t=${encodeURIComponent(secret)}`, "plain"],
    ["in hex", Buffer.from(`x${secret}`).toString("hex"), "hex"],
    ["in a bytea of PostgreSQL", `\\x${Buffer.from(secret).toString("hex")}`, "hex"],
    ["in UTF-16", Buffer.from(secret, "utf16le"), "UTF-16"],
    ["in base64", Buffer.from(secret).toString("base64"), "base64"],
    ["in base64 behind one byte", Buffer.from(`a${secret}b`).toString("base64"), "base64"],
    ["as the password of Basic", Buffer.from(`client:id${secret}`).toString("base64"), "base64"],
    ["in base64url", Buffer.from(`ab${secret}cd`).toString("base64url"), "base64"],
  ])("%s", (_, output, writing) => {
    expect(markers.leaksIn("here", output)).toContainEqual({ secret: "token", place: "here", writing });
  });

  test.each([
    ["raw", Buffer.concat([Buffer.from("x"), key, Buffer.from("y")]), "plain"],
    ["in hex", key.toString("hex"), "hex"],
    ["in base64", key.toString("base64"), "base64"],
    ["in base64url", key.toString("base64url"), "base64"],
  ])("when it is bytes, %s", (_, output, writing) => {
    expect(markers.leaksIn("here", output)).toContainEqual({ secret: "key", place: "here", writing });
  });
});

test("another secret is not", () => {
  const other = new Markers().plant("other");
  expect(markers.leaksIn("here", `${other} ${Buffer.from(other).toString("base64")}`)).toEqual([]);
});
