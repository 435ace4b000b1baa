const spec = `connector: 1
version: 1.0.0
slug: acme
name: Acme
description: Things and their owners.
baseUrl: https://api.acme.test
auth: { type: none }
openapi: { document: ./openapi.json }
operations:
  things.list: { use: listThings }
`;

const deep = (levels: number): string =>
  `${'{"type":"object","properties":{"next":'.repeat(levels)}{}${"}}".repeat(levels)}`;

export const files: Record<string, string> = {
  "connector.yaml": spec,
  "openapi.json": `{"openapi":"3.0.3","info":{"title":"Acme","version":"1"},"paths":{"/things":{"get":{
    "operationId":"listThings","summary":"List things","responses":{"200":{"description":"ok","content":{
      "application/json":{"schema":${deep(3000)}}}}}}}}}`,
};
