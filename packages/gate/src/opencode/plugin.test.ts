import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type WrittenSession, writeSession } from "../../test/support/gate-file.ts";
import type { OpenCodeConfig } from "./bash-permission.ts";
import { type OpenCodeHooks, openCodePlugin } from "./plugin.ts";

// The hooks alone, in orders that the real client gives only by chance; test/opencode.test.ts has the client.

let session: WrittenSession;
let replied: string[];
beforeEach(() => {
  session = writeSession("environment");
  vi.stubEnv("SPECWIRE_GATE_FILE", session.gateFile);
  replied = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(session.folder, { recursive: true, force: true });
});

const open = (bash?: string): Promise<OpenCodeHooks> =>
  openCodePlugin(
    {
      client: {
        postSessionIdPermissionsPermissionId: async ({ path, body }) =>
          replied.push(`${path.id} ${path.permissionID} ${body.response}`),
      },
    },
    bash === undefined ? undefined : { bash },
  );

function world(hooks: OpenCodeHooks, sessionID = "s") {
  const args: Record<string, { command: unknown }> = {};
  return {
    args,
    before: (callID: string, command: unknown, tool = "bash") => {
      args[callID] = { command };
      return hooks["tool.execute.before"]({ tool, sessionID, callID }, { args: args[callID] });
    },
    asked: (id: string, callID: string, more: object = {}) => {
      const metadata = { command: args[callID]?.command };
      const properties = { id, sessionID, permission: "bash", metadata, tool: { callID }, ...more };
      return hooks.event({ event: { type: "permission.asked", properties } });
    },
    answered: (requestID: string, reply: string) =>
      hooks.event({ event: { type: "permission.replied", properties: { sessionID, requestID, reply } } }),
    start: (callID?: string) =>
      hooks["shell.env"]({ sessionID, ...(callID !== undefined && { callID }) }, { env: {} }),
    end: (callID: string, status: string) => {
      const part = { type: "tool", sessionID, callID, state: { status } };
      return hooks.event({ event: { type: "message.part.updated", properties: { part } } });
    },
  };
}

const read = "custom-acme items list";
const write = "custom-acme items delete 1";

describe("a command starts", () => {
  test("once, if it is allowed, and its question is answered for the person", async () => {
    const { before, asked, start } = world(await open());
    await before("1", read);
    await asked("q", "1");
    expect(replied).toEqual(["s q once"]);
    await start("1");
    await expect(start("1")).rejects.toThrow("it was not judged");
  });

  test.each(["once", "always"])("after a person's %s, if it is asked", async (reply) => {
    const { before, asked, answered, start } = world(await open());
    await before("1", write);
    await asked("q", "1");
    expect(replied).toEqual([]);
    await answered("q", reply);
    await start("1");
  });

  test("where others are the host's own matter, without a question of ours", async () => {
    session.change((file) => ({ ...file, mode: "broker" }));
    const { before, asked, start } = world(await open());
    await before("1", "ls");
    await asked("q", "1");
    expect(replied).toEqual([]);
    await start("1");
  });
});

describe("a command does not start", () => {
  test("without a judgement, of another session, or after the person's no", async () => {
    const hooks = await open();
    const { before, asked, answered, start } = world(hooks);
    await expect(start("1")).rejects.toThrow("it was not judged");
    await before("1", read);
    await expect(world(hooks, "other").start("1")).rejects.toThrow("it was not judged");
    await before("2", write);
    await asked("q", "2");
    await answered("q", "reject");
    await expect(start("2")).rejects.toThrow("a person must approve it");
  });

  test("if another question was answered, or one about another command", async () => {
    const { before, asked, answered, start } = world(await open());
    await before("1", write);
    await asked("q1", "1", { permission: "external_directory" });
    await asked("q2", "1", { metadata: { command: read } });
    await answered("q1", "once");
    await answered("q2", "once");
    await answered("unknown", "once");
    await expect(start("1")).rejects.toThrow("a person must approve it");
  });

  test("if another plugin changes it after it was judged, and its question stays a question", async () => {
    const { args, before, asked, start } = world(await open());
    await before("1", read);
    Object.assign(args["1"] ?? {}, { command: write });
    await asked("q", "1");
    expect(replied).toEqual([]);
    await expect(start("1")).rejects.toThrow("it was changed after it was judged");
  });

  test("under the id of another one that waits", async () => {
    const { before, end } = world(await open());
    await before("1", write);
    await expect(before("1", read)).rejects.toThrow("two commands have one id");
    await end("1", "running");
    await expect(before("1", read)).rejects.toThrow("two commands have one id");
    await end("1", "error");
    await before("1", read);
  });

  test("if it is no text", async () => {
    await expect(world(await open()).before("1", [read])).rejects.toThrow("the command is no text");
  });
});

