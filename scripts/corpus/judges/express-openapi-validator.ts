import { createServer, type RequestListener } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { isArray, isObject, type Json, type JsonObject, resolved } from "../original.ts";
import { replay } from "../wire/recorder.ts";
import { isOwnFault } from "./express-faults.ts";
import type { Judge } from "./judge.ts";

const require: NodeJS.Require = createRequire(import.meta.url);

let listener: RequestListener | undefined;
let port: Promise<number> | undefined;

function listen(): Promise<number> {
  const server = createServer((request, response) => listener?.(request, response));
  server.unref();
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
  );
}

/** express-openapi-validator behind express and its own body parsers: what a server of this API would run. */
export async function expressJudge(slice: JsonObject, sent: { readonly mediaType?: string }): Promise<Judge> {
  const express = require("express");
  const { middleware } = require("express-openapi-validator");
  const app = express();
  app.use(express.json({ strict: false, limit: "50mb", ...jsonType }));
  // Brackets make objects, unless the document has them in the names of its fields.
  const extended = !/"[^"]*\[[^"]*":\{"/.test(JSON.stringify(slice.paths) + JSON.stringify(slice.components));
  app.use(express.urlencoded({ extended, limit: "50mb", parameterLimit: 5000 }));
  app.use(express.text({ limit: "50mb", type: ["text/*", "application/xml", "application/*+xml"] }));
  app.use(express.raw({ limit: "50mb", type: isOther }));
  app.use(require("cookie-parser")());
  app.use(
    middleware({
      apiSpec: withKeys(slice),
      validateApiSpec: false,
      validateResponses: false,
      validateSecurity: false,
      // Forms carry text; whether it may be read as a number is the schema's word.
      validateRequests: {
        allowUnknownQueryParameters: false,
        coerceTypes: /form/i.test(sent.mediaType ?? ""),
      },
      ignoreUndocumented: false,
    }),
  );
  app.use((_: unknown, response: { sendStatus(code: number): void }) => response.sendStatus(200));
  app.use((error: { message: string; status?: number }, _: unknown, response: never, __: unknown) => {
    (response as { status(code: number): { send(text: string): void } })
      .status(error.status === undefined || error.status < 400 ? 500 : error.status)
      .send(error.message);
  });
  port ??= listen();
  const at = await port;
  return {
    name: "express-openapi-validator",
    async judge(request) {
      listener = app;
      const { status, body } = await replay(at, request);
      if (status === 200) return { verdict: "accepted" };
      // It asks for a content type even where the document says that there may be no body: the rest is judged.
      if (status === 415 && request.body.length === 0 && isBodyOptional(slice))
        return (await expressJudge(withoutBody(slice), sent)).judge(request);
      const own = isOwnFault(status, body, slice, /multipart|urlencoded/i.test(sent.mediaType ?? ""));
      const verdict = own ? "abstains" : "refused";
      return { verdict, reason: `${status} ${body}` };
    },
  };
}

type Incoming = { headers: { "content-type"?: string } };
const jsonType = { type: (request: Incoming) => /[/+]json\b/i.test(request.headers["content-type"] ?? "") };
const isOther = (request: Incoming) =>
  !/[/+]json\b|urlencoded|multipart\/form-data|^text\/|xml/i.test(request.headers["content-type"] ?? "");

function operationIn(slice: JsonObject): JsonObject {
  const [item] = Object.values(slice.paths ?? {}) as JsonObject[];
  return Object.values(item ?? {})[0] as JsonObject;
}

function isBodyOptional(slice: JsonObject): boolean {
  const body = resolved(slice, operationIn(slice).requestBody);
  return isObject(body) && body.required !== true;
}

/** It knows one key in the query at most: where an API asks for two, the others are parameters to it. */
function withKeys(slice: JsonObject): JsonObject {
  const copy = structuredClone(slice);
  const schemes = isObject(copy.components) ? copy.components.securitySchemes : undefined;
  const operation = operationIn(copy) as Record<string, Json | undefined>;
  const parameters = isArray(operation.parameters) ? operation.parameters : [];
  const keys = Object.values(isObject(schemes) ? schemes : {}).flatMap((scheme): Json[] =>
    isObject(scheme) && scheme.type === "apiKey" && scheme.in === "query"
      ? [{ name: scheme.name, in: "query", schema: { type: "string" } }]
      : [],
  );
  const isNew = (key: Json) =>
    !parameters.some((one) => isObject(one) && isObject(key) && one.name === key.name);
  operation.parameters = [...parameters, ...keys.filter(isNew)];
  return copy;
}

function withoutBody(slice: JsonObject): JsonObject {
  const copy = structuredClone(slice);
  delete (operationIn(copy) as Record<string, unknown>).requestBody;
  return copy;
}
