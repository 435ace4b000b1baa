import { bundlePrograms } from "../../packages/gate/scripts/bundle-programs.ts";
import type { GeneratedFile } from "./step.ts";

/** What of the gate runs beside an agent, one file each. */
export async function gatePrograms(): Promise<readonly GeneratedFile[]> {
  const programs = await bundlePrograms();
  return Object.entries(programs).map(([name, text]) => ({ path: `packages/gate/gen/${name}`, text }));
}
