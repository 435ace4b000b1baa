import { describe, expect, test } from "vitest";
import { environmentNames, toEnvironmentName } from "../src/environment.ts";
import { manifestOf } from "../src/permissions/manifest.ts";
import { connector, operation } from "./support.ts";

const get = operation({ id: "boards.get", path: "/boards/{id}", scopes: [["read"], ["admin", "read"]] });
const remove = operation({
  id: "boards.remove",
  access: "write",
  destructive: true,
  method: "DELETE",
  path: "/boards/{id}",
});
const download = operation({
  id: "files.get",
  server: "uploads",
  sensitive: true,
  follow: { hosts: ["*.store.test", "api.acme.test", "uploads.acme.test"], method: "GET" },
});

const acme = connector({
  servers: {
    default: { url: "https://{shop}.acme.test", env: "ACME_CRM_BASE_URL", hosts: ["*.acme.test"] },
    uploads: {
      url: "https://uploads.acme.test",
      env: "ACME_CRM_UPLOADS_BASE_URL",
      hosts: ["uploads.acme.test"],
    },
  },
  operations: { "boards.get": get, "boards.remove": remove, "files.get": download },
});

describe("manifestOf", () => {
  test("projects each operation, and lists reads and writes", () => {
    expect(manifestOf(acme, "sha256:00")).toEqual({
      manifest: 1,
      connector: "acme-crm",
      digest: "sha256:00",
      readOps: ["boards.get", "files.get"],
      writeOps: ["boards.remove"],
      operations: {
        "boards.get": {
          access: "read",
          destructive: false,
          sensitive: false,
          method: "GET",
          path: "/boards/{id}",
          scopes: [["read"], ["admin", "read"]],
          hosts: ["*.acme.test"],
        },
        "boards.remove": {
          access: "write",
          destructive: true,
          sensitive: false,
          method: "DELETE",
          path: "/boards/{id}",
          scopes: [],
          hosts: ["*.acme.test"],
        },
        "files.get": {
          access: "read",
          destructive: false,
          sensitive: true,
          method: "GET",
          path: "/things",
          scopes: [],
          hosts: ["*.store.test", "api.acme.test", "uploads.acme.test"],
        },
      },
    });
  });

  test("keeps the connector's order, so that its bytes are the same each time", () => {
    expect(JSON.stringify(manifestOf(acme, "x"))).toBe(
      JSON.stringify(manifestOf(structuredClone(acme), "x")),
    );
    expect(Object.keys(manifestOf(acme, "x").operations)).toEqual([
      "boards.get",
      "boards.remove",
      "files.get",
    ]);
  });

  test("an operation of a server that is not there can go nowhere", () => {
    for (const server of ["missing", "constructor", "__proto__"]) {
      const one = connector({ operations: { "things.list": operation({ server }) } });
      expect(manifestOf(one, "x").operations["things.list"]?.hosts).toEqual([]);
    }
  });
});

describe("environment", () => {
  test.each([
    [["trello"], "TRELLO"],
    [["acme-crm", "api-key"], "ACME_CRM_API_KEY"],
    [["a--b", "c.d"], "A_B_C_D"],
  ])("%j is %s", (parts, name) => {
    expect(toEnvironmentName(...parts)).toBe(name);
  });

  test("names of a connector: servers and secrets from its data, the rest from its slug", () => {
    const slot = (id: string, env: string) => ({ id, env, label: id });
    const one = connector({
      servers: acme.servers,
      auth: [
        {
          id: "keys",
          type: "api_key",
          slots: [slot("key", "ACME_CRM_KEY"), slot("token", "ACME_CRM_TOKEN")],
          placements: [],
        },
        { id: "oauth2", type: "oauth2", slots: [slot("access_token", "ACME_CRM_TOKEN")], placements: [] },
      ],
    });
    expect(environmentNames(one)).toEqual({
      prefix: "ACME_CRM",
      servers: { default: "ACME_CRM_BASE_URL", uploads: "ACME_CRM_UPLOADS_BASE_URL" },
      secrets: ["ACME_CRM_KEY", "ACME_CRM_TOKEN"],
      authMethod: "ACME_CRM_AUTH_METHOD",
      account: "ACME_CRM_ACCOUNT",
      expiresAt: "ACME_CRM_EXPIRES_AT",
    });
  });
});
