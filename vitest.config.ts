import { defaultServerConditions } from "vite";
import { defineConfig, type ViteUserConfig } from "vitest/config";

// Packages are tested from their sources: nothing has to be built first.
const config: ViteUserConfig = defineConfig({
  ssr: { resolve: { conditions: ["@specwire/source", ...defaultServerConditions] } },
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts", "scripts/**/*.test.ts"],
    testTimeout: 20_000,
  },
});

export default config;
