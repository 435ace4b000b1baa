import { expect, test } from "vitest";
import { disconnectAccount } from "../../src/accounts/disconnect.ts";
import { json } from "../servers/answers.ts";
import { add, connect, context, server } from "../support/authorizations.ts";

const userId = "alice";
const end = (accountId: string) => disconnectAccount(context, { userId, accountId });
const revocations = () => server.requestsTo("/revoke").length;

test("disconnecting ends no account of another connector that lives by the same grant", async () => {
  server.answer("/revoke", json({}));
  const tokenUrl = `${server.origin}/shared-token`;
  server.answer("/shared-token", json({ access_token: "at", refresh_token: "rt", token_type: "bearer" }));
  const oauth2 = { tokenUrl, revocationUrl: server.revocationUrl };
  const mail = await connect(await add(oauth2));
  const calendar = await connect(await add(oauth2));
  const before = revocations();
  expect(await end(mail.account.id)).toEqual({ tokens: "shared" });
  expect(revocations()).toBe(before);
  // Nobody lives by it any more.
  expect(await end(calendar.account.id)).toEqual({ tokens: "revoked" });
  expect(revocations()).toBe(before + 2);
});

test("accounts that the provider knows by different ids are different grants", async () => {
  server.answer("/revoke", json({}));
  const tokenUrl = `${server.origin}/other-token`;
  server.answer("/other-token", json({ access_token: "at", refresh_token: "rt", token_type: "bearer" }));
  const verify = { operation: "me.get", accountId: "/id" };
  const operations = "operations: { me.get: { request: GET /me, summary: Me } }";
  const id = await add(
    { tokenUrl, revocationUrl: server.revocationUrl, verify },
    { lines: { servers: `baseUrl: ${server.origin}/api`, operations } },
  );
  server.answer("/api/me", json({ id: 1 }));
  const work = await connect(id);
  server.answer("/api/me", json({ id: 2 }));
  await connect(id);
  expect(await end(work.account.id)).toEqual({ tokens: "revoked" });
});
