const spec = `connector: 1
version: 1.0.0
slug: acme
name: Acme
description: Things and their owners.
baseUrl: https://api.acme.test
auth: { type: none }
openapi: { document: ./openapi.yaml }
operations:
  things.list: { use: listThings }
`;

export const files: Record<string, string | Uint8Array> = {
  "connector.yaml": spec,
  "openapi.yaml": new Uint8Array(65 * 1024 * 1024),
};
