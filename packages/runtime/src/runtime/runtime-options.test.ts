import { expect, test } from "vitest";
import { checkPublicUrl } from "./runtime-options.ts";

test.each([
  ["https://app.example.com", "https://app.example.com/"],
  ["https://app.example.com/agents/", "https://app.example.com/agents/"],
  ["http://127.0.0.1:3000", "http://127.0.0.1:3000/"],
  ["http://localhost:3000/x", "http://localhost:3000/x/"],
])("%s is where a host is reached", (given, url) => {
  expect(checkPublicUrl(given)).toBe(url);
});

test.each([
  "http://app.example.com",
  "https://user:pass@app.example.com",
  "https://app.example.com/?",
  "https://app.example.com/#x",
  "ftp://app.example.com",
  "app.example.com",
  "",
  undefined as unknown as string,
])("%s is not", (given) => {
  expect(() => checkPublicUrl(given)).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
});
