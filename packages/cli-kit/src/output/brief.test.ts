import { isArray, isObject, type Json, type JsonObject } from "@specwire/contract";
import { expect, test } from "vitest";
import { briefOf } from "./brief.ts";
import { ownUrls } from "./left-out.ts";

const isOwnUrl = ownUrls(["https://api.acme.example/v1"]);
const names = ["id", "name", "state", "a.b", "owner", "items", "url", "__proto__", "count", "é", "", "text"];

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function anyJson(random: () => number, depth: number): Json {
  const pick = depth === 0 ? 6 + Math.floor(random() * 3) : Math.floor(random() * (depth > 5 ? 6 : 9));
  const many = Math.floor(random() * (32 >> depth || 2));
  if (pick === 0) return null;
  if (pick === 1) return random() < 0.5;
  if (pick === 2) return Math.floor(random() * 1e6);
  if (pick === 3) return "w ".repeat(many * many * 2);
  if (pick === 4) return `https://api.acme.example/v1/${many}`;
  if (pick === 5) return `word ${many}`;
  if (pick === 6) return Array.from({ length: many }, () => anyJson(random, depth + 1));
  const members = Array.from({ length: many }, (_, index): [string, Json] => [
    `${names[Math.floor(random() * names.length)]}${random() < 0.5 ? "" : index}`,
    anyJson(random, depth + 1),
  ]);
  return Object.fromEntries(members);
}

/** Where a value in short says what the whole does not: nowhere but where it says that it is cut. */
function invented(short: Json, whole: Json | undefined, path: string): string[] {
  if (typeof short === "string" && short !== whole) {
    const start = /^([\s\S]*)… \[[\d,]+ more characters?; --fields .*\]$/.exec(short)?.[1];
    const isCut = start !== undefined && typeof whole === "string" && whole.startsWith(start);
    return isCut || (whole === undefined && /^… [\d,]+ more items?$/.test(short)) ? [] : [path];
  }
  if (isArray(short))
    return isArray(whole)
      ? short.flatMap((item, index) => {
          const isMark = index === short.length - 1 && short.length <= whole.length && isMarkOf(item);
          return isMark ? [] : invented(item, whole[index], `${path}/${index}`);
        })
      : [path];
  if (!isObject(short)) return short === whole ? [] : [path];
  return Object.entries(short).flatMap(([name, member]) =>
    isObject(whole) && Object.hasOwn(whole, name)
      ? invented(member, whole[name], `${path}/${name}`)
      : [`${path}/${name}`],
  );
}

function isMarkOf(item: Json): boolean {
  const text = isObject(item) ? item["…"] : item;
  return typeof text === "string" && /^(… )?[\d,]+ more items?$/.test(text);
}

/** Values that say something. */
function leaves(value: Json): number {
  if (value === null || value === "" || isMarkOf(value)) return 0;
  return typeof value === "object"
    ? Object.values(value).reduce<number>((sum, one) => sum + leaves(one), 0)
    : 1;
}

test("nothing is invented, and it is always shorter", () => {
  let shortened = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const whole = anyJson(randomOf(seed), 0);
    const brief = briefOf(whole, isOwnUrl);
    if (brief === undefined) continue;
    shortened++;
    expect(invented(brief.value, whole, ""), `seed ${seed}`).toEqual([]);
    expect(JSON.stringify(brief.value).length, `seed ${seed}`).toBeLessThan(JSON.stringify(whole).length);
    expect(briefOf(whole, isOwnUrl), `seed ${seed}`).toEqual(brief);
    const { doubled, empty, off, leftOut, cut } = brief;
    const said = [doubled, empty, off, leftOut].reduce((sum, { size }) => sum + size, cut.length);
    expect(said, `seed ${seed}`).toBeGreaterThan(0);
    const counted = [leftOut, doubled, off].flatMap((one) => [...one.values()]).reduce((a, b) => a + b, 0);
    expect(counted, `seed ${seed}`).toBe(leaves(whole) - leaves(brief.value));
  }
  expect(shortened).toBeGreaterThan(50);
});

test("an answer nested as deep as one may be is survived", () => {
  const nest = (wrap: (inner: Json) => Json) => {
    let value: Json = "x".repeat(2_000);
    for (let level = 0; level < 1_900; level++) value = wrap(value);
    return value;
  };
  for (const wrap of [
    (inner: Json) => ({ a: inner }),
    (inner: Json) => [inner],
    (inner: Json) => ({ id: 1, a: [inner] }),
  ])
    expect(JSON.stringify(briefOf(nest(wrap), isOwnUrl)?.value ?? "").length).toBeLessThan(20_000);
});

test("very many members are survived, and quickly", () => {
  const entries = Array.from({ length: 200_000 }, (_, index): [string, Json] => [
    `m${index}`,
    { id: index, name: `n ${index}` },
  ]);
  const started = process.cpuUsage();
  const brief = briefOf(Object.fromEntries(entries), isOwnUrl);
  expect(Object.keys(brief?.value as JsonObject).length).toBeLessThanOrEqual(80);
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});

test.each([
  ["https://api.acme.example/v1/things/1", "url", true],
  ["https://api.acme.example/v1", "self", true],
  ["https://api.acme.example/v1{?page}", "url", true],
  ["https://api.acme.example/v10/things", "url", false],
  ["https://api.acme.example.evil.test/v1/x", "url", false],
  ["https://acme.example/things/1", "url", false],
  ["https://api.acme.example/v1/things/1", "html_url", false],
  ["https://api.acme.example/v1/f", "browser_download_url", false],
  ["/v1/things", "url", true],
  ["/v1/things", "path", false],
  ["api.acme.example/v1/things", "url", false],
])("%s as %s: of the API itself is %s", (value, name, expected) => {
  expect(isOwnUrl(name, value)).toBe(expected);
});

