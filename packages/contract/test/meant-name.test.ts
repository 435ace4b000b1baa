import { describe, expect, test } from "vitest";
import { isDenial, isMeantName } from "../src/meant-name.ts";

describe("a name may be put in place of what was written", () => {
  test.each([
    ["label", "labels"],
    ["issueNumber", "issue-number"],
    ["isuse-number", "issue-number"],
    ["issue", "issue-number"],
    ["repo-name", "repo"],
    ["repository", "repo"],
    ["ttile", "title"],
    ["asignees", "assignees"],
    ["ssignee", "assignee"],
    ["stats", "state"],
    ["inclde", "include"],
    ["closed", "close"],
    ["ascending", "asc"],
    ["tiltle", "title"],
  ])("%s → %s", (written, name) => {
    expect(isMeantName(written, name)).toBe(true);
  });

  test.each([
    ["remove-label", "labels"],
    ["add-label", "labels"],
    ["append-labels", "labels"],
    ["exclude-labels", "labels"],
    ["exclude-labels", "include-labels"],
    ["no-title", "title"],
    ["not-state", "state"],
    ["without-assignee", "assignee"],
    ["uncapture", "capture"],
    ["uncaptured", "capture"],
    ["uncaptrue", "capture"],
    ["dont-capture", "capture"],
    ["don't-capture", "capture"],
    ["capture", "dont-capture"],
    ["inactive", "active"],
    ["deactivate", "active"],
    ["unprivate", "private"],
    ["keep-at-period-end", "cancel-at-period-end"],
    ["branch", "delete-branch-on-merge"],
    ["delete-branch", "branch"],
    ["max-price", "min-price"],
    ["enabled", "disabled"],
    ["end-date", "start-date"],
    ["upload-url", "download-url"],
    ["descending", "ascending"],
    ["mutable", "immutable"],
    ["sync", "async"],
    ["body-file", "body"],
    ["unopened", "open"],
  ])("%s: not %s", (written, name) => {
    expect(isMeantName(written, name)).toBe(false);
  });
});

test.each([
  ["unarchived", "archived", true],
  ["no-archive", "archived", true],
  ["not-private", "private", true],
  ["don't-capture", "capture", true],
  ["skip-delete-branch-on-merge", "delete-branch-on-merge", true],
  ["nonpublic", "public", true],
  ["keep-at-period-end", "cancel-at-period-end", false],
  ["inactive", "active", false],
  ["remove-label", "label", false],
  ["archived", "archived", false],
])("%s only says no to %s: %s", (written, name, expected) => {
  expect(isDenial(written, name)).toBe(expected);
});
