#!/usr/bin/env node
import manifest from "../../package.json" with { type: "json" };
import { runMcp } from "./run-mcp.ts";

try {
  runMcp(process.argv.slice(2), process.env, manifest.version);
} catch (error) {
  process.stderr.write(`specwire mcp: ${error instanceof Error ? error.message : "it failed"}\n`);
  process.exitCode = 2;
}
