import type { Json } from "@specwire/contract";
import type { OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";
import { documentParameters } from "../phases/2-resolve/document-operation.ts";
import { chooseHighlights } from "./choose.ts";
import type { DraftPart, Guesses, Spec } from "./draft-part.ts";
import { guessErrors } from "./errors.ts";
import type { DraftOperation } from "./operations.ts";
import { selectorsFor } from "./selectors.ts";
import { ownPagination, sharedPagination } from "./shared-pagination.ts";
import type { Remark } from "./write-spec.ts";

/** Every operation by itself, or in bulk with those of which something is guessed. */
export function draftOperations(guesses: Guesses): DraftPart {
  const { operations, options, document } = guesses;
  const members: Spec = {};
  const remarks: Remark[] = [];
  const shared = sharedPagination(operations);
  if (shared !== undefined) {
    members.pagination = shared as unknown as Json;
    remarks.push({
      at: ["pagination"],
      above: "A guess, for every list with these parameters: try one that has more than a page.",
    });
  }
  const errors = guessErrors(operations.map(({ members }) => members));
  if (errors !== undefined) {
    members.errors = errors;
    remarks.push({
      at: ["errors"],
      above: "A guess: every answer says whether it is an error, whatever its status.",
    });
  }
  const isWritten = operations.length <= (options.mostWritten ?? 40);
  const taken: Spec = isWritten ? {} : inBulk(guesses, remarks);
  let own = 0;
  for (const one of operations) {
    const guessed = guessedOf(one, shared, document);
    const mattersMost =
      guessed.access !== undefined || guessed.sensitive !== undefined || guessed.destructive !== undefined;
    if (!isWritten && !mattersMost && (Object.keys(guessed).length === 0 || own++ >= mostOwn)) continue;
    const summary = isWritten && one.summary !== undefined ? { summary: one.summary } : {};
    taken[one.id] = { use: one.use, ...summary, ...guessed } as Json;
    remarks.push(...remarksOn(one, guessed));
  }
  const highlights = chooseHighlights(operations);
  if (highlights.length > 1 && operations.length > highlights.length) {
    members.highlights = highlights;
    remarks.push({ at: ["highlights"], above: "A guess: what the instructions for agents name first." });
  }
  members.operations = taken;
  remarks.push({
    at: ["operations"],
    above: isWritten
      ? "Every operation of the document. An id is the command and the name in permissions: rename it as you like,\nand delete what nobody needs."
      : "Ids of operations taken in bulk are made from the document. `id: { use: … }` gives one another name or\nother settings; delete the lines of what nobody needs.",
  });
  return { members, remarks };
}

function inBulk(guesses: Guesses, remarks: Remark[]): Spec {
  const { operations, options, isWhole } = guesses;
  const counted =
    isWhole || (options.include ?? []).length === 0
      ? selectorsFor(isWhole ? operations.map(({ one }) => one) : guesses.document.operations)
      : (options.include ?? []).map((selector) => ({ selector, count: undefined }));
  for (const [index, { count }] of counted.entries()) {
    if (count !== undefined)
      remarks.push({
        at: ["operations", "include", index],
        behind: `${count} operation${count === 1 ? "" : "s"}`,
      });
  }
  return { include: counted.map(({ selector }) => selector), exclude: [...(options.exclude ?? [])] };
}

function remarksOn({ id, one: { method }, mayRead }: DraftOperation, guessed: Spec): Remark[] {
  const said: readonly (readonly [string, string])[] = [
    ["access", `a guess: a ${method}, but its name says that it changes something`],
    ["destructive", "a guess by its name"],
    ["sensitive", "a guess: it may reveal a secret"],
    ["items", "a guess: where the list is"],
    ["pagination", "a guess"],
  ];
  const remarks = said.filter(([key]) => guessed[key] !== undefined);
  if (mayRead) remarks.push(["use", "if it only reads: access: read, and reason: why"]);
  return remarks.map(([key, behind]) => ({ at: ["operations", id, key], behind }));
}

/** So many operations of a large document are named for where their list is alone. */
const mostOwn = 60;

function guessedOf(
  one: DraftOperation,
  shared: ReturnType<typeof sharedPagination>,
  document: OpenApiDocument,
): Spec {
  const declares = (name: string) =>
    documentParameters(one.one, document.lookup).some((parameter) => parameter.name === name);
  const { access, destructive, sensitive } = one;
  return {
    ...(access && { access }),
    ...(destructive && { destructive }),
    ...(sensitive && { sensitive }),
    ...(ownPagination(one, shared, declares) as Spec),
  };
}
