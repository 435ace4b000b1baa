/** What a command may touch of the process it runs in; tests give their own. */
export interface World {
  /** Results. */
  readonly out: Output;
  /** Diagnostics, refusals, progress. */
  readonly err: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly color: boolean;
}

/** The world of a real process. */
export function processWorld(): World {
  const { stdout, stderr, env } = process;
  return { out: outputOf(stdout, env), err: outputOf(stderr, env), env };
}

function outputOf(stream: NodeJS.WriteStream, env: World["env"]): Output {
  // Whoever reads us may stop early, as `head` does; that is no failure of ours.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    color: wantsColor(isTerminal, env),
    write(text) {
      if (stream.writable) stream.write(text);
    },
  };
}

/** FORCE_COLOR (not 0) is always colour, then NO_COLOR never; else colour belongs to terminals that know it. */
export function wantsColor(isTerminal: boolean, env: World["env"]): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  return isTerminal && env.TERM !== "dumb";
}

/** One line that says what takes long; seen only on a terminal, gone when the work is done. */
export function progress(world: World, text: string): void {
  if (world.err.isTerminal) world.err.write(`\r\u001b[K${text}`);
}