test("other tools and a person's terminal are not ours", async () => {
  const { before, start } = world(await open());
  await before("1", write, "edit");
  await start();
});

test("an answer that does not arrive leaves the question to the person", async () => {
  const hooks = await openCodePlugin({
    client: { postSessionIdPermissionsPermissionId: () => Promise.reject(new Error("gone")) },
  });
  const { before, asked } = world(hooks);
  await before("1", read);
  await asked("q", "1");
});

test("options that are none keep the plugin from loading", async () => {
  await expect(open("yes")).rejects.toThrow("the option bash is no permission");
});

describe("the shell is opened", () => {
  const opened = async (config: OpenCodeConfig, bash?: string): Promise<OpenCodeConfig> => {
    await (await open(bash)).config(config);
    return config;
  };

  test("for questions about each command where secrets are within reach", async () => {
    const closed = { permission: { edit: "allow", bash: "deny", "bas?": "deny" } } as const;
    expect(await opened({ ...closed }, "allow")).toEqual({
      permission: { edit: "allow", bash: { "*": "ask", "*custom-acme*": "ask" } },
    });
    expect(await opened({ ...closed }, "deny")).toMatchObject({
      permission: { bash: { "*": "deny", "*custom-acme*": "ask" } },
    });
  });

  test("for ours behind what the host says of others, for agents with words of their own as well", async () => {
    session.change((file) => ({ ...file, mode: "broker" }));
    const agent = {
      all: { permission: "allow" },
      none: { permission: { "*": "allow", bash: "deny" } },
      without: { permission: { "*": "allow", "b*": "deny" } },
      some: { permission: { bash: { "*": "ask", "git *": "allow", "*custom-acme*": "allow" } } },
      silent: { permission: { edit: "deny" } },
    } as const;
    const ours = { "*custom-acme*": "ask" };
    expect(await opened({ permission: "deny", agent: structuredClone(agent) }, "allow")).toEqual({
      permission: { "*": "deny", bash: { "*": "allow", ...ours } },
      agent: {
        all: { permission: { "*": "allow", bash: { "*": "allow", ...ours } } },
        none: agent.none,
        without: agent.without,
        some: { permission: { bash: { "*": "ask", "git *": "allow", ...ours } } },
        silent: agent.silent,
      },
    });
  });

  test("but not for what the host denies, whatever else such a command names", async () => {
    session.change((file) => ({ ...file, mode: "broker" }));
    const bash = { "rm *": "deny", "*custom-acme*": "deny", "*": "allow", "ls *": "allow" } as const;
    const config: OpenCodeConfig = { agent: { some: { permission: { bash } } } };
    await (await open()).config(config);
    const permission = config.agent?.some?.permission as { readonly bash: object };
    expect(Object.entries(permission.bash)).toEqual([
      ["*", "allow"],
      ["ls *", "allow"],
      ["rm *", "deny"],
      ["*custom-acme*", "deny"],
    ]);
    const other: OpenCodeConfig = { agent: { some: { permission: { bash: { "rm *": "deny" } } } } };
    await (await open()).config(other);
    const all = other.agent?.some?.permission as { readonly bash: object };
    expect(Object.entries(all.bash)).toEqual([
      ["*custom-acme*", "ask"],
      ["rm *", "deny"],
    ]);
  });

  test("not at all without a gate file", async () => {
    vi.stubEnv("SPECWIRE_GATE_FILE", "");
    const config: OpenCodeConfig = { permission: { bash: "deny" } };
    await expect(opened(config)).rejects.toThrow("SPECWIRE_GATE_FILE is not set");
    expect(config).toEqual({ permission: { bash: "deny" } });
  });
});
