// A whole life of secrets in one process, which the test searches afterwards: what it printed, logged, threw, gave to
// another user and left in the database. It gets its secrets on stdin, and writes what came out into a folder.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { openRuntime } from "../../src/runtime/open-runtime.ts";
import type { Runtime } from "../../src/runtime.ts";
import { keyring } from "../../src/vault/keyring.ts";
import { type Answer, hang, json, reset, text } from "../servers/answers.ts";
import { startFaultsServer } from "../servers/faults-server.ts";
import { bodyParameters, type RecordedRequest } from "../servers/loopback.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { everyWriting } from "../support/every-writing.ts";
import type { LifeInput } from "./secret-names.ts";

const { folder, database, secrets, keyEncryptionKey } = JSON.parse(readFileSync(0, "utf8")) as LifeInput;
const write = (name: string, value: string) => appendFileSync(join(folder, name), `${value}\n`);
const errors: unknown[] = [];

/** The call fails; its error is kept in every writing, and printed as hosts print errors. */
async function fails(code: string, call: () => Promise<unknown>): Promise<void> {
  const error: unknown = await call().then(
    (value) => new Error(`did not fail with ${code}: ${inspect(value)}`),
    (thrown: unknown) => thrown,
  );
  if ((error as { code?: unknown }).code !== code) write("surprises", `${code}: ${inspect(error)}`);
  errors.push(error);
  write("errors", everyWriting(error));
  console.log(error);
  console.error("%o", error);
}

const server = await startFaultsServer();
const all = Object.values(secrets);
/** Says everything that it was told, and every other secret, in each place that an answer has. */
const echo = (status: number, body: "json" | "html" | "form"): Answer => {
  return (request: RecordedRequest, response) => {
    const told = [...all, request.headers.authorization ?? "", request.body, request.query.toString()].join(
      " ",
    );
    const headers = {
      "x-echo": told.replaceAll(/[^\x20-\x7E]/g, ""),
      "www-authenticate": `Bearer error="${all[0]}"`,
    };
    const members = { error: "invalid_request", error_description: told, message: told, access_token_: told };
    const written =
      body === "json"
        ? JSON.stringify(members)
        : body === "html"
          ? `<h1>${told}</h1>`
          : `error=${encodeURIComponent(told)}`;
    const type = { json: "application/json", html: "text/html", form: "application/x-www-form-urlencoded" }[
      body
    ];
    text(status, type, written, headers)(request, response);
  };
};
const oauthError = (error: string): Answer =>
  json({ error, error_description: all.join(" "), error_uri: `https://e.example/${all[0]}` }, 400, {
    "x-e": all.join(" "),
  });

const open = (key: string) =>
  openRuntime({
    database,
    keys: keyring({ primary: "k1", keys: { k1: key } }),
    publicUrl: "https://host.example",
    allowHosts: [server.host],
    timeoutMilliseconds: 1500,
    log: (record) => write("log", everyWriting(record)),
  });
const runtime = await open(keyEncryptionKey);
const userId = "ada";
const sessionId = "the session of ada";

await keysLife(runtime);
const connectOAuth = await oauthLife(runtime);
await refreshLife(runtime, await connectOAuth());
await otherUsers(runtime);
await refreshFails(runtime, connectOAuth);
// Hosts print what they hold.
console.log(inspect(runtime, { depth: 20, showHidden: true }));
write("errors", everyWriting(runtime));
await endOfLife(runtime, connectOAuth);
await server.stop();
// Another key under the same name: nothing of either is told.
await fails("SECRET_UNREADABLE", () => open(Buffer.alloc(32, Math.random().toString(36)).toString("base64")));
writeFileSync(join(folder, "sent"), server.everything());
// The last thing that a process may do is to end with an error that nobody caught.
throw errors.at(-1);

