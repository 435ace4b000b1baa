// The whole visible surface of the kit.

export type { HelpPage } from "./help/pages.ts";
export { helpPages } from "./help/pages.ts";
export type { InterpretedLine } from "./interpret-line.ts";
export { interpretLine } from "./interpret-line.ts";
export { runCli } from "./run.ts";
export { startCli } from "./start-cli.ts";
export type { Table } from "./table.ts";
export { openTable } from "./table.ts";
export type { CliWorld, InputStream, OutputStream } from "./world.ts";
export { ClosedOutputError } from "./world.ts";
