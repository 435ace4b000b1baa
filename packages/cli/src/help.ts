import type { Command } from "./shared/command.ts";
import { tone } from "./shared/tone.ts";
import type { Output } from "./shared/world.ts";

/** `specwire --help` */
export function topHelp(commands: readonly Command[], output: Output): string {
  return page(output, [
    ["", ["specwire turns one file, connector.yaml, into a command-line tool for an API,"]],
    ["", ["the instructions that an agent reads, and a permission manifest."]],
    ["Usage", ["specwire <command> …"]],
    ["Commands", columns(commands.map(({ name, summary }) => [name, summary]))],
    [
      "Start here",
      columns([
        ["specwire init my-api", "write a first connector spec"],
        ["specwire check my-api", "find its mistakes"],
        ["specwire compile my-api", "write out/my-api"],
        ["specwire run my-api", "try what it can do"],
      ]),
    ],
    [
      "Flags",
      columns([
        ["-h, --help", "behind a command: its flags and examples; also `specwire help <command>`"],
        ["-v, --version", "the version"],
      ]),
    ],
  ]);
}

/** `specwire <command> --help` */
export function commandHelp(command: Command, output: Output): string {
  const options = Object.entries(command.options).map(
    ([name, { short, value, summary }]): [string, string] => [
      `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`,
      summary,
    ],
  );
  return page(output, [
    ["", [`specwire ${command.name}: ${command.summary}`]],
    ["Usage", [`specwire ${command.usage}`]],
    ...command.details.map((paragraph): Section => ["", ["", ...paragraph.split("\n")]]),
    ["Flags", columns([...options, ["-h, --help", "this text"]])],
    ["Examples", columns(command.examples.map(({ line, says }) => [`specwire ${line}`, says]))],
    ["Exit codes", command.exits],
  ]);
}

type Section = readonly [title: string, lines: readonly string[]];

function page(output: Output, sections: readonly Section[]): string {
  const lines = sections.flatMap(([title, content]) =>
    title === "" ? content : ["", tone(output, "bold", title), ...content.map((line) => `  ${line}`)],
  );
  return `${lines.join("\n")}\n`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`);
}