async function keysLife({ connectors, accounts, clients }: Runtime): Promise<void> {
  const verified = [
    "auth: { type: api_key, in: query, name: key, verify: { operation: me.get, accountId: /id, label: /name } }",
    "operations: { me.get: { request: GET /me, summary: Who I am } }",
  ];
  const keyed = await connectors.add({
    userId: null,
    ...compileConnector("keyed", {
      servers: `baseUrl: ${server.origin}`,
      auth: verified[0] ?? "",
      operations: verified[1] ?? "",
    }),
  });
  const basic = await connectors.add({
    userId: null,
    ...compileConnector("basic", { servers: `baseUrl: ${server.origin}`, auth: "auth: { type: basic }" }),
  });
  const connect = (key: string) =>
    accounts.connectWithKeys({ userId, connectorId: keyed.id, secrets: { api_key: key } });
  for (const answer of [
    echo(401, "json"),
    echo(403, "html"),
    echo(302, "html"),
    echo(200, "html"),
    echo(200, "json"),
  ]) {
    server.answer("/me", answer);
    await fails("CREDENTIAL_REJECTED", () => connect(secrets["rejected api key"]));
  }
  server.answer("/me", json({ id: secrets["rejected api key"], name: secrets["rejected api key"] }));
  await fails("CREDENTIAL_REJECTED", () => connect(secrets["rejected api key"]));
  for (const given of [
    `${secrets["stray token"]}\u0000x`,
    `${secrets["stray token"]}\r\nX: 1`,
    `${secrets["stray token"]}…`,
  ])
    await fails("INVALID_SECRET", () =>
      accounts.connectWithKeys({
        userId,
        connectorId: keyed.id,
        secrets: { api_key: given, [given]: given },
      }),
    );
  for (const clientSecret of [`${secrets["stray token"]}\n1`, "…".repeat(9)])
    await fails("SCHEME_NOT_FOUND", () =>
      clients.register({ connectorId: keyed.id, userId: null, clientId: "c", clientSecret }),
    );
  server.answer("/me", echo(503, "json"));
  await connect(secrets["unproven api key"]);
  for (const answer of [reset, hang, echo(429, "json")]) {
    server.answer("/me", answer);
    const [unproven] = await accounts.list({ userId });
    await fails("NETWORK_ERROR", () => accounts.verify({ userId, accountId: unproven?.id ?? "" }));
  }
  server.answer("/me", json({ id: 7, name: `Ada, whose key is ${secrets["api key"]}` }));
  write("views", everyWriting(await connect(secrets["api key"])));
  await accounts.connectWithKeys({
    userId,
    connectorId: basic.id,
    secrets: { username: "ada", password: secrets.password },
  });
}

