import { quote } from "../display.ts";

export const permission = {
  "permission/no-reason": {
    severity: "error",
    message: ({ claim }: { claim: string }): string => `That ${claim} needs a reason.`,
    help: (): string => "add reason: with why, for those who review what an agent may do.",
  },
  "permission/less-dangerous": {
    severity: "warning",
    message: ({ claim, reason }: { claim: string; reason: string }): string =>
      `The spec says that ${claim}: ${quote(reason.replace(/\.$/, ""), 120)}.`,
    help: (): string => "nothing, if you have checked it; agents are allowed more because of it.",
  },
  "permission/read-that-changes": {
    severity: "warning",
    message: ({ id, method, verb }: { id: string; method: string; verb: string }): string =>
      `${quote(id)} is a ${method}, but counts as a write: ${quote(verb)} sounds like a change.`,
    help: (): string =>
      "write access: write to say so yourself; or access: read with a reason if it only reads.",
  },
  "permission/open-graphql": {
    severity: "error",
    message: ({ id }: { id: string }): string =>
      `${quote(id)} can do whatever its GraphQL document says; it is no read unless the spec fixes a query.`,
    help: (): string => 'write access: write, or fix the document: fixed: { body: { query: "query { … }" } }',
  },
} as const;
