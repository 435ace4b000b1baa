import { describe, expect, test } from "vitest";
import type { AuthScheme, Placement } from "../src/auth.ts";
import type { HttpRequest } from "../src/build-request.ts";
import { placeCredential, type Secrets } from "../src/place-credential.ts";

const request: HttpRequest = {
  method: "GET",
  path: "/things",
  query: [["q", "1"]],
  headers: { "x-a": "b" },
  body: { kind: "none" },
};

function scheme(...placements: Placement[]): AuthScheme {
  const ids = [...new Set(placements.flatMap((placement) => placement.slots))];
  return {
    id: "keys",
    type: "api_key",
    slots: ids.map((id) => ({ id, env: id.toUpperCase(), label: id })),
    placements,
  };
}

function placed(placement: Partial<Placement>, secret: string, base: HttpRequest = request): HttpRequest {
  return placeCredential(base, scheme({ in: "header", name: "X-Key", slots: ["key"], ...placement }), {
    key: secret,
  });
}

/** What throws, as text: message, name, stack and every field. */
function thrown(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return `${String(error)} ${(error as Error).stack} ${JSON.stringify(error, Object.getOwnPropertyNames(error))}`;
  }
  expect.unreachable();
}

describe("where the secret goes", () => {
  test("a header, under its lower-case name, with a prefix", () => {
    expect(placed({}, "s3cret").headers).toEqual({ "x-a": "b", "x-key": "s3cret" });
    expect(placed({ name: "Authorization", prefix: "Bearer " }, "s3cret").headers.authorization).toBe(
      "Bearer s3cret",
    );
    expect(placed({ name: "Authorization", prefix: "Token token=" }, "s3cret").headers.authorization).toBe(
      "Token token=s3cret",
    );
  });

  test("the query, percent-encoded", () => {
    expect(placed({ in: "query", name: "api key" }, "a&b=c é€").query).toEqual([
      ["q", "1"],
      ["api%20key", "a%26b%3Dc%20%C3%A9%E2%82%AC"],
    ]);
  });

  test("a cookie, as it stands as far as a cookie can hold it (RFC 6265)", () => {
    const base = { ...request, headers: { cookie: "a=1" } };
    expect(placed({ in: "cookie", name: "sid" }, "eyJ/+a==%2F", base).headers.cookie).toBe(
      "a=1; sid=eyJ/+a==%2F",
    );
    expect(placed({ in: "cookie", name: "sid" }, 'a; b="c,\\€').headers.cookie).toBe(
      "sid=a%3B%20b=%22c%2C%5C%E2%82%AC",
    );
  });

  test("several keys, each in its place", () => {
    const trello = scheme(
      { in: "query", name: "key", slots: ["key"] },
      { in: "query", name: "token", slots: ["token"] },
      { in: "header", name: "X-Both", prefix: "k ", slots: ["key"] },
    );
    const done = placeCredential(request, trello, { key: "K", token: "T" });
    expect(done.query.slice(1)).toEqual([
      ["key", "K"],
      ["token", "T"],
    ]);
    expect(done.headers["x-both"]).toBe("k K");
  });

  test("no placement changes nothing, and the request that was given never changes", () => {
    const before = JSON.stringify(request);
    expect(
      placeCredential(request, { id: "cert", type: "mutual_tls", slots: [], placements: [] }, {}),
    ).toEqual(request);
    placed({ in: "query" }, "s3cret");
    placed({ in: "cookie" }, "s3cret");
    expect(JSON.stringify(request)).toBe(before);
  });

  test("what the caller put in the same place gives way", () => {
    const base = {
      ...request,
      query: [
        ["key", "mine"],
        ["q", "1"],
        ["key", "mine too"],
      ] as const,
      headers: { "x-key": "mine", cookie: "key=mine; keyring=2" },
    };
    expect(placed({ in: "query", name: "key" }, "real", base).query).toEqual([
      ["q", "1"],
      ["key", "real"],
    ]);
    expect(placed({}, "real", base).headers["x-key"]).toBe("real");
    expect(placed({ in: "cookie", name: "key" }, "real", base).headers.cookie).toBe("keyring=2; key=real");
  });

  test("a header named like something inherited", () => {
    expect(Object.entries(placed({ name: "__proto__" }, "s3cret").headers)).toContainEqual([
      "__proto__",
      "s3cret",
    ]);
  });
});

