import type { Task } from "./task.ts";
import type { Tool } from "./workplace.ts";

/** All that an agent is told: the task, the tool, and where the answer goes. The same for both tools. */
export function promptOf(task: Task, about: string, tool: Tool): string {
  const how =
    tool === "curl"
      ? "Use `curl` to reach the service; what it prints may be cut and counted with other programs."
      : "Use the tool below to reach the service, and nothing else; what it prints may be piped through others.";
  return `Do this task in the shell, in the current folder, and do nothing that it does not ask for. Nobody can answer questions.

# Task

${task.text}

If the task asks for an answer, write it to the file answer.txt in the current folder: only the answer, in plain text.

# How to reach the service

${how}

${about.trim()}
`;
}
