import { isArray } from "@specwire/contract";
import * as auth from "./auth.ts";
import * as authKeys from "./auth-keys.ts";
import * as body from "./body.ts";
import * as calls from "./calls.ts";
import { choices } from "./choices.ts";
import * as deviations from "./deviations.ts";
import type { Recognise } from "./habit.ts";
import * as keywords from "./keywords.ts";
import * as marks from "./marks.ts";
import * as misplaced from "./misplaced.ts";
import * as needless from "./needless.ts";
import * as oauth from "./oauth.ts";
import * as operationWords from "./operation-words.ts";
import * as operations from "./operations.ts";
import * as pagination from "./pagination.ts";
import * as pagingWords from "./paging-words.ts";
import * as parameters from "./parameters.ts";
import { pathItems } from "./path-items.ts";
import * as request from "./request.ts";
import * as schemas from "./schemas.ts";
import * as scopes from "./scopes.ts";
import * as shapes from "./shapes.ts";
import * as top from "./top.ts";
import { writingWord } from "./writing.ts";

const scheme: readonly Recognise[] = [
  auth.nestedScheme,
  auth.httpScheme,
  authKeys.headerAndScheme,
  authKeys.placeAsKey,
  oauth.oauthLevel,
  oauth.rotation,
  oauth.pkceDenied,
  oauth.urlsInside,
  needless.needlessInScheme,
];
const paging: readonly Recognise[] = [
  pagination.nestedPagination,
  pagingWords.otherPagingWords,
  pagingWords.pageSizeNumber,
  pagingWords.sizeMap,
  pagingWords.zeroBased,
  needless.needlessInPaging,
  pagination.nextLevel,
  pagination.intoMissing,
];
const variable: readonly Recognise[] = [
  misplaced.variableValue,
  misplaced.variableSource,
  marks.variableInPlace,
  needless.needlessInVariable,
];
const schema: readonly Recognise[] = [
  schemas.wordForSchema,
  schemas.anyType,
  schemas.wrappedBody,
  schemas.bodyList,
  body.contentTypeInside,
  choices,
  schemas.wrappedSchema,
  schemas.flatSchema,
  schemas.sample,
  schemas.requiredMembers,
  keywords.otherKeywords,
  needless.needlessInBody,
];

