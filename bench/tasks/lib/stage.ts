import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../../scripts/stand-ins/github.ts";
import { answerFaults } from "./answer.ts";
import { type Front, openFront } from "./front.ts";
import { Kept } from "./kept.ts";
import { differences, fits } from "./match.ts";
import type { Service } from "./service.ts";
import { changesBetween, type State, unwanted } from "./state.ts";
import type { Expectation, Request, Task } from "./task.ts";

/** A service set up for one task, and what judges how it was left. */
export interface Stage {
  /** What the agent is given: the front's address. */
  readonly url: string;
  readonly front: Front;
  /** Complaints; none: the task is done. */
  judge(outcome: {
    readonly answer: string | undefined;
    readonly folder: string;
  }): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openStage(task: Task, service: Service): Promise<Stage> {
  const port = await freePort();
  const target = `http://127.0.0.1:${port}`;
  const kept = new Kept();
  const perform = async ({ method, path, body, keep = {} }: Request): Promise<void> => {
    const answer = await fetch(target + kept.inText(path), {
      method,
      headers: { ...service.headers, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: kept.inJson(JSON.stringify(body)) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${task.name}: ${method} ${path} is answered ${answer.status} ${text}`);
    kept.take(text, keep);
  };
  const front = await openFront(() => target, task.happenings, perform);
  const standIn = await service.start(port, front.url);
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(target + path, { headers: service.headers });
    return answer.ok ? answer.json() : undefined;
  };
  for (const request of task.seed) await perform(request);
  const before: State = await service.state(ask);
  return {
    url: front.url,
    front,
    judge: async ({ answer, folder }) => [
      ...front.faults,
      ...answerFaults(answer, task.answer),
      ...guessed(task, front),
      ...unsent(task, front),
      ...(await Promise.all(task.state.map((one) => unmet(one, target, service, task)))).flat(),
      ...savedFaults(task, folder),
      ...unwanted(changesBetween(before, await service.state(ask)), task.changes),
    ],
    close: async () => {
      front.close();
      await standIn.close();
    },
  };
}

/** Who asked for nothing that tells the answer does not know it. */
function guessed({ looked }: Task, { passed }: Front): string[] {
  const lines = passed.filter(({ status }) => status < 500).map(lineOf);
  const isKnown = looked.length === 0 || looked.some((one) => lines.some((line) => fits(line, one)));
  return isKnown ? [] : [`nobody asked the service: ${looked.join(" or ")}`];
}

/** What a service keeps to itself: only the request shows which bytes it was given. */
function unsent({ sent, folder }: Task, { passed }: Front): string[] {
  return Object.entries(sent).flatMap(([request, file]) => {
    const wanted = readFileSync(join(folder, file));
    const last = passed.findLast((one) => one.status < 300 && fits(lineOf(one), request));
    return last?.sent.equals(wanted) ? [] : [`${request}: what ${file} holds was not sent`];
  });
}

const lineOf = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `${method} ${path.replace(/\?.*/s, "")}`;

async function unmet(wanted: Expectation, target: string, service: Service, task: Task): Promise<string[]> {
  const headers = { ...service.headers, ...(wanted.accept === undefined ? {} : { accept: wanted.accept }) };
  const answer = await fetch(target + wanted.get, { headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== (wanted.status ?? 200)) return [`${wanted.get} is answered ${answer.status}`];
  const faults =
    wanted.expect === undefined ? [] : differences(JSON.parse(bytes.toString()) as unknown, wanted.expect);
  if (wanted.text !== undefined && bytes.toString() !== wanted.text)
    faults.push(`it says ${JSON.stringify(bytes.toString().slice(0, 200))}`);
  if (wanted.file !== undefined && !bytes.equals(readFileSync(join(task.folder, wanted.file))))
    faults.push(`it is not what ${wanted.file} holds`);
  return faults.map((fault) => `${wanted.get}: ${fault}`);
}

function savedFaults(task: Task, folder: string): string[] {
  return Object.entries(task.saved).flatMap(([name, source]) => {
    const file = join(folder, name);
    if (!existsSync(file)) return [`there is no file ${name}`];
    return readFileSync(file).equals(readFileSync(join(task.folder, source)))
      ? []
      : [`${name} is not as asked`];
  });
}
