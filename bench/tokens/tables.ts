import type { Answer } from "./answers.ts";
import type { Way } from "./discovery.ts";
import type { Measured } from "./measured.ts";
import { type PeerSurfaces, type Sizes, sizesOf } from "./surfaces.ts";
import { percent } from "./targets.ts";
import type { Written } from "./writes.ts";

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes?: readonly string[];
}

export function markdownTable({ title, columns, rows, notes = [] }: Table): string {
  const lines = [columns, columns.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [`**${title}**`, lines.join("\n"), ...notes].join("\n\n");
}

const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
const range = ({ median, max }: Sizes): string => `${number(median)}; ${number(max)}`;

export function surfacesTable(measured: readonly Measured[]): Table {
  return {
    title: "What an agent reads of a tool of Specwire, in tokens (half of them; the largest)",
    columns: [
      "",
      "commands",
      "instructions",
      "skill, in the prompt",
      "top",
      "`--help`",
      "a group",
      "a command's help",
    ],
    rows: measured.map(({ name, surfaces: one }) => [
      name,
      number(one.operations),
      number(one.instructions),
      number(one.skillFront),
      number(one.top),
      number(one.topHelp),
      range(one.groups),
      range(one.commands),
    ]),
  };
}

export function peersTable(measured: readonly Measured[], names: { mcp: string; specli: string }): Table {
  return {
    title: "The same documents in other tools",
    columns: [
      "",
      "the document",
      `${names.mcp}: all tools, in the prompt`,
      "one tool",
      `${names.specli}: top`,
      "a resource",
      "a command's help",
    ],
    rows: measured.flatMap(({ name, document, peers }) =>
      peers === undefined || document === undefined ? [] : [peerRow(name, document, peers)],
    ),
    notes: [
      "Help of specli is measured for 20 commands of each document, evenly spread, and for as many resources.",
      ...measured.flatMap(({ name, peers }) =>
        (peers?.failures ?? []).map((failure) => `With ${name}'s document ${failure}.`),
      ),
    ],
  };
}

function peerRow(name: string, document: number, { mcp, specli }: PeerSurfaces): string[] {
  const ofMcp = mcp ? [number(mcp.toolsList), range(mcp.tools)] : ["**fails**", ""];
  const ofSpecli = specli
    ? [number(specli.top), range(specli.groups), range(specli.commands)]
    : ["**fails**", "", ""];
  return [name, number(document), ...ofMcp, ...ofSpecli];
}

export function discoveryTable(ways: readonly Way[], specli: readonly number[] | undefined): Table {
  const all = (of: (way: Way) => number | undefined) => sizesOf(ways.flatMap((way) => of(way) ?? []));
  const found = ways.filter((way) => way.byFind !== undefined);
  const first = ways.filter((way) => way.place === 1).length;
  const row = (name: string, { median, max, of }: Sizes) => [name, String(of), number(median), number(max)];
  const missed = ways.filter((way) => way.byFind === undefined).map((way) => `"${way.intent}"`);
  return {
    title: "GitHub's whole document: from nothing to the right call, in tokens",
    columns: ["", "intents", "half of them", "the most"],
    rows: [
      row(
        "instructions, `--find` with the intent's words, the command's help",
        all((way) => way.byFind),
      ),
      row(
        "instructions, the groups down to the command, its help",
        all((way) => way.byGroups),
      ),
      row(
        "by `--find`, and by groups where it shows no right command",
        all((way) => way.inAll),
      ),
      ...(specli ? [row("specli: top, the resource, the command's help", sizesOf(specli))] : []),
    ],
    notes: [
      `Intents are in the words of people who did not see the commands' names, and were not used to tune the search. \`--find\` shows a right command for ${found.length} of ${ways.length}, at the first place for ${first}.${missed.length > 0 ? ` Not for ${missed.join(", ")}.` : ""} The other two ways are taken by somebody who knows at each step which entry is right.`,
    ],
  };
}

export function answersTable(measured: readonly Measured[]): Table[] {
  return measured.flatMap(({ name, answers }) =>
    answers.length === 0
      ? []
      : [
          {
            title: `Answers of ${name}, in tokens`,
            columns: ["GET", "JSON", "Specwire", "of the JSON", "MCP server", "specli"],
            rows: [
              ...answers.filter(({ kind }) => kind === "list").map(answerRow),
              sumRow(
                "**lists together**",
                answers.filter(({ kind }) => kind === "list"),
              ),
              ...answers.filter(({ kind }) => kind === "detail").map(answerRow),
              sumRow(
                "**single things together**",
                answers.filter(({ kind }) => kind === "detail"),
              ),
            ],
            notes: [`Values: ${valuesOf(answers)}.`],
          },
        ],
  );
}

export function writesTable(written: readonly Written[]): Table {
  return {
    title: "Answers of GitHub's stateful stand-in to the tool that was written by hand, in tokens",
    columns: ["command", "read", "at most"],
    rows: written.map(({ command, tokens, limit }) => [`\`${command}\``, number(tokens), cell(limit)]),
  };
}

function valuesOf(answers: readonly Answer[]): string {
  const own = answers.filter(({ from }) => from === "example").length;
  if (own === answers.length) return "the document's own examples";
  if (own === 0) return "made from the document's schemas by openapi-sampler";
  return `the document's own examples for ${own}, made from its schemas by openapi-sampler for ${answers.length - own}`;
}

function answerRow({ path, raw, ours, mcp, specli }: Answer): string[] {
  return [`\`${path}\``, number(raw), number(ours), percent(ours / raw), cell(mcp), cell(specli)];
}

function sumRow(name: string, answers: readonly Answer[]): string[] {
  const sum = (of: (one: Answer) => number | undefined): number | undefined =>
    answers.every((one) => of(one) !== undefined)
      ? answers.reduce((total, one) => total + (of(one) ?? 0), 0)
      : undefined;
  const [raw, ours] = [sum((one) => one.raw) ?? 0, sum((one) => one.ours) ?? 0];
  return [
    name,
    number(raw),
    number(ours),
    percent(ours / raw),
    cell(sum((one) => one.mcp)),
    cell(sum((one) => one.specli)),
  ];
}

const cell = (value: number | undefined): string => (value === undefined ? "" : number(value));
