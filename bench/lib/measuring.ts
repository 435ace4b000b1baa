// Runs in Bun, which tells what the operating system counted for a finished child: processor time and peak
// memory of the whole process, its own children included. One JSON command a line in, one JSON answer a line out.

interface Usage {
  readonly cpuTime: { readonly total: bigint | number };
  readonly maxRSS: number;
}

declare const Bun: {
  spawn(
    words: readonly string[],
    options: object,
  ): {
    readonly exited: Promise<number>;
    readonly stdout: AsyncIterable<Uint8Array>;
    readonly stderr: AsyncIterable<Uint8Array>;
    resourceUsage(): Usage;
    kill(signal: string): void;
  };
};

const longestTail = 2000;

/** The end of what a child says: read as a pipe is, thrown away as nobody reads it. */
async function tailOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let tail = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) tail = (tail + decoder.decode(chunk)).slice(-longestTail);
  return tail;
}

async function measure(line: string): Promise<object> {
  const { words, cwd, env, timeoutMs } = JSON.parse(line);
  const began = performance.now();
  const child = Bun.spawn(words, { cwd, env, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  const [out, err, code] = await Promise.all([tailOf(child.stdout), tailOf(child.stderr), child.exited]);
  const wallMs = performance.now() - began;
  clearTimeout(timer);
  const { cpuTime, maxRSS } = child.resourceUsage();
  return {
    code,
    wallMs,
    cpuMs: Number(cpuTime.total) / 1000,
    rssMb: maxRSS / 1e6,
    said: `${out}\n${err}`.trim(),
  };
}

let waiting = "";
for await (const chunk of process.stdin) {
  const lines = (waiting + chunk).split("\n");
  waiting = lines.pop() ?? "";
  for (const line of lines) console.log(JSON.stringify(await measure(line)));
}
