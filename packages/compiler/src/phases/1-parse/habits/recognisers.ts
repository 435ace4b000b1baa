import * as auth from "./auth.ts";
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
import * as request from "./request.ts";
import * as schemas from "./schemas.ts";
import * as top from "./top.ts";

const scheme: readonly Recognise[] = [
  auth.nestedScheme,
  auth.httpScheme,
  auth.headerAndScheme,
  oauth.oauthLevel,
  needless.needlessInScheme,
];
const paging: readonly Recognise[] = [pagination.nestedPagination, pagination.nextLevel];
const variable: readonly Recognise[] = [marks.variableInPlace, needless.needlessInVariable];
const schema: readonly Recognise[] = [
  schemas.wordForSchema,
  schemas.wrappedSchema,
  schemas.flatSchema,
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
    auth.securitySchemes,
    operations.pathItems,
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
  "apiKey/keys": [auth.keysByName],
  "oauth2/scopes": [oauth.scopesInPlace],
  "oauth2/grant": [oauth.grantList],
  "oauth2/baseScopes": [marks.commaText],
  "deviations/scopeSeparator": [oauth.separatorWord],
  secretSteps: [auth.stepsList],
  secretText: [auth.secretLabel],
  verify: [auth.verifyText],
  variable,
  userVariable: variable,
  tokenResponseVariable: variable,
  redirectVariable: variable,
  variableEnum: [marks.commaText],
  variableHosts: [marks.commaText],
  operations: [
    operations.pathItems,
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
    marks.highlighted,
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
  "operation/fields": [marks.commaText],
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
  "parameterSchemas/properties": [schemas.propertyList],
  "parameterSchemas/required": [schemas.requiredInPlace],
  parameterOverride: [keywords.collectionFormat],
  jsonSchema: schema,
  schemaOrBoolean: [schemas.wordForSchema],
  "jsonSchema/properties": [schemas.propertyList],
  "jsonSchema/type": [schemas.typeWord],
  "jsonSchema/required": [schemas.requiredInPlace],
  "jsonSchema/enum": [keywords.enumText],
  jsonType: [schemas.typeWord],
  pagination: paging,
  cursorPagination: paging,
  pagePagination: paging,
  offsetPagination: paging,
  linkPagination: paging,
  "cursorPagination/next": [pagination.nextText],
  "linkPagination/next": [pagination.nextText],
  argumentName: [pagination.intoText],
  pointer: [pagination.pointerList, pagination.pointerText],
  "errorRule/when": [pagination.whenText],
  errorCode: [pagination.errorStatus],
};
