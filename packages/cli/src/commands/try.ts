import type { Command } from "../shared/command.ts";

export const tryCommand: Command = {
  name: "try",
  summary: "make one read with a credential, and say what is wrong by what comes back",
  usage: "try [--probe] [--credential-file <file>] [--json] <connector folder|compiled folder> [command…]",
  details: [
    "Without a command it is the spec's `verify`, else the first list that needs no argument. It is\nnever a write. Of a good answer its shape is shown and no value; of an error what the API says.",
    "The credential comes from the environment (as the connector's tool reads it) or from a file: JSON\nor NAME=value lines, or the one value alone. It is sent where the spec says and never shown.",
    "--probe tries other prefixes in the same header, and other base paths on the same host, with the\nsame read. It says so first.",
    "These flags are try's wherever they stand; what is behind `--` is all the command's.",
  ],
  options: {
    probe: { summary: "look for the prefix or base path that works, with a few more reads" },
    "credential-file": { value: "<file>", summary: "where the credential is" },
    json: { summary: "what was found as JSON on stdout" },
  },
  arguments: {
    name: "a connector's folder",
    least: 1,
    most: Number.POSITIVE_INFINITY,
    passRest: true,
    flagsAnywhere: true,
  },
  examples: [
    { line: "try my-api", says: "one read, with MY_API_API_KEY of the environment" },
    { line: "try my-api items list --credential-file key.txt", says: "this read, with the key in a file" },
    { line: "try my-api --probe", says: "find out what the API wants instead" },
  ],
  exits: ["0  it works", "1  it does not, or the spec has errors", "2  wrong usage"],
  load: () => import("../try/try.ts"),
};
