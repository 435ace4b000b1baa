// A small API to try Specwire on: notes, an API key in a header, pages. Needs nothing but Node.js.
//
//   node examples/notes-api/server.mjs [port]
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

export const apiKey = "demo-key";

const subjects = ["Buy milk", "Water the plants", "Call Ada", "Pay the rent", "Book the train"];

/** Starts the API on loopback; port 0 takes a free one. Resolves to its URL and a way to stop it. */
export function startNotes(port = 8787) {
  const notes = new Map();
  let last = 0;
  const add = (text, done = false) => {
    const note = { id: ++last, text, done, createdAt: new Date(Date.UTC(2026, 0, last)).toISOString() };
    notes.set(note.id, note);
    return note;
  };
  for (let number = 1; number <= 12; number++)
    add(`${subjects[number % subjects.length]} (${number})`, number % 4 === 0);

  const server = createServer(async (request, response) => {
    const answer = (status, body) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (request.headers["x-api-key"] !== apiKey)
      return answer(401, { message: "The API key is missing or wrong." });
    const url = new URL(request.url, "http://notes");
    const [, collection, id] = url.pathname.split("/");
    if (collection !== "notes") return answer(404, { message: "There is no such thing." });
    if (id === undefined && request.method === "GET") {
      const page = Number(url.searchParams.get("page") ?? 1);
      const size = Math.min(Number(url.searchParams.get("size") ?? 5), 50);
      const done = url.searchParams.get("done");
      const found = [...notes.values()].filter((note) => done === null || String(note.done) === done);
      return answer(200, { notes: found.slice((page - 1) * size, page * size), total: found.length });
    }
    if (id === undefined && request.method === "POST") {
      const { text } = await jsonOf(request);
      if (typeof text !== "string" || text === "") return answer(422, { message: "A note needs a text." });
      return answer(201, add(text));
    }
    const note = notes.get(Number(id));
    if (note === undefined) return answer(404, { message: "There is no such note." });
    if (request.method === "GET") return answer(200, note);
    if (request.method === "DELETE") {
      notes.delete(note.id);
      return answer(204);
    }
    answer(405, { message: "That can't be done with a note." });
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
    });
  });
}

async function jsonOf(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const port = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
  try {
    const { url } = await startNotes(port);
    console.log(`The notes API listens on ${url}; its key is ${apiKey}. Stop it with Ctrl-C.`);
  } catch (error) {
    console.error(`The notes API can't start: ${error.message}. Another port may be free: server.mjs 8788`);
    process.exitCode = 1;
  }
}
