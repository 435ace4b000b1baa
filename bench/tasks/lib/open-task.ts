import { services } from "../services/services.ts";
import type { Compiled } from "./compiled.ts";
import { countsOf, type TaskResult } from "./result.ts";
import { openStage } from "./stage.ts";
import type { Task } from "./task.ts";
import { openWorkplace, type Tool, type Workplace } from "./workplace.ts";

/** A task that somebody may work at now: its service runs, its folder is there. */
export interface OpenTask {
  readonly task: Task;
  readonly place: Workplace;
  /** Complaints as things stand; none: it is done. */
  judge(): Promise<readonly string[]>;
  /** @param ended how the agent's process ended, where it was ours */
  result(ended?: string): Promise<TaskResult>;
  close(): Promise<void>;
}

/** @param compiled the services' tools, by their slugs */
export async function openTask(
  task: Task,
  tool: Tool,
  compiled: Readonly<Record<string, Compiled>>,
): Promise<OpenTask> {
  const [service, own] = [services[task.service], compiled[task.service]];
  if (service === undefined || own === undefined)
    throw new Error(`tasks/${task.name}: there is no service ${task.service}`);
  const stage = await openStage(task, service);
  const place = openWorkplace(task, service, own, { tool, url: stage.url });
  const began = Date.now();
  const judge = (): Promise<readonly string[]> =>
    stage.judge({ answer: place.answer(), folder: place.folder });
  return {
    task,
    place,
    judge,
    result: async (ended) => {
      const seconds = (Date.now() - began) / 1000;
      return {
        ...countsOf(task, place.prompt, place.calls(), stage.front.passed),
        complaints: await judge(),
        seconds,
        ...(ended === undefined ? {} : { ended }),
      };
    },
    close: async () => {
      place.close();
      await stage.close();
    },
  };
}
