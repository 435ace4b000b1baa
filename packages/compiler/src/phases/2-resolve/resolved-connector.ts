import type {
  Json,
  JsonObject,
  JsonPointer,
  Method,
  ParameterLocation,
  ParameterStyle,
  Security,
} from "@specwire/contract";
import type { ConnectorSource, Operation as OperationSource } from "../../../gen/connector-source.ts";
import type { JsonSchema, SchemaLookup } from "./json-schema.ts";
import type { ResolvedScheme } from "./security/schemes.ts";
import type { VariableSource } from "./servers/server-variable.ts";

export type { OperationSource };

/**
 * What phase 2 hands on: references followed, operations selected and overridden, every operation in one
 * shape, still in the words of JSON Schema and OpenAPI.
 */
export interface ResolvedConnector {
  readonly source: ConnectorSource;
  /** Sorted by id. */
  readonly operations: readonly ResolvedOperation[];
  /** URL templates by name, `default` among them where one is known; from the spec, else from the document. */
  readonly servers: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, VariableSource>>;
  /** Names of the servers that no credential is sent to unless the spec says so. */
  readonly foreignServers: readonly string[];
  /** What of the document's servers is not taken as it stands, in words. */
  readonly serverNotes: readonly string[];
  readonly schemes: readonly ResolvedScheme[];
  /** Names of the document's security schemes; absent without a document. */
  readonly documentSchemes?: readonly string[];
  readonly security: Security;
  readonly lookup: SchemaLookup;
}

export interface ResolvedOperation {
  readonly id: string;
  /** Where the spec states or selects it. */
  readonly origin: JsonPointer;
  readonly method: Method;
  readonly path: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: true;
  readonly parameters: readonly ResolvedParameter[];
  readonly body?: ResolvedBody;
  /** The same in other media types, of which the caller may choose one. */
  readonly otherBodies?: readonly ResolvedBody[];
  readonly answer?: ResolvedAnswer;
  /** A key of the connector's `servers`; absent: `default`. */
  readonly server?: string;
  /** Where it differs from the connector's. */
  readonly security?: Security;
  /** From a document: alternatives of OAuth2 scopes. */
  readonly scopes?: readonly (readonly string[])[];
  /** Everything else as the spec writes it; empty for operations taken in bulk. */
  readonly written: Partial<OperationSource>;
  /** From a document: its operationId, for messages. */
  readonly operationId?: string;
}

export interface ResolvedParameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly description?: string;
  readonly deprecated?: true;
  readonly schema: JsonSchema;
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  readonly allowReserved?: true;
  readonly allowEmptyValue?: true;
  /** The value alone is the whole query string. */
  readonly bare?: true;
  readonly contentType?: string;
  /** What a document gives as an example of it. */
  readonly sample?: Json;
  readonly default?: Json;
  readonly fixed?: Json;
}

export interface ResolvedBody {
  readonly contentType: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  /** OpenAPI Encoding Objects by property. */
  readonly encoding?: JsonObject;
  /** What a document gives as an example of it. */
  readonly sample?: Json;
  readonly default?: Json;
  readonly fixed?: Json;
}

/** The answers, as far as a document describes them. */
export interface ResolvedAnswer {
  /** Of success, the preferred one in front; none where it has no body. */
  readonly contentTypes: readonly string[];
  /** Of success in the preferred media type. */
  readonly schema?: JsonSchema;
  /** The schema is of each of the values that arrive one by one. */
  readonly isItem?: true;
  /** What the document gives as an example of it. */
  readonly sample?: Json;
  /** A redirect is the only answer of success. */
  readonly redirect?: true;
  /** Link Objects of success, references followed. */
  readonly links?: readonly JsonObject[];
  /** 401 is among the answers. */
  readonly asksWhoCalls?: true;
  /** Of errors, in every media type. */
  readonly errors?: readonly JsonSchema[];
}
