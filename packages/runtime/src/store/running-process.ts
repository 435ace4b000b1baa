import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Names a running process for good, where its number comes again: what is the same later is the same process.
 * Undefined where there is none, where it has ended and was only not collected yet, and where it can't be told.
 */
export function runningProcess(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid < 1) return undefined;
  try {
    return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

/** proc(5): the fields behind the name, which may hold anything; its start is counted from the boot. */
function fromProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [state = "", ...others] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const started = others[18];
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return started === undefined || "ZX".includes(state) ? undefined : `${boot} ${started}`;
}

function fromPs(pid: number): string | undefined {
  const said = execFileSync("ps", ["-o", "state=,lstart=", "-p", `${pid}`], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 5000,
  });
  const [state = "Z", ...started] = said.trim().split(/\s+/);
  return state.startsWith("Z") ? undefined : started.join(" ");
}
