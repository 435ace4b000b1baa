import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { author, rounds, yamlIn } from "./authoring/authors.ts";
import { readService } from "./authoring/services.ts";

test("a spec is found in an answer with and without a fence", () => {
  expect(yamlIn("connector: 1\n\n")).toBe("connector: 1\n");
  expect(yamlIn("Here it is:\n```yaml\nconnector: 1\n```\nDone.")).toBe("connector: 1\n");
});

describe("an author", () => {
  const service = readService("notewren");

  async function work(program: string) {
    const folder = mkdtempSync(join(tmpdir(), "specwire-author-"));
    try {
      const file = join(folder, "author.mjs");
      const reference = JSON.stringify(service.reference);
      const read = "import { text } from 'node:stream/consumers'; const task = await text(process.stdin);";
      writeFileSync(file, `${read} const spec = ${reference}; ${program}`);
      const authored = await author(`"${process.execPath}" "${file}"`, service, folder);
      return { ...authored, kept: readFileSync(join(folder, "notewren.yaml"), "utf8") };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test("gets prompt, brief and documentation, and no word of what is hidden", async () => {
    const { errors } = await work(
      `const all = ["How to write a connector spec", "Notewren connector", "Notewren REST API"].every((one) => task.includes(one));
       console.log(all && !task.includes('"expect"') ? spec : "no");`,
    );
    expect(errors).toEqual([0]);
  });

  test("hears what the check found, and repairs it", async () => {
    const { spec, errors, kept } = await work(
      `const found = task.includes("schema/unknown-key") && task.includes("baseURL:");
       console.log("Here:\\n\`\`\`yaml\\n" + (found ? spec : spec.replace("baseUrl:", "baseURL:")) + "\`\`\`");`,
    );
    expect(errors).toEqual([expect.any(Number), 0]);
    expect(errors[0]).toBeGreaterThan(0);
    expect(spec).toBe(service.reference);
    expect(kept).toBe(spec);
  });

  test(`is heard ${rounds + 1} times at most`, async () => {
    const { errors } = await work('console.log("connector: 2");');
    expect(errors).toHaveLength(rounds + 1);
  });

  test("that fails is no answer", async () => {
    await expect(work("process.exitCode = 3;")).rejects.toThrow("the author ended with 3");
  });
});
