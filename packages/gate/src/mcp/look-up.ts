import { isArray, isObject, type Json, type JsonObject, own } from "@specwire/contract";
import type { OpenedGateFile } from "../session/gate-file.ts";
import { quoted } from "./input-schema.ts";
import { failed, type ToolText } from "./perform.ts";
import { runWords } from "./run-words.ts";
import { fullId, type SessionOperation } from "./session-tools.ts";
import { annotationsOf, describedOperation, verbFor } from "./tools.ts";

/** `operations-find`: what the search of each tool finds, a line each, the best of each connector first. */
export async function findCall(
  input: JsonObject,
  session: OpenedGateFile,
  operations: readonly SessionOperation[],
): Promise<ToolText> {
  const words = own(input, "words");
  const connector = own(input, "connector");
  const nothing = { slug: typeof connector === "string" ? connector : "all", id: "find" };
  if (typeof words !== "string" || words.trim() === "")
    return failed(nothing, "INVALID_ARGUMENT", "words takes what is to be done, in a few words");
  const slugs = Object.keys(session.manifests).filter(
    (slug) => connector === undefined || slug === connector,
  );
  if (slugs.length === 0)
    return failed(
      nothing,
      "INVALID_ARGUMENT",
      `there is no such connector; there are: ${Object.keys(session.manifests).join(", ")}`,
    );
  const found = await Promise.all(slugs.map((slug) => search(slug, words, session)));
  const lines = found.flatMap((ids, at) => {
    const slug = slugs[at] ?? "";
    return ids.flatMap((id) => operations.find((one) => one.slug === slug && one.id === id) ?? []);
  });
  if (lines.length === 0) {
    const groups = slugs.flatMap((slug) =>
      Object.keys(session.programs[`custom-${slug}`]?.groups() ?? {}).map((group) => `${slug}.${group}`),
    );
    return { isError: false, texts: [`Nothing matches. There are: ${groups.slice(0, 80).join(", ")}`] };
  }
  return { isError: false, texts: [lines.map((one) => lineOf(one, session)).join("\n")] };
}

/** Ids, the best first, as the tool's own search gives them. */
async function search(slug: string, words: string, session: OpenedGateFile): Promise<string[]> {
  const argv = [`--find=${words}`, "--output=json"];
  const { exit, stdout } = await runWords(own(session.texts, `custom-${slug}`) ?? "", argv, {
    env: {},
    most: 100_000,
  });
  const found = exit === 0 ? (JSON.parse(stdout) as Json) : [];
  return (isArray(found) ? found : []).flatMap((one) =>
    isObject(one) && typeof one.id === "string" ? [one.id] : [],
  );
}

function lineOf(one: SessionOperation, session: OpenedGateFile): string {
  const summary = session.programs[`custom-${one.slug}`]?.operation(one.id)?.summary ?? "";
  return `${fullId(one)} (operations-${verbFor(one)}): ${quoted(summary, 100)}`;
}

/** `operations-describe`: what a tool of its own would say. */
export function describeCall(one: SessionOperation, session: OpenedGateFile, files: boolean): ToolText {
  const { description, inputSchema } = describedOperation(one, session, files);
  const tool = `operations-${verbFor(one)}`;
  const described = {
    operation: fullId(one),
    tool,
    description,
    arguments: inputSchema,
    annotations: annotationsOf(one, session),
  };
  return { isError: false, texts: [JSON.stringify(described)] };
}
