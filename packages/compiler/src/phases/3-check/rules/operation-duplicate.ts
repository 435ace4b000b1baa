import type { CheckedSpec } from "../checked-spec.ts";

/** Two ids for one request split its permission in two. */
export function duplicateOperation({ resolved, report, locate }: CheckedSpec): void {
  const seen = new Map<string, { id: string; origin: string }>();
  for (const { id, origin, method, path, server, written, parameters, body } of resolved.operations) {
    const shape = path.replaceAll(/\{[^{}]*\}/g, "{}");
    const fixed = parameters.flatMap((one) =>
      one.fixed === undefined ? [] : [[one.in, one.name, one.fixed]],
    );
    const sent = [...fixed, body?.fixed, written.contentType];
    const identity = JSON.stringify([method, shape, server ?? "default", ...sent]);
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, { id, origin });
    else {
      const elsewhere = first.origin !== origin;
      report.add("operation/duplicate", { id, first: first.id }, locate(origin, "key"), {
        ...(elsewhere && { related: [{ message: "first", location: locate(first.origin, "key") }] }),
      });
    }
  }
}
