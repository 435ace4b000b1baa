import { createRequire } from "node:module";
import type { JsonObject } from "../original.ts";
import type { Judge } from "./judge.ts";

const require: NodeJS.Require = createRequire(import.meta.url);

interface Complaint {
  readonly message: string;
  readonly severity: number;
}

/** `security: [{}]`, which it takes for a scheme that nobody meets. */
function isOpen(slice: JsonObject): boolean {
  return /"security":\[(\{\}|[^\]]*,\{\})/.test(JSON.stringify(slice.paths).replaceAll(" ", ""));
}

const isUnknown = (complaints: readonly Complaint[]): boolean =>
  complaints.some(({ message }) => message.includes("do not support this type of security scheme"));

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
      const secured = how?.anonymous || isOpen(slice) ? undefined : validateSecurity({ resource, element });
      if (secured?._tag === "Left")
        return {
          verdict: isUnknown(secured.left) ? "abstains" : "refused",
          reason: secured.left.map((one: Complaint) => one.message).join("; "),
        };
      if (result._tag === "Right") return { verdict: "accepted" };
      const errors = (result.left as Complaint[]).filter((one) => one.severity === 0);
      // In a form a list of one is one value to it; it reads no JSON in parts and no brackets, and looks for
      // reserved characters in multipart too.
      const own = /must be (array|object)|^Reserved characters|^Body parameter is required/;
      if (
        /multipart|urlencoded/i.test(type) &&
        (/%5B/.test(text) || errors.some(({ message }) => own.test(message)))
      )
        return { verdict: "abstains", reason: "form" };
      // Lists of lists and of objects in a query, which OpenAPI leaves open; and text that it turns into a number
      // for one schema of a oneOf, and then compares with the others.
      const unread =
        /query parameter \S+\.\d+ must be (object|array)|parameter \S+ must match exactly one schema/;
      if (errors.some(({ message }) => unread.test(message)))
        return { verdict: "abstains", reason: "not read by Prism" };
      return errors.length === 0
        ? { verdict: "accepted" }
        : { verdict: "refused", reason: errors.map((one) => one.message).join("; ") };
    },
  };
}
