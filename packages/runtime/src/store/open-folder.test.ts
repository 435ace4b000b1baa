import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Child } from "../../test/support/child.ts";
import { pgliteFolder } from "../../test/support/database.ts";
import { lockFolder } from "./folder-lock.ts";
import { openStore } from "./open-store.ts";
import { dataKeys } from "./schema.ts";

let folder: string;
let children: Child[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "specwire-folder-"));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((each) => each.kill()));
  rmSync(folder, { recursive: true, force: true });
});

const child = (...args: string[]): Child => {
  const started = new Child(...args);
  children.push(started);
  return started;
};

describe("the lock of a folder", () => {
  test("names the process that has it, and another way", async () => {
    const holder = child("lock", folder);
    await holder.says("ready");
    const attempt = openStore({ folder });
    await expect(attempt).rejects.toMatchObject({ code: "STORE_LOCKED", remedy: "operator" });
    await expect(attempt).rejects.toThrow(
      `${folder} is in use by process ${holder.pid} on ${hostname()}, running since`,
    );
    await expect(attempt).rejects.toMatchObject({ details: { help: expect.stringContaining("PostgreSQL") } });
  });

  test("is kept by a process that is stopped, and free when it is killed", async () => {
    const holder = child("lock", folder);
    await holder.says("ready");
    holder.signal("SIGSTOP");
    expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: "STORE_LOCKED" }));
    await holder.kill();
    lockFolder(folder).release();
  });

  test("is kept by a process that copies the folder, and the copy is free", async () => {
    const copy = join(folder, "copy");
    const original = join(folder, "original");
    mkdirSync(original);
    const holder = child("copy", original, copy);
    await holder.says("ready");
    expect(() => lockFolder(original)).toThrow(`in use by process ${holder.pid} on`);
    // Who was refused has taken nothing away.
    expect(() => lockFolder(original)).toThrow(expect.objectContaining({ code: "STORE_LOCKED" }));
    lockFolder(copy).release();
    await holder.kill();
    lockFolder(original).release();
  });

  test("is not given twice to one process", () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow("this very process");
    lock.release();
    const again = lockFolder(folder);
    // What is released late takes nothing from the next owner.
    lock.release();
    expect(() => lockFolder(folder)).toThrow("this very process");
    again.release();
    expect(readdirSync(folder)).toEqual(["lock"]);
  });

  test("goes to one of many who come at once, after a crash too", async () => {
    for (const _round of [1, 2]) {
      const many = Array.from({ length: 6 }, () => child("lock", folder));
      await Promise.all(many.map((each) => each.says("")));
      const words = many.flatMap(({ lines }) => lines.map((line) => line.split(" ")[0]));
      expect(words.toSorted()).toEqual([...Array(5).fill("STORE_LOCKED"), "ready"]);
      await Promise.all(many.map((each) => each.kill()));
    }
  });
});

test("what was written is there after a kill in the middle of writing", async () => {
  await pgliteFolder(folder);
  const writer = child("write", folder);
  await writer.says("ready");
  await writer.says("25");
  await writer.kill();
  const acknowledged = Number(writer.lines.at(-1));
  const store = await openStore({ folder });
  // One more may have been committed that nobody heard of.
  expect(await store.db.$count(dataKeys)).toBeGreaterThanOrEqual(acknowledged);
  expect(await store.db.$count(dataKeys)).toBeLessThanOrEqual(acknowledged + 1);
  await store.close();
});

test("a database whose making was cut short is made again", async () => {
  const half = join(folder, "data.new");
  const writer = child("write", folder);
  await expect.poll(() => readdirSync(folder), { timeout: 60_000 }).toContain("data.new");
  await expect.poll(() => readdirSync(half).length, { timeout: 60_000 }).toBeGreaterThan(2);
  await writer.kill();
  expect(readdirSync(folder)).not.toContain("data");
  const store = await openStore({ folder });
  expect(await store.db.$count(dataKeys)).toBe(0);
  await store.close();
  expect(readdirSync(folder).toSorted()).toEqual(["data", "lock"]);
});

test("a database that can't be opened is left as it is, and the folder free", async () => {
  await pgliteFolder(folder);
  writeFileSync(join(folder, "data", "PG_VERSION"), "17\n");
  const incompatible = {
    code: "STORE_INCOMPATIBLE",
    details: { help: expect.stringContaining("PostgreSQL 17") },
  };
  await expect(openStore({ folder })).rejects.toMatchObject(incompatible);
  writeFileSync(join(folder, "data", "PG_VERSION"), "18\n");
  await (await openStore({ folder })).close();
});

test("a folder that is none", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  await expect(openStore({ folder: file })).rejects.toMatchObject({ code: "STORE_MISCONFIGURED" });
});
