#!/usr/bin/env node
import { blocked, type HookAnswer } from "./answer-hook.ts";
import { runHook } from "./run-hook.ts";

// Clients take every exit code but 2 for a hook that may be passed over. So nothing may end this process otherwise.
function end({ exit, stdout, stderr }: HookAnswer): void {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exit;
}

for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, () => {
    process.stderr.write("specwire gate: it failed\n");
    process.exit(2);
  });
}
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => process.exit(2));

try {
  end(await runHook(process.argv.slice(2), process.env, process.stdin));
} catch {
  end(blocked("it failed"));
}
process.exit();
