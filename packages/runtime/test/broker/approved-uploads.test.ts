import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { approve } from "../../src/approvals/decide-approval.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { type Asked, ask, type Caller, codeOf } from "./caller.ts";
import { json } from "./upstream.ts";

// Of an upload that a person approved, what was approved leaves, or nothing: whatever its size.

let world: BrokerWorld;
let files: StoredForTest;
let caller: Caller;
beforeAll(async () => {
  world = await brokerWorld();
  files = await world.connector("files", {
    operations: `operations:
  files.add:
    request: POST /files
    summary: Add a file
    body: { type: string, format: binary }
    contentType: text/csv`,
  });
  await files.account("work");
  caller = await world.session({ connectors: [files] });
});
afterAll(() => world.close());
afterEach(() => {
  world.upstream.seen.length = 0;
  world.upstream.answer = (_, response) => json(response, {});
});

const add = (bytes: Buffer, sha256?: string): Asked => ({
  ...{ operation: "files.add", arguments: { body: { $file: "f" } } },
  files: { f: { bytes, ...(sha256 !== undefined && { said: { sha256 } }) } },
});
const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function approved(asked: Asked): Promise<void> {
  const { envelope } = await ask(caller, asked);
  const { approvalId = "" } = envelope.error ?? {};
  await approve(world.context, { approvalId, userId: null, decidedBy: "grace" });
}

const left = () => readdirSync(tmpdir()).filter((name) => /^specwire-[0-9a-f-]{36}$/.test(name));

test.each([5000, 9_000_000])("of %i bytes", async (size) => {
  const good = randomBytes(size);
  const evil = Buffer.concat([randomBytes(size - 1), good.subarray(-1)]);
  await approved(add(good));
  expect(await codeOf(caller, add(evil, digest(good)))).toBe("INVALID_ARGUMENT");
  // Not even the head of a request.
  expect(world.upstream.seen).toEqual([]);
  // As nothing left, the approval still stands, for once.
  expect((await ask(caller, add(good))).envelope.status).toBe(200);
  expect(world.upstream.seen.map(({ body }) => digest(body))).toEqual([digest(good)]);
  expect(await codeOf(caller, add(good))).toBe("APPROVAL_REQUIRED");
  expect(left()).toEqual([]);
});

test("that its caller breaks off leaves nothing behind, and its approval unused", async () => {
  const good = randomBytes(6_000_000);
  await approved(add(good));
  const short = { ...add(good.subarray(0, 5_900_000)) };
  const said = { size: good.length, sha256: digest(good) };
  expect(await codeOf(caller, { ...short, files: { f: { bytes: good.subarray(0, 5_900_000), said } } })).toBe(
    "INVALID_ARGUMENT",
  );
  expect(world.upstream.seen).toEqual([]);
  expect(left()).toEqual([]);
  expect((await ask(caller, add(good))).envelope.status).toBe(200);
});
