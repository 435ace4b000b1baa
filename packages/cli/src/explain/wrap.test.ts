import { expect, test } from "vitest";
import { wrapProse } from "./wrap.ts";

const long = `${"word ".repeat(20)}end`;

test("prose is wrapped and loses no word", () => {
  const wrapped = wrapProse(`# ${long}\n\n${long}\n`);
  const [title, , ...lines] = wrapped.split("\n");
  expect(title).toBe(`# ${long}`);
  expect(lines.slice(0, 2).map((line) => line.length)).toEqual([89, 13]);
  expect(lines.join(" ").trim()).toBe(long);
});

test("list items hang", () => {
  expect(wrapProse(`- ${long}`).split("\n")[1]).toMatch(/^ {2}word/);
});

test("code keeps its lines", () => {
  const code = `\`\`\`yaml\n${long}\n\`\`\``;
  expect(wrapProse(code)).toBe(code);
});
