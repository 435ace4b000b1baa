import { serveRotatingTokens } from "./rotating-server.ts";

// Run by `startRotatingServer`: options as JSON in the first argument, the server's address as JSON on stdout.
// Ends with its parent, whose end closes stdin.
const server = await serveRotatingTokens(JSON.parse(process.argv[2] ?? "{}"));
process.stdout.write(`${JSON.stringify({ origin: server.origin, host: server.host })}\n`);
process.stdin.resume();
process.stdin.once("end", () => process.exit());