/** Gives what connects an account; its access token is over at once. */
async function oauthLife(host: Runtime): Promise<() => Promise<string>> {
  const { id: connectorId } = await host.connectors.add({
    userId: null,
    ...compileConnector("oauth", {
      servers: `baseUrl: ${server.origin}`,
      auth: [
        "auth:",
        "  type: oauth2",
        `  authorizationUrl: ${server.authorizationUrl}`,
        `  tokenUrl: ${server.tokenUrl}`,
        `  refreshUrl: ${server.refreshUrl}`,
        `  revocationUrl: ${server.revocationUrl}`,
        "  scopes: { things: Things }",
        "  authStyle: body",
        "  tokens: { bot: /bot/token }",
        "  deviations: { keep: [session], refresh: { rotates: true } }",
      ].join("\n"),
    }),
  });
  const clientSecret = secrets["client secret"];
  await fails("INVALID_SECRET", () =>
    host.clients.register({
      connectorId,
      userId: null,
      clientId: "host",
      clientSecret: `${clientSecret}\u0007`,
    }),
  );
  await host.clients.register({ connectorId, userId: null, clientId: "host", clientSecret });
  write("views", everyWriting(await host.clients.list()));

  const answerOf = async (code: string) => {
    const { url } = await host.authorizationUrl({ userId, sessionId, connectorId });
    const state = new URL(url).searchParams.get("state") ?? "";
    write("made", JSON.stringify({ state }));
    return new URLSearchParams({ code, state });
  };
  const callback = (parameters: URLSearchParams, session = sessionId) =>
    host.handleCallback({ userId, sessionId: session, connectorId, parameters });
  const code = secrets.code;
  await fails("STATE_REFUSED", async () => callback(await answerOf(code), "another session"));
  const denied = await answerOf(code);
  denied.set("error", "access_denied");
  denied.set("error_description", all.join(" "));
  denied.delete("code");
  await fails("AUTHORIZATION_DENIED", () => callback(denied));
  const failures: [string, Answer][] = [
    ["TOKEN_REQUEST_REJECTED", oauthError("invalid_request")],
    ["REAUTH_REQUIRED", oauthError("invalid_grant")],
    ["CLIENT_REJECTED", oauthError("invalid_client")],
    ["TOKEN_REQUEST_REJECTED", oauthError(secrets["access token"])],
    ["TRANSIENT_AUTH_ERROR", echo(500, "html")],
    ["TOKEN_RESPONSE_INVALID", echo(200, "html")],
    ["TOKEN_RESPONSE_INVALID", json({ access_token: [secrets["access token"]], token_type: "bearer" })],
    ["NETWORK_ERROR", reset],
    ["NETWORK_ERROR", hang],
  ];
  for (const [expected, answer] of failures) {
    server.answer("/token", answer);
    await fails(expected, async () => callback(await answerOf(code)));
  }
  server.answer(
    "/token",
    json({
      access_token: secrets["access token"],
      refresh_token: secrets["refresh token"],
      bot: { token: secrets["named token"] },
      session: secrets["kept value"],
      token_type: "bearer",
      expires_in: 1,
    }),
  );
  return async () => {
    const { account } = await callback(await answerOf(secrets["second code"]));
    write("views", everyWriting(account));
    for (const request of server.requestsTo("/token"))
      write("made", JSON.stringify({ verifier: bodyParameters(request).get("code_verifier") }));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    return account.id;
  };
}

async function refreshLife({ accounts }: Runtime, id: string): Promise<void> {
  const access_token = secrets["access token 2"];
  const refresh_token = secrets["refresh token 2"];
  server.answer("/refresh", json({ access_token, refresh_token, token_type: "bearer", expires_in: 3600 }));
  await accounts.credential({ userId, accountId: id });
}

async function refreshFails({ accounts }: Runtime, connect: () => Promise<string>): Promise<void> {
  const failures: [string, Answer][] = [
    ["TRANSIENT_AUTH_ERROR", echo(500, "json")],
    ["TOKEN_REQUEST_REJECTED", echo(200, "form")],
    ["REAUTH_REQUIRED", oauthError("invalid_grant")],
  ];
  for (const [expected, answer] of failures) {
    const id = await connect();
    server.answer("/refresh", answer);
    await fails(expected, () => accounts.credential({ userId, accountId: id }));
  }
}

async function otherUsers(host: Runtime): Promise<void> {
  const allowed = ["custom:keyed", "custom:basic", "custom:oauth"];
  write("eve", everyWriting(await host.session({ userId: "eve", allowed })));
  write("eve", everyWriting(await host.accounts.list({ userId: "eve" })));
  for (const { id } of await host.accounts.list({ userId }))
    await fails("ACCOUNT_NOT_FOUND", () => host.accounts.credential({ userId: "eve", accountId: id }));
  const { env, ...rest } = await host.session({ userId, allowed, accounts: { keyed: "account-2" } });
  write("env", JSON.stringify(env));
  write("bundle", everyWriting(rest));
  write("events", everyWriting(await host.events.list()));
}

async function endOfLife(host: Runtime, connect: () => Promise<string>): Promise<void> {
  server.answer("/revoke", echo(400, "json"));
  const own = await host.accounts.list({ userId });
  // They share a grant, so that the last one's tokens are revoked.
  for (const { id } of own.filter(({ refreshable }) => refreshable))
    write("views", everyWriting(await host.accounts.disconnect({ userId, accountId: id })));
  // The database has something to be searched for.
  await connect();
  await host.keys.rotateDataKeys();
  await host.keys.reseal();
  write("views", everyWriting(await host.keys.usage()));
  await host.close();
  await fails("CLOSED", () => host.accounts.list({ userId }));
}
