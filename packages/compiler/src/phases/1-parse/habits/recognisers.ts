import * as auth from "./auth.ts";
import * as authKeys from "./auth-keys.ts";
import * as body from "./body.ts";
import * as calls from "./calls.ts";
import type { Recognise } from "./habit.ts";
import * as keywords from "./keywords.ts";
import * as marks from "./marks.ts";
import * as needless from "./needless.ts";
import * as oauth from "./oauth.ts";
import * as operations from "./operations.ts";
import * as pagination from "./pagination.ts";
import * as parameters from "./parameters.ts";
import { pathItems } from "./path-items.ts";
import * as request from "./request.ts";
import * as schemas from "./schemas.ts";
import * as top from "./top.ts";

const scheme: readonly Recognise[] = [
  auth.nestedScheme,
  auth.httpScheme,
  authKeys.headerAndScheme,
  authKeys.placeAsKey,
  oauth.oauthLevel,
  needless.needlessInScheme,
];
const paging: readonly Recognise[] = [
  pagination.nestedPagination,
  pagination.nextLevel,
  pagination.intoMissing,
];
const variable: readonly Recognise[] = [marks.variableInPlace, needless.needlessInVariable];
const schema: readonly Recognise[] = [
  schemas.wordForSchema,
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
    top.bulkAtTop,
    top.verifyAtTop,
    top.componentSchemas,
    auth.securitySchemes,
    pathItems,
    needless.needlessAtTop,
  ],
  "spec/servers": [top.servers],
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
  "apiKey/keys": [authKeys.keysByName],
  "oauth2/scopes": [oauth.scopesInPlace],
  "oauth2/grant": [oauth.grantList],
  "oauth2/baseScopes": [marks.commaText],
  "deviations/expiresIn": [oauth.deviationMaps],
  "deviations/refresh": [oauth.deviationMaps],
  "deviations/scopeSeparator": [oauth.separatorWord],
  secretSteps: [auth.stepsList],
  operationId: [auth.verifyOperation],
  headerName: [authKeys.headerLine],
  openapi: [marks.oneMember("document", "text")],
  follow: [marks.oneMember("hosts", "list")],
  "operation/follow": [marks.oneMember("hosts", "list")],
  "spec/variables": [marks.namedList],
  "operation/deprecated": [marks.deprecatedText],
  "operation/scopes/*": [marks.scopeMaps],
  "operation/pagination": [pagination.pagingText],
  "example/args": [calls.argsText],
  secretText: [auth.secretLabel],
  verify: [auth.verifyText],
  variable,
  userVariable: variable,
  tokenResponseVariable: variable,
  redirectVariable: variable,
  variableEnum: [marks.commaText],
  variableHosts: [marks.commaText],
  operations: [
    pathItems,
    operations.operationList,
    operations.groups,
    operations.operationIds,
    request.urlsInRequests,
  ],
  selectors: [operations.selectorsInPlace, marks.commaText],
  operation: [
    request.operationAsLine,
    request.methodAndPath,
    needless.idInside,
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
    marks.scopeText,
    marks.serverInPlace,
    needless.needlessInOperation,
  ],
  requestLine: [request.requestInPlace],
  "operation/access": [marks.accessInPlace],
  "operation/parameters": [parameters.parameterList],
  "operation/defaults": [calls.valuesWithoutPlace],
  "operation/fixed": [calls.valuesWithoutPlace],
  "operation/examples": [calls.exampleList],
  "operation/fields": [marks.commaText, marks.fieldNames],
  argumentValues: [calls.valuesWithoutPlace],
  encoding: [calls.encodingText],
  mediaType: [body.contentTypeWord],
  security: [marks.requirementWithScopes],
  parameterSchemas: [
    parameters.flatParameters,
    schemas.requiredMembers,
    keywords.writingInSchema,
    needless.needlessInParameters,
  ],
  "parameterSchemas/properties": [schemas.requiredInside, schemas.propertyList],
  "parameterSchemas/required": [schemas.requiredInPlace],
  parameterOverride: [keywords.collectionFormat],
  jsonSchema: schema,
  schemaOrBoolean: [schemas.wordForSchema],
  "jsonSchema/properties": [schemas.requiredInside, schemas.propertyList],
  "jsonSchema/type": [schemas.typeWord],
  "jsonSchema/required": [schemas.requiredInPlace],
  "jsonSchema/enum": [keywords.enumText],
  jsonType: [schemas.typeWord],
  pagination: [pagination.pagingText, ...paging],
  cursorPagination: paging,
  pagePagination: paging,
  offsetPagination: paging,
  linkPagination: [...paging, needless.needlessInLink],
  "cursorPagination/next": [pagination.nextText, pagination.lastItem],
  "linkPagination/next": [pagination.nextText],
  argumentName: [pagination.intoText],
  fieldPath: [pagination.fieldText],
  pointer: [pagination.pointerList, pagination.pointerText],
  "errorRule/when": [pagination.whenText],
  errorCode: [pagination.errorStatus],
};
