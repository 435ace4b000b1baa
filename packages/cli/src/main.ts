#!/usr/bin/env node
import { processWorld } from "./shared/world.ts";
import { specwire } from "./specwire.ts";

process.exitCode = await specwire(process.argv.slice(2), processWorld());
