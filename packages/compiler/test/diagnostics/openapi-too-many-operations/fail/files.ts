const spec = `connector: 1
version: 1.0.0
slug: acme
name: Acme
description: Things and their owners.
baseUrl: https://api.acme.test
auth: { type: none }
openapi: { document: ./openapi.yaml }
operations:
  things.list: { use: GET /things/0 }
`;
const get = { responses: { 200: { description: "ok" } } };
const paths = Object.fromEntries(Array.from({ length: 50_001 }, (_, index) => [`/things/${index}`, { get }]));

export const files: Record<string, string> = {
  "connector.yaml": spec,
  "openapi.yaml": JSON.stringify({ openapi: "3.0.3", info: { title: "Acme", version: "1" }, paths }),
};
