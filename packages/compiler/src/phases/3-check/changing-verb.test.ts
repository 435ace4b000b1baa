import { expect, test } from "vitest";
import { changingVerb } from "./changing-verb.ts";

test.each([
  ["Removes all members", "members.all", "remove"],
  ["Sends an SMS", "sms.get", "send"],
  ["Copies the page", "pages.get", "copy"],
  ["Get rid: delete all", "h.delete", "delete"],
  ["Updates of a repository", "updates.list", undefined],
  ["Transfers by day", "transfers.list", undefined],
  ["Get trashed file", "files.trash", undefined],
])("%s", (summary, id, verb) => {
  expect(changingVerb({ id, path: "/things", summary } as never)).toBe(verb);
});
