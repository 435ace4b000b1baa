import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { replaceSecrets } from "../../../src/accounts/account-changes.ts";
import { openAccount } from "../../../src/accounts/account-store.ts";
import { saveAccount } from "../../../src/accounts/save-account.ts";
import { addConnector } from "../../../src/connectors/connector-store.ts";
import type { Context } from "../../../src/context.ts";
import { RuntimeError } from "../../../src/errors/runtime-error.ts";
import type { Database } from "../../../src/store/database.ts";
import { accountSecrets, accounts, dataKeys, oauthClients } from "../../../src/store/schema.ts";
import { QueryError } from "../../../src/store/store-errors.ts";
import { generateKey, keyring } from "../../../src/vault/keyring.ts";
import { accountSecretPlace, clientSecretPlace, type SecretPlace } from "../../../src/vault/secret-places.ts";
import { createVault, type Vault } from "../../../src/vault/vault.ts";
import { compileConnector } from "../../support/compile-connector.ts";

/** What someone who can write to the database does to it, and whose secrets are then read. */
export type Tampering = { readonly read: string } & (
  | { readonly copy: { readonly from: string; readonly to: string } }
  | { readonly move: { readonly account: string; readonly userId?: string; readonly connector?: string } }
  | { readonly rollback: string }
  | { readonly bytes: Damage }
  | { readonly keyring: "another" }
  | { readonly keyId: string }
  | { readonly wrapped: { readonly from: string; readonly to: string } }
  | { readonly tenant: { readonly of: string; readonly to: string } }
);

interface Damage {
  readonly of: string;
  /** Bytes taken off the end. */
  readonly cut?: number;
  /** Bytes that are left. */
  readonly keep?: number;
  /** Hex. */
  readonly append?: string;
  /** Instead of the value. */
  readonly text?: string;
  /** Its first byte. */
  readonly format?: number;
  /** A UUID, or the account whose data key is named. */
  readonly dataKey?: string;
}

/** What the database's own rules say of the change, and what reading the account gave once it was made. */
export interface Outcome {
  readonly database: "takes it" | "refuses it" | "can't hold it";
  /** A code, or `opened`. */
  readonly read: string;
}

/** The accounts that every run begins with, each with two secrets: `access_token of ada`. */
const people = {
  ada: { userId: "ada", connector: "main" },
  adaTwo: { userId: "ada", connector: "main" },
  adaElsewhere: { userId: "ada", connector: "elsewhere" },
  bob: { userId: "bob", connector: "main" },
} as const;
type Person = keyof typeof people;
const fields = ["access_token", "refresh_token"] as const;

const secretsOf = (name: Person): Record<(typeof fields)[number], string> => ({
  access_token: `access_token of ${name}`,
  refresh_token: `refresh_token of ${name}`,
});

const keyProvider = keyring({ primary: "k1", keys: { k1: generateKey() } });
/** Another key under the same name, as after a restore with the wrong secret. */
const otherKeyProvider = keyring({ primary: "k1", keys: { k1: generateKey() } });

export class Safe {
  readonly #db: Database;
  readonly #connectors = new Map<string, string>();
  readonly #ids = new Map<Person, string>();

  private constructor(db: Database) {
    this.#db = db;
  }

  static async open(db: Database): Promise<Safe> {
    const safe = new Safe(db);
    for (const slug of ["main", "elsewhere"]) {
      const input = { createdBy: null, ...compileConnector(slug, { auth }) };
      safe.#connectors.set(slug, (await addConnector(safe.#context(safe.#vault()), input)).id);
    }
    return safe;
  }

  /** Everything as new, under new keys. */
  async fill(): Promise<void> {
    for (const table of [accounts, oauthClients, dataKeys]) await this.#db.delete(table);
    const vault = this.#vault();
    await this.#fillClient(vault);
    for (const name of Object.keys(people) as Person[]) await this.#fillAccount(name, vault);
  }

