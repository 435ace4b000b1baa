import type { CheckedSpec } from "../checked-spec.ts";

/** Two ids for one request split its permission in two. */
export function duplicateOperation({ resolved, report, locate }: CheckedSpec): void {
  const seen = new Map<string, { id: string; origin: string }>();
  for (const { id, origin, method, path, server, written } of resolved.operations) {
    const shape = path.replaceAll(/\{[^{}]*\}/g, "{}");
    const identity = JSON.stringify([method, shape, server ?? "default", written.fixed, written.contentType]);
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, { id, origin });
    else {
      const related = [{ message: "first", location: locate(first.origin, "key") }];
      report.add("operation/duplicate", { id, first: first.id }, locate(origin, "key"), { related });
    }
  }
}
