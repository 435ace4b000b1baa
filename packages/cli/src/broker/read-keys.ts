import { readFileSync } from "node:fs";
import { type KeyProvider, keyring, RuntimeError } from "@specwire/runtime";
import { quote, Refusal, withFiles } from "../shared/refusal.ts";
import type { World } from "../shared/world.ts";

/** The key-encryption keys of the environment, the first one the primary. Throws `Refusal`, which names no key. */
export function readKeys({ SPECWIRE_KEYS, SPECWIRE_KEYS_FILE }: World["env"]): KeyProvider {
  const file = SPECWIRE_KEYS_FILE;
  const text = file ? withFiles("read", file, () => readFileSync(file, "utf8")) : (SPECWIRE_KEYS ?? "");
  const entries = text
    .split(/[,\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(readEntry);
  const [first] = entries;
  const help = "set SPECWIRE_KEYS, or SPECWIRE_KEYS_FILE to a file with them: <id>=<32 bytes in base64>";
  if (first === undefined) throw new Refusal("There is no key-encryption key.", help);
  const ids = new Set(entries.map(([id]) => id));
  if (ids.size < entries.length) throw new Refusal("A key-encryption key is there twice.", "one id, one key");
  try {
    return keyring({ primary: first[0], keys: Object.fromEntries(entries) });
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    throw new Refusal(error.message.replace("; `generateKey()` makes one", ""), makesOne);
  }
}

const makesOne = "`openssl rand -base64 32` makes one";

function readEntry(entry: string, index: number): readonly [id: string, key: string] {
  const at = entry.indexOf("=");
  const [id, key] = [entry.slice(0, Math.max(at, 0)), entry.slice(at + 1)];
  // Base64 may end with the sign: what stands before it would be the key, and nothing of it may be said.
  if (!/^[\w.-]{1,64}$/.test(id) || !/[\w+/-]/.test(key))
    throw new Refusal(`The key-encryption key ${quote(String(index + 1))} has no id.`, "<id>=<base64>");
  return [id, key];
}
