import type { Adapter, AdapterPayload } from "oidc-provider";

/** Everything that an authorization server remembers, by kind of record. */
export type ServerMemory = Map<string, Map<string, AdapterPayload>>;

/** Keeps oidc-provider's records in memory that the test owns, so that clients can be added while it runs. */
export function memoryAdapter(memory: ServerMemory): new (kind: string) => Adapter {
  const recordsOf = (kind: string): Map<string, AdapterPayload> => {
    const records = memory.get(kind) ?? new Map<string, AdapterPayload>();
    memory.set(kind, records);
    return records;
  };
  const findBy = (kind: string, member: "uid" | "userCode", value: string): AdapterPayload | undefined =>
    [...recordsOf(kind).values()].find((record) => record[member] === value);

  return class MemoryAdapter implements Adapter {
    readonly #kind: string;
    constructor(kind: string) {
      this.#kind = kind;
    }
    async upsert(id: string, payload: AdapterPayload): Promise<undefined> {
      recordsOf(this.#kind).set(id, payload);
    }
    async find(id: string): Promise<AdapterPayload | undefined> {
      return recordsOf(this.#kind).get(id);
    }
    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return findBy(this.#kind, "uid", uid);
    }
    async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      return findBy(this.#kind, "userCode", userCode);
    }
    async consume(id: string): Promise<undefined> {
      const record = recordsOf(this.#kind).get(id);
      if (record) record.consumed = Math.floor(Date.now() / 1000);
    }
    async destroy(id: string): Promise<undefined> {
      recordsOf(this.#kind).delete(id);
    }
    async revokeByGrantId(grantId: string): Promise<undefined> {
      for (const records of memory.values()) {
        for (const [id, record] of records) if (record.grantId === grantId) records.delete(id);
      }
    }
  };
}
