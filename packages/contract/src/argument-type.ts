import type { Json } from "./json.ts";

/**
 * What a value of a parameter or body field may be: a small closed set that the CLI and the broker check
 * before anything is sent. What JSON Schema can say beyond it (`pattern`, `format`, …) is an annotation:
 * shown in help, judged by the API.
 */
export type ArgumentType =
  | StringType
  | NumberType
  | BooleanType
  | ArrayType
  | ObjectType
  | FileType
  | UnionType
  | ReferenceType
  | AnyType;

/** Named types, as a connector's `types` holds them. */
export type ArgumentTypes = Readonly<Record<string, ArgumentType>>;

interface Nullable {
  /** The value may be null. Default: false. */
  readonly nullable?: true;
}

export interface StringType extends Nullable {
  readonly kind: "string";
  /** The only values accepted. */
  readonly enum?: readonly string[];
  /** In characters (Unicode code points). */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Annotation, never executed: JSON Schema's `format`. */
  readonly format?: string;
  /** Annotation, never executed: JSON Schema's `pattern`. */
  readonly pattern?: string;
  /** The text is bytes in this encoding (JSON Schema `contentEncoding`; OpenAPI's format `byte`). */
  readonly encoding?: "base64" | "base64url";
}

export interface NumberType extends Nullable {
  readonly kind: "integer" | "number";
  readonly enum?: readonly number[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface BooleanType extends Nullable {
  readonly kind: "boolean";
  /** The only value accepted, where there is only one. */
  readonly enum?: readonly boolean[];
}

export interface ArrayType extends Nullable {
  readonly kind: "array";
  readonly items: ArgumentType;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface ObjectType extends Nullable {
  readonly kind: "object";
  readonly properties: readonly Field[];
  /** The type of members that are not in `properties`; absent: none are accepted. */
  readonly additional?: ArgumentType;
}

/** The bytes of a file, in multipart and raw bodies alone; in arguments a {@link FileReference}. */
export interface FileType extends Nullable {
  readonly kind: "file";
}

/** Any of the variants (JSON Schema `oneOf` and `anyOf`). */
export interface UnionType extends Nullable {
  readonly kind: "union";
  readonly variants: readonly ArgumentType[];
  /** The member that tells the variants apart (OpenAPI Discriminator Object). */
  readonly discriminator?: Discriminator;
}

/** OpenAPI Discriminator Object. */
export interface Discriminator {
  readonly property: string;
  /** From a value of that member to the place of its variant in `variants`. */
  readonly mapping: Readonly<Record<string, number>>;
}

/** A named type of the connector's `types`; how recursion is said. */
export interface ReferenceType extends Nullable {
  readonly kind: "reference";
  readonly name: string;
}

/** Any JSON. */
export interface AnyType {
  readonly kind: "any";
}

/** A member of an object type; parameters are fields with a place in the request. */
export interface Field {
  /** The name on the wire. */
  readonly name: string;
  readonly description?: string;
  /** Default: false. */
  readonly required?: true;
  readonly type: ArgumentType;
  /** What the API assumes where the value is absent. Shown in help, never sent. */
  readonly apiDefault?: Json;
  readonly deprecated?: true;
}

/**
 * A number among the arguments that JavaScript would round, by its digits as JSON writes them: the id
 * `9007199254740993` goes over the wire unchanged.
 */
export interface ExactNumber {
  readonly $number: string;
}

/** A file among the arguments: `files` of the envelope, or the command's own table, knows what the id is. */
export interface FileReference {
  readonly $file: string;
}
