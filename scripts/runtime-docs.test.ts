import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runtimeErrorCodes } from "../packages/runtime/src/errors/error-codes.ts";
import { eventTypes } from "../packages/runtime/src/events/event-store.ts";
import * as surface from "../packages/runtime/src/index.ts";

import { logEvents } from "../packages/runtime/src/log.ts";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/runtime.md"), "utf8");

test("docs/runtime.md has every error code, with who can end it and what an agent is told", () => {
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| `(\w+)` \| `([A-Z_]+)` \| ./gm)];
  expect(rows.map(([, code, remedy, agentCode]) => [code, { remedy, agentCode }])).toEqual(
    Object.entries(runtimeErrorCodes),
  );
});

describe("docs/runtime.md has, in the order of the code,", () => {
  const [, section = ""] = /^## Events and logs\n([\s\S]*?)^## /m.exec(page) ?? [];

  test("every type of event", () => {
    const rows = [...section.matchAll(/^\| `([\w.]+)` \| [^|]+ \|$/gm)];
    expect(rows.map(([, type]) => type)).toEqual(eventTypes);
  });

  test("every event of the log, with its levels", () => {
    const rows = [...section.matchAll(/^\| `([\w.-]+)` \| ([\w, ]+) \| [^|]+ \|$/gm)];
    expect(rows.map(([, event, levels]) => [event, levels?.split(", ")])).toEqual(Object.entries(logEvents));
  });
});

describe("docs/runtime.md has every call", () => {
  test.each(Object.keys(surface))("%s", (name) => {
    expect(page).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test("of a runtime, and of the adapter", async () => {
    const runtime = await surface.openRuntime({
      database: { memory: true },
      keys: surface.keyring({ primary: "k", keys: { k: surface.generateKey() } }),
      publicUrl: "https://host.example",
    });
    const integrations = surface.createIntegrations(runtime, { compile: () => ({ diagnostics: [] }) });
    await runtime.close();
    const calls = (of: object): string[] =>
      Object.entries(of).flatMap(([name, value]) => (typeof value === "function" ? [name] : calls(value)));
    const missing = [...calls(runtime), ...calls(integrations)].filter(
      (name) => !new RegExp(`[.\`]${name}\\b`).test(page),
    );
    expect(missing).toEqual([]);
  });
});

test("its examples import what there is", () => {
  const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
  expect(blocks.length).toBeGreaterThan(5);
  const named = blocks.flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from "@specwire\/runtime"/g)].flatMap(([, names = ""]) =>
      names.split(",").map((name) => name.trim()),
    ),
  );
  expect(named.filter((name) => !(name in surface))).toEqual([]);
});
