import { isArray, isObject, type Json, own } from "../json.ts";
import type { Manifest } from "./manifest.ts";

/** The environment variable that hosts give an agent's client: what each connector's operations do. */
export const permissionsVariable = "CUSTOM_INTEGRATION_PERMISSIONS";

/** `{ "custom-trello": { "read": ["boards.list"], "write": ["cards.create"] } }`. */
export type Permissions = Readonly<
  Record<string, { readonly read: readonly string[]; readonly write: readonly string[] }>
>;

/** What hosts write into `CUSTOM_INTEGRATION_PERMISSIONS`, from manifests by slug. */
export function permissionsOf(manifests: Readonly<Record<string, Manifest>>): Permissions {
  return Object.fromEntries(
    Object.entries(manifests).map(([slug, { readOps, writeOps }]) => [
      `custom-${slug}`,
      { read: readOps, write: writeOps },
    ]),
  );
}

/** Reads `CUSTOM_INTEGRATION_PERMISSIONS`. Throws `TypeError` for anything that is not of its shape. */
export function readPermissions(text: string): Permissions {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    throw refused("is not JSON; was it passed through a shell?");
  }
  if (!isObject(json)) throw refused("is not an object");
  for (const [name, entry] of Object.entries(json)) {
    if (!/^custom-[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
      throw refused(`has ${JSON.stringify(name)}, no tool of ours`);
    const both = [
      own(isObject(entry) ? entry : undefined, "read"),
      own(isObject(entry) ? entry : undefined, "write"),
    ];
    const lists = both.map((list) =>
      isArray(list) && list.every((id) => typeof id === "string") ? list : undefined,
    );
    const [read, write] = lists;
    if (read === undefined || write === undefined) throw refused(`lacks the lists of ${name}`);
    if (read.some((id) => write.includes(id))) throw refused(`says both of an operation of ${name}`);
  }
  return json as unknown as Permissions;
}

/** Whether a manifest and the variable say the same of a connector: a difference means that one was changed. */
export function agree(permissions: Permissions, slug: string, { readOps, writeOps }: Manifest): boolean {
  const entry = own(permissions, `custom-${slug}`);
  const same = (a: readonly string[] | undefined, b: readonly string[]) =>
    a !== undefined && JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
  return same(entry?.read, readOps) && same(entry?.write, writeOps);
}

function refused(problem: string): TypeError {
  return new TypeError(`${permissionsVariable} ${problem}`);
}
