import { defineConfig, type ViteUserConfig } from "vitest/config";

// Packages are tested from their sources: nothing has to be built first. The others are vite's defaults.
const conditions = ["@specwire/source", "module", "node", "development|production"];

const config: ViteUserConfig = defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts", "scripts/**/*.test.ts"],
    testTimeout: 20_000,
  },
});

export default config;
