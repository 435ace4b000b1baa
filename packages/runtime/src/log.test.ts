import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { guardLogger, type LogRecord, logEvents, logLines } from "./log.ts";

const record: LogRecord = {
  level: "warn",
  event: "refresh.failed",
  message: "A refresh failed.",
  userId: "u",
};

test("only the known fields reach the host's logger", () => {
  const seen: LogRecord[] = [];
  guardLogger((one) => seen.push(one))({
    ...record,
    token: "MARKER",
    code: undefined,
  } as unknown as LogRecord);
  expect(seen).toEqual([record]);
});

test("a logger that throws stops nothing", () => {
  const log = guardLogger(() => {
    throw new Error("disk full");
  });
  expect(() => log(record)).not.toThrow();
});

test("a record is one line, whatever its ids hold", () => {
  let text = "";
  const log = logLines(
    (line) => {
      text += line;
    },
    () => 0,
  );
  log({ ...record, userId: 'a\n{"level":"error"}\u2028\u001b[31m\u009b\u202e' });
  expect([...text].filter((one) => "\n\u2028\u001b\u009b\u202e".includes(one))).toEqual(["\n"]);
  expect(JSON.parse(text)).toEqual({
    time: "1970-01-01T00:00:00.000Z",
    ...record,
    userId: 'a\n{"level":"error"}\u2028\u001b[31m\u009b\u202e',
  });
});

const folder = fileURLToPath(new URL(".", import.meta.url));

test("every event of the list is logged somewhere, with a level of its own", () => {
  const sources = globSync("**/*.ts", { cwd: folder })
    .filter((file) => !/\.test\.ts$|^log\.ts$|^events\//.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  const text = sources.join("\n");
  expect(Object.keys(logEvents).filter((event) => !text.includes(`"${event}"`))).toEqual([]);
  const written = [...text.matchAll(/(?:level:|#say\()\s*"(\w+)",\s*(?:event:\s*)?"([\w.-]+)"/g)];
  expect(written.length).toBeGreaterThan(8);
  for (const [, level, event = ""] of written)
    expect(logEvents[event as keyof typeof logEvents], event).toContain(level);
});

test("every message is written out, so that nothing can slip into it", () => {
  // A message is an argument of `log`, or of a function of the file that passes it on.
  const places = [/\blog\(\{[\s\S]*?\bmessage\b:?\s*(.)/g, /#say\(\s*"\w+",\s*"[\w.]+",\s*\w+,\s*(.)/g];
  const messages = globSync("**/*.ts", { cwd: folder })
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => {
      const text = readFileSync(`${folder}/${file}`, "utf8");
      const passesOn = text.includes("#say(level");
      return places.flatMap((place) =>
        [...text.matchAll(place)]
          .map((found) => ({ file, start: found[1] ?? "" }))
          .filter(({ start }) => !(passesOn && start === ",")),
      );
    });
  expect(messages.length).toBeGreaterThan(8);
  // One that is chosen from two texts, and one from a table of texts.
  const chosen = ["refresh/renew.ts`", "runtime/noted.tsm"];
  expect(messages.filter(({ start, file }) => start !== '"' && !chosen.includes(`${file}${start}`))).toEqual(
    [],
  );
});
