import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Json } from "@specwire/contract";
import { compile } from "../../../src/compile.ts";
import { memoryHost } from "../../../src/memory-host.ts";
import type { Subject } from "./sweep.ts";

const folder = new URL("../maximal/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const document = read("openapi.json");
const digest = createHash("sha256").update(document).digest("hex");

/** Specs that together fill every place of the format; each is small, so that thousands can be compiled. */
export const specs: readonly Subject[] = readdirSync(folder)
  .filter((name) => name !== "openapi.json")
  .toSorted()
  .map((name) => ({
    name,
    data: JSON.parse(read(name).replace(/"0{64}"/, JSON.stringify(digest))) as Json,
    compile: (data) =>
      compile(
        "connector.json",
        memoryHost({ "connector.json": JSON.stringify(data), "openapi.json": document }),
      ),
  }));