  /** Makes the change, in spite of the database's own rules if they refuse it, and reads as another process would. */
  async play(tampering: Tampering): Promise<Outcome> {
    const provider = "keyring" in tampering ? otherKeyProvider : keyProvider;
    const damaged = "bytes" in tampering ? await this.#damaged(tampering.bytes) : undefined;
    const database = await this.#write(await this.#statements(tampering, damaged));
    const name = tampering.read as Person;
    if (database !== "can't hold it") return { database, read: await this.read(name, provider) };
    const place = accountSecretPlace(await this.#account(name), fields[0], 1);
    return { database, read: await this.#open(this.#vault(), place, damaged ?? new Uint8Array()) };
  }

  /** `opened` if every secret of the account is what it was, else a code. */
  async read(name: Person, provider = keyProvider): Promise<string> {
    const id = this.#ids.get(name) ?? "";
    return outcomeOf(async () => {
      const opened = await openAccount(this.#context(this.#vault(provider)), id);
      return isDeepStrictEqual(opened?.secrets, secretsOf(name));
    });
  }

  /** What opening gives for a value with each of its bits turned, one after the other. */
  async readEachBitTurned(value: string): Promise<ReadonlySet<string>> {
    const [person = "", field = ""] = value.split(".");
    const sealed = await this.#sealed(value);
    const place = accountSecretPlace(await this.#account(person as Person), field, 1);
    const vault = this.#vault();
    const outcomes = new Set<string>();
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const turned = new Uint8Array(sealed);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      outcomes.add(await this.#open(vault, place, turned));
    }
    return outcomes;
  }

  /** A vault that has no key in its memory, as another process's. */
  #vault(provider = keyProvider): Vault {
    return createVault({ db: this.#db, keyProvider: provider });
  }

  #context(vault: Vault): Context {
    return { db: this.#db, vault, now: Date.now } as Context;
  }

  async #open(vault: Vault, place: SecretPlace, sealed: Uint8Array): Promise<string> {
    return outcomeOf(async () => {
      await vault.open(place, sealed);
      return false;
    });
  }

  async #fillClient(vault: Vault): Promise<void> {
    const connectorId = this.#connectors.get("main") ?? "";
    const client = { id: randomUUID(), connectorId, schemeId: "oauth2", userId: "ada", version: 1 };
    const clientSecret = await vault.seal(clientSecretPlace(client), "client_secret of ada");
    await this.#db.insert(oauthClients).values({ ...client, clientId: "c", clientSecret });
  }

  async #fillAccount(name: Person, vault: Vault): Promise<void> {
    const { userId, connector } = people[name];
    const connectorId = this.#connectors.get(connector) ?? "";
    const place = { userId, connectorId, schemeId: "oauth2", label: name, status: "connected" as const };
    const { id } = await saveAccount(this.#context(vault), { ...place, secrets: secretsOf(name) });
    this.#ids.set(name, id);
  }

  async #account(name: Person) {
    const [row] = await this.#db
      .select()
      .from(accounts)
      .where(eq(accounts.id, this.#ids.get(name) ?? ""));
    if (row === undefined) throw new Error(`${name} has no account`);
    return row;
  }

  async #write(statements: readonly SQL[]): Promise<Outcome["database"]> {
    const write = (inSpite: boolean) =>
      this.#db.transaction(async (tx) => {
        if (inSpite) await tx.execute(sql`set local session_replication_role = replica`);
        for (const statement of statements) await tx.execute(statement);
      });
    for (const [inSpite, outcome] of [
      [false, "takes it"],
      [true, "refuses it"],
    ] as const) {
      try {
        await write(inSpite);
        return outcome;
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
      }
    }
    return "can't hold it";
  }

  async #statements(tampering: Tampering, damaged?: Uint8Array): Promise<SQL[]> {
    if ("bytes" in tampering) return [this.#put(tampering.bytes.of, damaged ?? new Uint8Array())];
    if ("copy" in tampering) return [this.#put(tampering.copy.to, await this.#sealed(tampering.copy.from))];
    if ("rollback" in tampering) {
      const old = await this.#sealed(tampering.rollback);
      await this.#refresh("ada");
      return [this.#put(tampering.rollback, old)];
    }
    return this.#statementsOnRows(tampering);
  }

  /** All secrets are written again, as version 2. */
  async #refresh(name: Person): Promise<void> {
    const account = await this.#account(name);
    await replaceSecrets(this.#context(this.#vault()), account, { secrets: secretsOf(name) });
  }

  #statementsOnRows(tampering: Tampering): SQL[] {
    if ("move" in tampering) {
      const { account, userId, connector } = tampering.move;
      const id = this.#ids.get(account as Person);
      return [
        userId === undefined
          ? sql`update ${accounts} set connector_id = ${this.#connectors.get(connector ?? "")} where id = ${id}`
          : sql`update ${accounts} set user_id = ${userId} where id = ${id}`,
      ];
    }
    if ("keyId" in tampering) return [sql`update ${dataKeys} set key_id = ${tampering.keyId}`];
    if ("wrapped" in tampering) {
      const { from, to } = tampering.wrapped;
      const source = sql`select wrapped from ${dataKeys} where tenant = ${`user:${from}`}`;
      return [sql`update ${dataKeys} set wrapped = (${source}) where tenant = ${`user:${to}`}`];
    }
    if ("tenant" in tampering) {
      const { of, to } = tampering.tenant;
      return [
        sql`update ${dataKeys} set tenant = 'nobody' where tenant = ${to}`,
        sql`update ${dataKeys} set tenant = ${to} where tenant = ${`user:${of}`}`,
        sql`update ${accounts} set user_id = 'bob' where id = ${this.#ids.get(of as Person)}`,
      ];
    }
    return [];
  }

  /** `ada.access_token`, or `client`. */
  async #sealed(name: string): Promise<Uint8Array> {
    if (name === "client") {
      const [client] = await this.#db.select().from(oauthClients);
      return new Uint8Array(client?.clientSecret ?? []);
    }
    const [person = "", field = ""] = name.split(".");
    const [row] = await this.#db
      .select()
      .from(accountSecrets)
      .where(
        and(
          eq(accountSecrets.accountId, this.#ids.get(person as Person) ?? ""),
          eq(accountSecrets.field, field),
        ),
      );
    if (row === undefined) throw new Error(`there is no ${name}`);
    return new Uint8Array(row.sealed);
  }

  #put(name: string, sealed: Uint8Array): SQL {
    const [person = "", field = ""] = name.split(".");
    const hex = Buffer.from(sealed).toString("hex");
    return sql`update ${accountSecrets} set sealed = decode(${hex}, 'hex')
      where account_id = ${this.#ids.get(person as Person)} and field = ${field}`;
  }

  async #damaged({ of, ...damage }: Damage): Promise<Uint8Array> {
    if (damage.text !== undefined) return new TextEncoder().encode(damage.text);
    const sealed = await this.#sealed(of);
    const end = damage.keep ?? sealed.length - (damage.cut ?? 0);
    const bytes = Buffer.concat([sealed.subarray(0, end), Buffer.from(damage.append ?? "", "hex")]);
    if (damage.format !== undefined) bytes[0] = damage.format;
    if (damage.dataKey !== undefined) {
      const tenant = `user:${damage.dataKey}`;
      const [row] = await this.#db.select().from(dataKeys).where(eq(dataKeys.tenant, tenant));
      bytes.set(Buffer.from((row?.id ?? damage.dataKey).replaceAll("-", ""), "hex"), 1);
    }
    return bytes;
  }
}

const auth = `auth: ${JSON.stringify({
  type: "oauth2",
  authorizationUrl: "https://auth.example.com/authorize",
  tokenUrl: "https://auth.example.com/token",
})}`;

async function outcomeOf(open: () => Promise<boolean>): Promise<string> {
  try {
    return (await open()) ? "opened" : "opened, and it is another secret";
  } catch (error) {
    if (error instanceof RuntimeError) return error.code;
    throw error;
  }
}
