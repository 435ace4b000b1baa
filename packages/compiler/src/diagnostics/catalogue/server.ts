import { didYouMean } from "../define.ts";
import { quote, visible } from "../display.ts";

interface Unknown {
  name: string;
  suggestions: readonly string[];
}

interface Foreign {
  name: string;
  url: string;
  operations: readonly string[];
}

function listed(ids: readonly string[]): string {
  const [first = "", second = ""] = ids;
  return ids.length < 3 ? ids.join(" and ") : `${first}, ${second} and ${ids.length - 2} more`;
}

export const server = {
  "server/unknown": {
    severity: "error",
    message: ({ name }: Unknown): string => `There is no server ${quote(name)}.`,
    help: ({ suggestions }: Unknown): string => didYouMean(suggestions) ?? "declare it under `servers`.",
  },
  "server/no-default": {
    severity: "error",
    message: (): string => "`servers` has no `default`, and not every operation names one.",
    help: (): string => "call the server that most operations use `default`.",
  },
  "server/unknown-variable": {
    severity: "error",
    message: ({ name }: Unknown): string => `{${name}} is not declared.`,
    help: ({ name, suggestions }: Unknown): string =>
      didYouMean(suggestions) ?? `declare it under \`variables\`: ${name}: { from: user, enum: [eu, us] }`,
  },
  "server/unused-variable": {
    severity: "warning",
    message: ({ name }: { name: string }): string => `No URL uses {${name}}.`,
    help: (): string => "leave it out, or write it into the URL.",
  },
  "server/origin-without-hosts": {
    severity: "error",
    message: ({ name }: { name: string }): string => `${quote(name)} could be any host of the internet.`,
    help: (): string =>
      'say which: hosts: ["*.my.salesforce.com"]; or selfHosted: true, where each user has a server of their own.',
  },
  "server/self-hosted": {
    severity: "error",
    message: ({ name, isOpen }: { name: string; isOpen: boolean }): string =>
      isOpen
        ? `${quote(name)} is any server of the user's, and one of a list too.`
        : `${quote(name)} is no name of a server.`,
    help: ({ isOpen }: { name: string; isOpen: boolean }): string =>
      isOpen
        ? "leave out selfHosted, or hosts and enum."
        : "write kind: domain, or kind: origin where a port may be part of it.",
  },
  "server/kind-out-of-place": {
    severity: "error",
    message: ({ name, kind, problem }: { name: string; kind: string; problem: string }): string =>
      `{${name}} is of kind ${kind}, which ${problem}.`,
    help: (): string =>
      "move it there, or give the variable the kind of this place: label, domain, origin or path.",
  },
  "server/default-not-accepted": {
    severity: "error",
    message: ({ name, value }: { name: string; value: string }): string =>
      `${quote(value)} is no value that {${name}} may have.`,
    help: (): string => "choose a default that `kind`, `enum` and `hosts` accept, or change these.",
  },
  "server/open-host": {
    severity: "error",
    message: ({ variable }: { variable: string }): string =>
      `{${variable}} decides which host gets the credential.`,
    help: (): string =>
      "let it stand for a name below a domain ({name}.example.com), or list its values in `enum`.",
  },
  "server/not-a-url": {
    severity: "error",
    message: ({ url }: { url: string }): string => `${quote(url, 100)} is not a URL.`,
    help: (): string => "write scheme, host and path: https://api.example.com/v1",
  },
  "server/more-than-a-url": {
    severity: "error",
    message: ({ part }: { url: string; part: string }): string =>
      `The URL holds ${part}; requests start from it as it is.`,
    help: (): string =>
      "leave that part out. Parameters that are always sent stand under `fixed` of an operation.",
  },
  "server/host-not-plain": {
    severity: "error",
    message: ({ host, means }: { host: string; means: string }): string =>
      `The host ${quote(host)} is really ${quote(means)}.`,
    help: ({ means }: { host: string; means: string }): string => `write ${means} if that is meant.`,
  },
  "server/international-host": {
    severity: "warning",
    message: ({ host }: { host: string }): string =>
      `${quote(host)} is shown in other letters by browsers, and may look like another host there.`,
  },
  "server/not-as-stated": {
    severity: "warning",
    message: ({ note }: { note: string }): string =>
      `A server of the document is not taken as it stands: ${visible(note)}.`,
    help: (): string => "state it in `servers` if something else is meant.",
  },
  "server/foreign": {
    severity: "warning",
    message: ({ url, operations }: Foreign): string =>
      `${quote(url, 100)}, where ${listed(operations)} ${operations.length === 1 ? "goes" : "go"}, is named by the document alone and not beside the connector's own; no credential is sent there.`,
    help: ({ name, url }: Foreign): string =>
      `if the credential is for it, say so under \`servers\`: ${name}: ${visible(url)}`,
  },
  "server/not-https": {
    severity: "error",
    message: ({ url }: { url: string }): string => `${quote(url, 100)} sends credentials unencrypted.`,
    help: (): string => "write https; http is for loopback only.",
  },
  "server/placeholder-host": {
    severity: "warning",
    message: ({ host }: { host: string }): string =>
      `${quote(host)} is a placeholder: no API answers there, and credentials would be sent to it.`,
    help: (): string => "write the host of the API.",
  },
  "server/private-host": {
    severity: "warning",
    message: ({ host }: { host: string; variable?: string }): string =>
      `${quote(host)} is another machine for everybody who runs this.`,
    help: ({ variable }: { variable?: string }): string =>
      variable === undefined
        ? "name a public host."
        : `name a public host; for a test server set ${variable} when you run the command.`,
  },
} as const;
