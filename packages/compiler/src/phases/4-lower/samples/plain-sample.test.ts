import { expect, test } from "vitest";
import { isPlain } from "./plain-sample.ts";

test.each([
  [{ email: "jane.doe@mail.acme.com" }, false],
  [{ email: "ada@example.com" }, true],
  [{ email: "ada@acme.test" }, true],
  [{ card: "4111111111111111" }, false],
  [{ number: "4111 1111 1111 1111" }, false],
  [{ pin: "4821" }, false],
  [{ shipping: "express" }, true],
  [{ licensee: "sk_hk71kco54zGSGvF9eXXrvvnMOLLNh" }, false],
  [{ url: "https://hooks.acme.com/services/T000/B000/x" }, false],
  [{ url: "https://acme.com/api/webhooks/123/abc" }, false],
  [{ url: "https://acme.com/boxes/7" }, true],
  [{ id: "pi_3MtwBwLkdIwHu7ix28a3tqPa" }, true],
  [{ name: "hello-world" }, true],
])("%j", (value, plain) => {
  expect(isPlain(value as never)).toBe(plain);
});