describe("basic (RFC 7617)", () => {
  const basic = (secrets: Secrets, slots = ["username", "password"]) => {
    const placement: Placement = { in: "header", name: "Authorization", slots, basic: true };
    return placeCredential(request, scheme(placement), secrets).headers.authorization ?? "";
  };
  const decoded = (value: string) => Buffer.from(value.slice("Basic ".length), "base64").toString("utf8");

  test("the two slots as UTF-8", () => {
    expect(basic({ username: "Aladdin", password: "open sesame" })).toBe(
      "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    );
    expect(decoded(basic({ username: "jürgen", password: "пароль:€" }))).toBe("jürgen:пароль:€");
  });

  test("a password may be empty where it is given so, or where there is none", () => {
    expect(decoded(basic({ username: "sk_1", password: "" }))).toBe("sk_1:");
    expect(decoded(basic({ username: "sk_1" }, ["username"]))).toBe("sk_1:");
    expect(() => basic({ username: "sk_1" })).toThrow('the secret "password" is missing');
    expect(() => basic({ username: "", password: "x" })).toThrow('the secret "username" is missing');
  });

  test("a colon in the user name would move into the password", () => {
    const told = thrown(() => basic({ username: "planted:marker", password: "x" }));
    expect(told).toContain("username");
    expect(told).not.toContain("planted");
  });
});

describe("named tokens", () => {
  const oauth = scheme({ in: "header", name: "Authorization", prefix: "Bearer ", slots: ["access_token"] });

  test("take the place of access_token, and of nothing else", () => {
    const secrets = { access_token: "bot", user: "person" };
    expect(placeCredential(request, oauth, secrets).headers.authorization).toBe("Bearer bot");
    expect(placeCredential(request, oauth, secrets, "user").headers.authorization).toBe("Bearer person");
    expect(placed({}, "s3cret").headers).toEqual(
      placeCredential(
        request,
        scheme({ in: "header", name: "X-Key", slots: ["key"] }),
        { key: "s3cret" },
        "user",
      ).headers,
    );
  });

  test("never fall back to another token", () => {
    expect(() => placeCredential(request, oauth, { access_token: "planted" }, "user")).toThrow(
      'the secret "user" is missing',
    );
  });
});

describe("secrets that are refused", () => {
  test.each(["key", "constructor", "__proto__"])("a missing %s", (id) => {
    const one = scheme({ in: "header", name: "X-Key", slots: [id] });
    expect(() => placeCredential(request, one, {})).toThrow(`the secret "${id}" is missing`);
    expect(() => placeCredential(request, one, { other: "planted" })).toThrow(
      `the secret "${id}" is missing`,
    );
  });

  test("an empty one", () => {
    expect(() => placed({}, "")).toThrow('the secret "key" is missing');
  });

  test.each(["planted\nmarker", "planted\r\nX-Evil: 1", "planted\u0000", "planted\t", "planted\u007F"])(
    "%j, in every place, and never printed",
    (secret) => {
      for (const place of ["header", "query", "cookie"] as const) {
        const told = thrown(() => placed({ in: place }, secret));
        expect(told).toContain('the secret "key" has a character that can\'t be sent');
        expect(told).not.toContain("planted");
      }
      const placement: Placement = { in: "header", name: "A", slots: ["u", "p"], basic: true };
      const told = thrown(() => placeCredential(request, scheme(placement), { u: "me", p: secret }));
      expect(told).toContain('the secret "p" has');
      expect(told).not.toContain("planted");
    },
  );

  test("beyond Latin-1, in a header only", () => {
    expect(thrown(() => placed({}, "planted€"))).not.toContain("planted");
    expect(placed({ in: "query" }, "€").query).toContainEqual(["X-Key", "%E2%82%AC"]);
    expect(placed({}, "é").headers["x-key"]).toBe("é");
  });
});
