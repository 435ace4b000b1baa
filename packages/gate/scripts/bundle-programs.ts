import { join } from "node:path";
import { rolldown } from "rolldown";

/** Programs that stand beside an agent as one file each, by the name of the file. */
const programs: Readonly<Record<string, string>> = {
  "hook.mjs": "src/hook/main.ts",
  "mcp.mjs": "src/mcp/main.ts",
  "opencode.mjs": "src/opencode/main.ts",
};

/** Each program as one text that needs nothing but Node.js, by the name of its file. */
export async function bundlePrograms(): Promise<Readonly<Record<string, string>>> {
  const folder = join(import.meta.dirname, "..");
  const texts = Object.entries(programs).map(async ([name, entry]) => {
    const bundle = await rolldown({
      input: join(folder, entry),
      platform: "node",
      external: /^node:/,
      resolve: {
        conditionNames: ["@specwire/source", "import", "node", "default"],
        alias: { "@modelcontextprotocol/server/_shims": join(folder, "src/mcp/protocol-shims.ts") },
      },
      treeshake: true,
    });
    const { output } = await bundle.generate({ format: "esm", minify: false, comments: false });
    await bundle.close();
    const [chunk, ...others] = output;
    if (others.length > 0) throw new Error(`${entry} becomes more than one file`);
    return [name, chunk.code] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}
