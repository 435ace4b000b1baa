import { createHash } from "node:crypto";
import { type CompileResult, compile, memoryHost } from "../../packages/compiler/src/index.ts";

/** A connector of every operation of a document. */
export function compileWhole(document: Uint8Array): CompileResult {
  const spec = {
    connector: 1,
    version: "1.0.0",
    slug: "corpus",
    name: "Corpus",
    description: "A document of the corpus.",
    baseUrl: "https://corpus.example.com",
    auth: { type: "none" },
    openapi: {
      document: "./openapi/document.json",
      sha256: createHash("sha256").update(document).digest("hex"),
    },
    operations: { include: ["/**"] },
  };
  return compile(
    "connector.yaml",
    memoryHost({ "connector.yaml": JSON.stringify(spec), "openapi/document.json": document }),
  );
}