test("this machine's names are one", () => {
  const local = ownUrls(["http://127.0.0.1:8080"]);
  expect(local("url", "http://localhost:8080/things")).toBe(true);
  expect(local("url", "http://[::1]:8080/things")).toBe(true);
  expect(local("url", "http://localhost:80801/things")).toBe(false);
});

const filled = { items: Array.from({ length: 40 }, (_, index) => `Item ${index} of many, with words.`) };
const words = "Whatever somebody wrote about it. ".repeat(10);
const shown = (value: Json) => briefOf(value, isOwnUrl);

test("of a thing what says nothing is left out and counted", () => {
  const thing = {
    id: 7,
    node_id: "Qm94Nw==",
    html_url: "https://acme.example/boxes/7",
    git_url: "git:acme.example/boxes/7.git",
    mirror_url: "git:mirror.example/boxes/7.git",
    lid: null,
    labels: [],
    reactions: { url: "https://api.acme.example/v1/boxes/7/reactions", up: 0, down: 0, heart: 0 },
    at: { x: 0, y: 0 },
    papers: 0,
    lids: 3,
    lids_count: 3,
    locked: false,
    owner: { login: "hubot" },
    owners: [
      { login: "hubot", id: 9, url: "https://api.acme.example/v1/users/hubot", note: "x".repeat(300) },
    ],
    created_at: "2026-01-01T00:00:00.100Z",
    updated_at: "2026-01-01T00:00:00.900Z",
  };
  const brief = shown(thing);
  expect(brief?.value).toEqual({
    id: 7,
    html_url: thing.html_url,
    mirror_url: thing.mirror_url,
    labels: [],
    at: { x: 0, y: 0 },
    papers: 0,
    lids_count: 3,
    locked: false,
    owner: { login: "hubot" },
    owners: [{ login: "hubot" }],
    created_at: thing.created_at,
    updated_at: thing.updated_at,
  });
  expect([...(brief?.empty.keys() ?? [])]).toEqual(["lid", "reactions"]);
  expect([...(brief?.doubled.keys() ?? [])]).toEqual(["owners.url", "node_id", "git_url", "lids"]);
});

test("of many switches what can be done with the thing, but neither what is off nor what is on", () => {
  const switches = {
    archived: true,
    cancel_at_period_end: true,
    merged: false,
    a: false,
    b: false,
    c: false,
  };
  const abilities = { has_wiki: true, can_fork: false };
  const more = { items: Array.from({ length: 40 }, (_, index) => `${words}${index}`) };
  const thing = shown({ id: 7, ...switches, ...abilities, ...more });
  expect(Object.keys(thing?.value ?? {})).toEqual(["id", ...Object.keys(switches), "items"]);
  expect([...(thing?.off ?? [])]).toEqual([["can_fork", 1]]);
  expect(shown({ ...switches, ...abilities, ...more })?.value).toMatchObject(abilities);
});

test("zeros, switches and empty lists are answers, but for groups of counters and of permissions", () => {
  const answers = {
    balance: { available: 0, pending: 0, held: 0 },
    checks: { lint: false, test: false, build: true, deploy: false },
    results: [],
    permissions: { admin: false, push: false, pull: true, triage: false },
  };
  const counts = { open: 0, done: 0, failed: 0 };
  const brief = shown({ id: 7, ...answers, counts, lid: null, ...filled });
  expect(brief?.value).toMatchObject({ ...answers, permissions: { pull: true } });
  expect(brief?.value).not.toHaveProperty("counts");
});

test("an address is another one where anything follows it but the end of a file's name", () => {
  const others = {
    parent_pull_url: "https://acme.example/boxes/71",
    copy_url: "https://acme.example/boxes/7?signature=abc",
  };
  const html_url = "https://acme.example/boxes/7";
  const same = {
    patch_url: `${html_url}.patch`,
    ssh_url: "git@acme.example:boxes/7.git",
    git_url: "git:acme.example/boxes/7",
  };
  const brief = shown({ id: 7, html_url, ...others, ...same, ...filled });
  expect(brief?.value).toMatchObject({ html_url, ...others });
  for (const name of Object.keys(same)) expect(brief?.value).not.toHaveProperty(name);
});

test("of links those that lead out of the API", () => {
  const checkout = { href: "https://pay.example/7", type: "text/html" };
  const links = { self: { href: "https://api.acme.example/v1/boxes/7" }, checkout };
  expect(shown({ id: 7, _links: links, ...filled })?.value).toMatchObject({ _links: { checkout } });
  const approve = { rel: "approve", href: "https://pay.example/7" };
  const list = [{ rel: "self", href: "https://api.acme.example/v1/boxes/7" }, approve];
  expect(shown({ id: 7, links: list, ...filled })?.value).toMatchObject({ links: [approve] });
});

test("no member is compared with all others where there are many", () => {
  const many = Array.from({ length: 100_000 }, (_, index): [string, Json] => [
    `updated_${index}`,
    `2026-01-01T00:00:00Z ${index}`,
  ]);
  const names: [string, Json][] = [
    [`a_${"_".repeat(100_000)}\n`, "v"],
    ["x", words.repeat(20)],
  ];
  const started = process.cpuUsage();
  shown({ id: 7, ...Object.fromEntries(many) });
  shown({ id: 7, ...Object.fromEntries(names), ...filled });
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});
