import type { Connector } from "@specwire/contract";
import { commandName } from "@specwire/contract";
import type { EmittedFile } from "./shared/emitted-file.ts";

/** Limits of the Agent Skills format, in characters. */
const maxDescription = 1024;

/** `SKILL.md`: the instructions behind the front matter of the Agent Skills format. */
export function emitSkill(connector: Connector, instructions: EmittedFile): EmittedFile {
  const name = commandName(connector.slug);
  const about = `${connector.name}: ${connector.description} Use it to work with ${connector.name} through the command ${name}.`;
  // JSON strings are YAML double-quoted scalars; nothing in them can end the front matter.
  const front = ["---", `name: ${name}`, `description: ${asciiJson(about.slice(0, maxDescription))}`, "---"];
  return { path: "SKILL.md", text: `${front.join("\n")}\n\n${instructions.text}` };
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
