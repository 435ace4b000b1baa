import { createRequire } from "node:module";
import type { JsonObject } from "../original.ts";
import type { Judge } from "./judge.ts";

const require: NodeJS.Require = createRequire(import.meta.url);

interface Complaint {
  readonly message: string;
  readonly severity: number;
}

/** Stoplight Prism's validator in process, given what its own server gives it. */
export async function prismJudge(slice: JsonObject): Promise<Judge> {
  const { getHttpOperationsFromSpec } = require("@stoplight/prism-http");
  const { validateInput, validateSecurity } = require("@stoplight/prism-http/dist/validator");
  const [resource] = await getHttpOperationsFromSpec(structuredClone(slice));
  return {
    name: "prism",
    async judge(request, how) {
      const { pathname, searchParams } = new URL(request.url, "http://recorder.test");
      const query: Record<string, string | string[]> = {};
      for (const key of new Set(searchParams.keys())) {
        const all = searchParams.getAll(key);
        query[key] = all.length === 1 ? (all[0] ?? "") : all;
      }
      const type = String(request.headers["content-type"] ?? "");
      const text = request.body.toString();
      const body = text === "" ? undefined : /[/+]json\b/i.test(type) ? JSON.parse(text) : text;
      const element = {
        method: request.method.toLowerCase(),
        url: { path: pathname, query },
        headers: request.headers,
        body,
      };
      const result = validateInput({ resource, element });
      const secured = how?.anonymous ? undefined : validateSecurity({ resource, element });
      if (secured?._tag === "Left")
        return { verdict: "refused", reason: secured.left.map((one: Complaint) => one.message).join("; ") };
      if (result._tag === "Right") return { verdict: "accepted" };
      const errors = (result.left as Complaint[]).filter((one) => one.severity === 0);
      // A list of one part is one part to it, and it looks for a form's reserved characters in multipart too.
      const own = /must be array|^Reserved characters/;
      if (/multipart/i.test(type) && errors.some(({ message }) => own.test(message)))
        return { verdict: "abstains", reason: "multipart" };
      return errors.length === 0
        ? { verdict: "accepted" }
        : { verdict: "refused", reason: errors.map((one) => one.message).join("; ") };
    },
  };
}
