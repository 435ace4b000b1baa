import type { Command } from "../shared/command.ts";

export const broker: Command = {
  name: "broker",
  summary: "perform operations for sandboxes that hold no credential",
  usage:
    "broker [--socket <path>]… [--listen <host:port>]… [--mode <octal>] [--session <id>] [--allow-host <host:port>]… [--log]",
  details: [
    "Works on the PostgreSQL database and with the keys of the hosts that make the sessions; as\nmany brokers as you like share them. (An embedded database is its host's alone: there\n`runtime.broker()` is the broker.) It runs until SIGTERM or SIGINT, and then lets what is\nunder way end.",
    "SPECWIRE_DATABASE_URL   postgres://user:password@host:5432/database\nSPECWIRE_KEYS           key-encryption keys, <id>=<base64> each, with commas between them;\n                        the first one is the primary; `openssl rand -base64 32` makes one\nSPECWIRE_KEYS_FILE      a file with them, one a line, in place of SPECWIRE_KEYS",
  ],
  options: {
    socket: { value: "<path>", summary: "listen on this unix socket; may be repeated" },
    mode: { value: "<octal>", summary: "who may connect to sockets: 600 unless said otherwise" },
    listen: { value: "<host:port>", summary: "listen on this TCP port, over plain HTTP; may be repeated" },
    session: { value: "<id>", summary: "take grants of this session alone" },
    "allow-host": {
      value: "<host:port>",
      summary: "a server of a private network that may be called; may be repeated",
    },
    log: { summary: "everything that happens as lines of JSON on standard error, not only what went wrong" },
  },
  arguments: { name: "nothing", least: 0, most: 0 },
  examples: [
    { line: "broker --socket /run/agents/broker.sock", says: "to be mounted into sandboxes" },
    { line: "broker --listen 127.0.0.1:8790", says: "for agents on the same machine" },
  ],
  exits: ["0  ended by a signal", "2  it can't start: the database, a key, an address"],
  load: () => import("../broker/broker.ts"),
};
