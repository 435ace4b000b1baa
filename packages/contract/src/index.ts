// The whole visible surface of the contract, by section.

export type { ApiError } from "./api-error.ts";
export { apiError, retryAfterOf } from "./api-error.ts";
export type { ApiProblem } from "./api-problems.ts";
export { apiProblems } from "./api-problems.ts";
export type { ArgumentProblem } from "./argument-error.ts";
export { ArgumentError } from "./argument-error.ts";
export type {
  AnyType,
  ArgumentType,
  ArgumentTypes,
  ArrayType,
  BooleanType,
  Discriminator,
  ExactNumber,
  Field,
  FileReference,
  FileType,
  NumberType,
  ObjectType,
  ReferenceType,
  StringType,
  UnionType,
} from "./argument-type.ts";
export type {
  AuthorizationParameter,
  AuthScheme,
  AuthStyle,
  AuthType,
  Deviations,
  OAuth2,
  Placement,
  RedirectParameter,
  Security,
  Slot,
  TokenErrorCode,
  TokenParameter,
  TokenParameterNames,
  TokenResponseMembers,
  Verify,
} from "./auth.ts";
// Requests
export type { BodyPieces } from "./body-pieces.ts";
export { bodyPieces, fileIds } from "./body-pieces.ts";
export type { Part, RequestBody } from "./build-body.ts";
export { partValues } from "./build-body.ts";
export type { HttpRequest } from "./build-request.ts";
export { buildRequest, requestUrl } from "./build-request.ts";
export type { Catalogue, CatalogueCommand } from "./catalogue.ts";
export { catalogueCommand, catalogueText, catalogueVersion } from "./catalogue.ts";
export { bodyValue, checkArguments, contentTypesOf, parameterValue } from "./check-arguments.ts";
export { describeType, isEncoded, isFileReference } from "./check-value.ts";
export { commandLine, commandName, commandWords, quoteWord } from "./command-line.ts";
// Data of a compiled connector
export type {
  Access,
  ArgumentName,
  Arguments,
  Body,
  Connector,
  ErrorRule,
  ErrorShape,
  Example,
  FieldEncoding,
  Follow,
  Link,
  LinkArgument,
  Method,
  Operation,
  Pagination,
  PagingArgument,
  Parameter,
  ParameterLocation,
  ParameterStyle,
  ResponseShape,
  Server,
  UnchangedRule,
  Variable,
} from "./connector.ts";
export type {
  AnswerEnvelope,
  ApprovalEnvelope,
  ApprovalStatus,
  EnvelopeFile,
  OperationEnvelope,
  SessionEnvelope,
} from "./envelope.ts";
export type { EnvironmentNames } from "./environment.ts";
export { environmentNames, serverVariable, toEnvironmentName } from "./environment.ts";
// Errors, environment and the broker's messages
export type { ErrorCode, ErrorMeaning, ErrorObject } from "./error-codes.ts";
export { errorCodes } from "./error-codes.ts";
export { exactNumber, isExactNumber, jsonText, parseExact, roundedNumber } from "./exact-number.ts";
// Arguments
export type { Flag, GlobalFlag } from "./flags.ts";
export { flagsOf, globalFlags, resolveType, toKebab } from "./flags.ts";
export { FramingError, frame, framingType, longestEnvelope, readFrame } from "./framing.ts";
// JSON
export type { Json, JsonObject, JsonPointer } from "./json.ts";
export { emptyRecord, isArray, isObject, own, pointerTokens, toPointer, valueAt } from "./json.ts";
export { linkTarget } from "./link-header.ts";
export type { LinkedCall, UnknownArgument } from "./linked-call.ts";
export { linkedCall, linkedLine } from "./linked-call.ts";
export { isDenial, isMeantName } from "./meant-name.ts";
export { bareType, bodyFor, isJsonType, takesType, typeOfFile, withBody } from "./media-type.ts";
export {
  amountNames,
  identityNames,
  kindNames,
  personNames,
  plainName,
  stateNames,
  textNames,
  timeNames,
  titleNames,
} from "./member-names.ts";
export { editDistance, nearest, slipOf } from "./nearest.ts";
export {
  commandOutline,
  flagOutline,
  flagsOfOmittedBody,
  isNeeded,
  neededFlags,
  needsInput,
} from "./needed-flags.ts";
// Answers
export type { Answer, ConnectorHead, NextPage, PagingContext } from "./next-page.ts";
export { argumentOf, itemsOf, matchPath, nextPage, totalOf, withArgument } from "./next-page.ts";
export { outgoingRequest, ownHeaders, withoutFraming } from "./outgoing-request.ts";
// Permissions
export { isBanned, withoutConditions } from "./permissions/banned.ts";
export type { Asked, Decision, Rules } from "./permissions/decide.ts";
export { decide } from "./permissions/decide.ts";
export type { GatedConnector, GateFile } from "./permissions/gate-file.ts";
export { gateFileVariable } from "./permissions/gate-file.ts";
export type { Manifest, ManifestEntry } from "./permissions/manifest.ts";
export { manifestOf } from "./permissions/manifest.ts";
export type { Permissions } from "./permissions/permissions.ts";
export { agree, permissionsOf, permissionsVariable, readPermissions } from "./permissions/permissions.ts";
export type { Condition, Policy, Rule, Verdict } from "./permissions/policy.ts";
export { strictness } from "./permissions/policy.ts";
export { PolicyError, readPolicy } from "./permissions/read-policy.ts";
export type { KnownConnector } from "./permissions/refuse-slips.ts";
export { refuseSlips } from "./permissions/refuse-slips.ts";
// Credentials
export type { Secrets } from "./place-credential.ts";
export { placeCredential, redact, withoutPrefix } from "./place-credential.ts";
// The table of a generated CLI
export { reachableTypes } from "./reachable-types.ts";
export type { Redirect } from "./redirects.ts";
export { matchesHost, mostRedirects, redirectOf } from "./redirects.ts";
export { resolvedArguments } from "./resolved-arguments.ts";
export type { IndexedCommand, SearchIndex } from "./search/search-index.ts";
export {
  decodeSearchIndex,
  encodeSearchIndex,
  packedPlaces,
  searchIndexVersion,
} from "./search/search-index.ts";
export { sameVerbLines } from "./search/verbs.ts";
export { stemOf, wordsOf } from "./search/words.ts";
export { alternativesOf, neededSlots } from "./security.ts";
export { percentEncode, serializePairs, serializeSegment, styleOf } from "./serialize.ts";
export { expandServerUrl, isVariableValue } from "./server-url.ts";
export type { GroupEntry, GroupSummary, PackedOperation, TableEnd, TableHead } from "./table-format.ts";
export { encodeTable, groupOf, tableKey, tableVersion, unpackOperation } from "./table-format.ts";
export { estimateTokens, tokenBudgets } from "./tokens.ts";
export { trimEnd } from "./trim-end.ts";
export { isSeen, withoutUnseen, withVisible } from "./visible-text.ts";
