import type { Connector } from "@specwire/contract";
import { commandName } from "@specwire/contract";
import type { EmittedFile } from "./shared/emitted-file.ts";

/** `SKILL.md`: the instructions behind the front matter of the Agent Skills format. */
export function emitSkill(connector: Connector, instructions: EmittedFile): EmittedFile {
  const name = commandName(connector.slug);
  const about = `${connector.name}: ${connector.description} Use it to work with ${connector.name} through the command ${name}.`;
  const front = ["---", `name: ${name}`, `description: ${quotedScalar(withoutTags(about))}`, "---"];
  return { path: "SKILL.md", text: `${front.join("\n")}\n\n${instructions.text}` };
}

/** The format allows no tags in a description. */
function withoutTags(text: string): string {
  return text.replace(/[<>]/g, "");
}

/** A YAML double-quoted scalar on one line; nothing in it can end the front matter. */
function quotedScalar(text: string): string {
  return JSON.stringify(text).replace(
    /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`,
  );
}
