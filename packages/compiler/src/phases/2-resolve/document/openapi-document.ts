import type { Json, JsonObject, JsonPointer, Method } from "@specwire/contract";
import type { SchemaLookup } from "../json-schema.ts";
import type { DocumentFile } from "./document-file.ts";
import type { Version } from "./version.ts";

/** A document of any version, as everything after this folder sees it: in the words of OpenAPI 3.x. */
export interface OpenApiDocument {
  /** The OpenAPI Object of the entry file, in the words of its own version. */
  readonly root: JsonObject;
  readonly version: Version;
  /** Sorted by path and method. */
  readonly operations: readonly DocumentOperation[];
  /** Operations that no request can be made of, each with the reason. */
  readonly leftOut: readonly LeftOut[];
  /** Follows the references that stand in an operation or a schema of this document. */
  readonly lookup: SchemaLookup;
  /** Server Objects of the root; none where the document names none. */
  readonly servers: readonly JsonObject[];
  /** Security Scheme Objects by their names, references followed. */
  readonly securitySchemes: Readonly<Record<string, JsonObject>>;
  /** Security Requirement Objects of the root. Default: none stated. */
  readonly security: Json | undefined;
  /** The Info Object; empty where there is none. */
  readonly info: JsonObject;
}

export interface LeftOut {
  /** `METHOD /path`, or a path of which nothing more is known. */
  readonly name: string;
  readonly operationId?: string;
  readonly reason: string;
}

export interface DocumentOperation {
  readonly method: Method;
  /** A plain path template. */
  readonly path: string;
  /** The path as the document writes it, where that is another: with a query or a fragment. */
  readonly documentPath?: string;
  /** Query parameters whose values the path states. */
  readonly fixedQuery?: Readonly<Record<string, string>>;
  readonly operationId?: string;
  readonly tags: readonly string[];
  /** The Operation Object. */
  readonly operation: JsonObject;
  /** The Path Item Object around it. */
  readonly pathItem: JsonObject;
  /** The file of the path item. */
  readonly file: DocumentFile;
  /** Where the Operation Object stands, from the entry file on. */
  readonly pointer: JsonPointer;
}
