import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "../lib/caller.ts";
import { type OpenSession, openSession } from "./session.ts";

let open: OpenSession;
beforeAll(async () => {
  open = await openSession();
});
afterAll(() => open.close());

test("permission-024: a yes to one version is none to the next", async () => {
  const { world, caller, another } = open;
  const create = { operation: "items.create", arguments: { body: { name: "milk" } }, account: "token" };
  const first = await ask(caller, create);
  expect(first.envelope?.error?.code).toBe("APPROVAL_REQUIRED");
  const [asked] = await world.runtime.approvals.list({ status: "pending" });
  await world.runtime.approvals.approve({ approvalId: asked?.id ?? "", userId: "ada" });

  // A read that has become a write under the same id is asked for, too.
  await world.update((spec) =>
    spec
      .replace("version: 1.0.0", "version: 1.1.0")
      .replace("request: GET /items\n", "request: POST /items/search\n"),
  );
  const old = await ask(caller, create);
  expect(old.envelope?.error?.code).toBe("NOT_CONFIGURED");
  const next = await another([]);
  expect((await ask(next, create)).envelope?.error?.code).toBe("APPROVAL_REQUIRED");
  const list = { operation: "items.list", account: "token" };
  expect((await ask(next, list)).envelope?.error?.code).toBe("APPROVAL_REQUIRED");
  expect(world.received()).toEqual([]);
});
