import { availableParallelism } from "node:os";
import { defineConfig, type ViteUserConfig } from "vitest/config";

// Packages are tested from their sources: nothing has to be built first. The others are vite's defaults.
const conditions = ["@specwire/source", "module", "node", "development|production"];

const config: ViteUserConfig = defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts", "scripts/**/*.test.ts", "bench/*.test.ts"],
    globalSetup: ["packages/runtime/test/support/databases.ts"],
    // Vitest leaves one processor free; tests mostly wait for processes, servers and databases.
    maxWorkers: availableParallelism(),
    // Generous, since tests run beside whatever else the machine does; nothing asserts a time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default config;
