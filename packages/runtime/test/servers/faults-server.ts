import { type Answer, text } from "./answers.ts";
import {
  type LoopbackServer,
  type RecordedRequest,
  readBody,
  recorded,
  serveOnLoopback,
} from "./loopback.ts";

export interface FaultsServer extends LoopbackServer {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly refreshUrl: string;
  readonly revocationUrl: string;
  /** What came in, oldest first. */
  readonly requests: readonly RecordedRequest[];
  requestsTo(path: string): readonly RecordedRequest[];
  /**
   * How `path` answers its next requests, one answer each; the last one holds for all that follow. A later call
   * replaces what is left. Paths that nothing was said about answer 404.
   */
  answer(path: string, ...answers: readonly [Answer, ...Answer[]]): void;
  /** Everything that was received, as one text: for "this was never sent". */
  everything(): string;
}

/**
 * A server on loopback that does what a correct one never would: the test says what each path answers, with the
 * parts of `answers.ts`.
 */
export async function startFaultsServer(): Promise<FaultsServer> {
  const requests: RecordedRequest[] = [];
  const script = new Map<string, Answer[]>();
  const next = (path: string): Answer => {
    const left = script.get(path) ?? [];
    return (left.length > 1 ? left.shift() : left[0]) ?? text(404, "text/plain", "Nothing here");
  };
  const server = await serveOnLoopback(async (incoming, response) => {
    const request = recorded(incoming, await readBody(incoming));
    requests.push(request);
    next(request.path)(request, response);
  });
  return {
    ...server,
    authorizationUrl: `${server.origin}/authorize`,
    tokenUrl: `${server.origin}/token`,
    refreshUrl: `${server.origin}/refresh`,
    revocationUrl: `${server.origin}/revoke`,
    requests,
    requestsTo: (wanted) => requests.filter(({ path }) => path === wanted),
    answer: (path, ...answers) => {
      script.set(path, [...answers]);
    },
    everything: () =>
      requests
        .map(({ method, path, query, headers, body }) =>
          JSON.stringify([method, path, query.toString(), headers, body]),
        )
        .join("\n"),
  };
}

/**
 * The authorization endpoint of a server that always consents: back to `redirect_uri` with `code`, the request's
 * `state`, and what `changed` makes of them.
 */
export function consent(code: string, changed: (answer: URLSearchParams) => void = () => {}): Answer {
  return ({ query }, response) => {
    const location = new URL(query.get("redirect_uri") ?? "");
    location.searchParams.set("code", code);
    const state = query.get("state");
    if (state !== null) location.searchParams.set("state", state);
    changed(location.searchParams);
    response.writeHead(302, { location: location.href }).end();
  };
}