/** What is looked for, by the definition of the format that belongs at a place, or by that of its holder and its key. */
export const recognisers: Readonly<Record<string, readonly Recognise[]>> = {
  spec: [
    top.wrapped,
    top.apiVersion,
    top.hostAndBasePath,
    misplaced.operationsAtTop,
    top.bulkAtTop,
    top.verifyAtTop,
    top.componentSchemas,
    auth.securitySchemes,
    pathItems,
    needless.needlessAtTop,
  ],
  "spec/servers": [top.serverText, top.servers],
  "spec/baseUrl": [top.baseUrlMap],
  "spec/errors": [top.errorRules],
  "spec/highlights": [operations.highlightList],
  fixedHeaders: [top.headerList],
  "spec/auth": [auth.schemesInPlace],
  authScheme: scheme,
  oauth2: scheme,
  apiKey: scheme,
  bearerToken: scheme,
  basic: scheme,
  mutualTls: scheme,
  noAuth: [],
  "apiKey/keys": [authKeys.keysByName, misplaced.keysWithoutId],
  "oauth2/scopes": [oauth.scopesInPlace, deviations.scopeMeanings],
  "oauth2/grant": [oauth.grantList],
  "oauth2/pkce": [oauth.pkceWord],
  authUrl: [oauth.urlMap],
  "oauth2/baseScopes": [shapes.commaText],
  deviations: [deviations.notADeviation, oauth.rotation],
  "deviations/tokenTypes": [shapes.commaText],
  "deviations/success": [pagination.whenText],
  "deviations/extraTokenParams": [deviations.parameterPairs],
  "deviations/extraExchangeParams": [deviations.parameterPairs],
  "deviations/extraRefreshParams": [deviations.parameterPairs],
  "oauth2/extraAuthParams": [deviations.parameterPairs],
  "deviations/expiresIn": [oauth.deviationMaps],
  "deviations/refresh": [deviations.refreshWords, oauth.deviationMaps],
  "deviations/scopeSeparator": [oauth.separatorWord],
  secretSteps: [shapes.stepsList],
  operationId: [auth.verifyOperation, operations.foldedId],
  headerName: [authKeys.headerLine],
  key: [authKeys.placeAsKey],
  openapi: [shapes.memberAlone("document")],
  follow: [shapes.memberAlone("hosts", { is: isArray }), shapes.hostAlone],
  "operation/follow": [shapes.memberAlone("hosts", { is: isArray }), shapes.hostAlone],
  "spec/variables": [shapes.namedList, misplaced.variableNames],
  "operation/deprecated": [marks.deprecatedText],
  "operation/scopes/*": [scopes.scopeMaps],
  "operation/pagination": [pagingWords.noPaging, pagination.pagingText],
  "example/args": [calls.argsText],
  secretText: [shapes.memberAlone("label", { certain: shapes.words, example: "Email address" })],
  verify: [
    misplaced.verifyMap,
    shapes.memberAlone("operation", {
      certain: /^[a-z][a-z0-9.-]*$/,
      example: "users.me",
      more: ", with `accountId` and `label`: where the answer names the account.",
    }),
  ],
  variable,
  userVariable: variable,
  tokenResponseVariable: variable,
  redirectVariable: variable,
  variableEnum: [deviations.variableValues, shapes.commaText],
  variableHosts: [shapes.commaText],
  operations: [
    pathItems,
    operations.operationList,
    operations.groups,
    operations.operationIds,
    request.urlsInRequests,
  ],
  selectors: [operations.selectorsInPlace, shapes.commaText],
  operation: [
    operationWords.placeWords,
    request.operationAsLine,
    request.methodAndPath,
    needless.idInside,
    operationWords.toolSchema,
    operationWords.accessSwitch,
    operationWords.kindOfOperation,
    operationWords.authInOperation,
    operationWords.acceptsJson,
    parameters.argumentList,
    parameters.parameterMap,
    body.requestBody,
    body.consumes,
    body.responseInPlace,
    calls.operationHeaders,
    calls.singleExample,
    marks.annotations,
    needless.disabled,
    needless.confirmed,
    marks.highlighted,
    marks.requiredBeside,
    marks.errorsInOperation,
    scopes.scopeText,
    marks.serverInPlace,
    needless.needlessInOperation,
  ],
  requestLine: [request.requestInPlace],
  "operation/access": [marks.accessInPlace],
  "operation/defaults": [calls.valuesWithoutPlace],
  "operation/fixed": [calls.valuesWithoutPlace],
  "operation/examples": [calls.exampleList],
  "operation/fields": [shapes.commaText, shapes.fieldNames],
  argumentValues: [calls.valuesWithoutPlace],
  encoding: [
    shapes.memberAlone("contentType", { certain: /^[\w.+-]+\/[\w.+-]+$/, example: "application/json" }),
  ],
  mediaType: [body.contentTypeWord],
  securityAlternative: [deviations.alternative],
  security: [deviations.schemesNeeded, scopes.requirementWithScopes],
  parameterSchemas: [
    parameters.flatParameters,
    schemas.requiredMembers,
    keywords.writingInSchema,
    needless.needlessInParameters,
  ],
  "parameterSchemas/properties": [schemas.requiredInside, schemas.propertyList],
  "parameterSchemas/required": [schemas.requiredInPlace],
  parameterOverride: [writingWord, keywords.collectionFormat],
  jsonSchema: schema,
  schemaOrBoolean: [schemas.wordForSchema, schemas.valuesForSchema],
  "jsonSchema/properties": [schemas.requiredInside, schemas.propertyList],
  "jsonSchema/type": [schemas.typeWord],
  "jsonSchema/required": [schemas.requiredInPlace],
  "jsonSchema/enum": [keywords.enumText],
  jsonType: [schemas.typeWord],
  pagination: [pagination.pagingText, ...paging, pagingWords.kindMissing],
  cursorPagination: paging,
  pagePagination: paging,
  offsetPagination: paging,
  linkPagination: [...paging, needless.needlessInLink],
  "cursorPagination/next": [pagination.nextText, pagination.lastItem, pagingWords.nextWithMore],
  "linkPagination/next": [pagination.nextText],
  argumentName: [pagination.intoText],
  fieldPath: [pagination.fieldText],
  pointer: [pagination.pointerList, pagination.pointerText],
  "errorRule/when": [pagination.whenText],
  "errorRule/map": [misplaced.codeList],
  "operation/unchanged": [misplaced.unchangedRules],
  "unchangedRule/when": [pagination.whenText],
  "operation/scopes": [operationWords.scopesByName],
  "operation/parameters": [parameters.parameterList],
  errorCode: [pagination.errorStatus],
};
