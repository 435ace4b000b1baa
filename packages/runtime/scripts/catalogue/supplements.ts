/**
 * What the catalogue does in code, or leaves open, for single providers: the facts, in the words of the format.
 * Of hosts it says only that anything may be named; these are the providers' own domains.
 */
export interface Supplement {
  /** Why the format cannot say it. */
  readonly cannot?: string;
  /** What is different from what the catalogue does, and works. */
  readonly remark?: string;
  readonly oauth2?: Readonly<Record<string, unknown>>;
  readonly deviations?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly urls?: Readonly<
    Partial<Record<"authorization_url" | "token_url" | "refresh_url" | "base_url", string>>
  >;
}

const hosts = (from: Readonly<Record<string, unknown>>, kind: string, ...names: string[]) => ({
  ...from,
  kind,
  hosts: names,
});
const user = { from: "user" };

const metaRefresh = {
  refresh: { token: "access_token" },
  tokenParamNames: { refresh: { grant_type: "", refresh_token: "fb_exchange_token", redirect_uri: "" } },
  extraRefreshParams: { grant_type: "fb_exchange_token" },
};

const stripeApp: Supplement = {
  oauth2: { authStyle: "header" },
  deviations: { basicCredentials: "secretAsUser", expiresIn: { default: 3600 } },
};

const salesforceHosts = ["*.salesforce.com", "*.force.com", "*.salesforce.mil", "*.cloudforce.com"];
const salesforce: Supplement = {
  variables: {
    hostname: { ...hosts(user, "domain", ...salesforceHosts), default: "login.salesforce.com" },
    instance_url: hosts({ from: "tokenResponse", pointer: "/instance_url" }, "origin", ...salesforceHosts),
    instanceUrl: hosts({ from: "tokenResponse", pointer: "/instance_url" }, "origin", ...salesforceHosts),
  },
};

const zohoSites = ["com", "eu", "in", "com.au", "com.cn", "jp", "sa"];
const zoho: Supplement = {
  urls: { token_url: "${accounts-server}/oauth/v2/token" },
  variables: {
    accountsServer: hosts(
      { from: "redirect", parameter: "accounts-server" },
      "origin",
      ...zohoSites.map((site) => `accounts.zoho.${site}`),
      "accounts.zohocloud.ca",
    ),
    apiDomain: hosts(
      { from: "tokenResponse", pointer: "/api_domain" },
      "origin",
      ...zohoSites.map((site) => `www.zohoapis.${site}`),
      "www.zohoapis.ca",
    ),
  },
};
/** Those whose API is below `api_domain`. */
const zohoApis: Supplement = { ...zoho, urls: { ...zoho.urls, base_url: "${api_domain}" } };

const amazonSites = [
  "com",
  "ca",
  "com.mx",
  "com.br",
  "co.uk",
  "co.jp",
  "in",
  "com.au",
  "sg",
  "ae",
  "sa",
  "eg",
  "com.tr",
  "com.be",
  "co.za",
];
const sellingPartner: Supplement = {
  variables: {
    domain: hosts(user, "domain", ...amazonSites.map((site) => `*.amazon.${site}`)),
    region: { from: "user", kind: "label", enum: ["na", "eu", "fe"] },
  },
  urls: { base_url: "https://sellingpartnerapi-${connectionConfig.region}.amazon.com" },
};

const coros: Supplement = {
  cannot: "a refresh answers without a token and prolongs the one there is",
};
const secondToken = "a second token for another API of the vendor is a scheme of its own";

export const supplements: Readonly<Record<string, Supplement>> = {
  "absorb-lms": { cannot: "the token request takes a secret of the user's, and a random value" },
  agiloft: { cannot: "a refresh sends a part of the client's secret" },
  amazon: {
    variables: {
      extension: { from: "user", kind: "domain", enum: ["com", "co.uk", "co.jp"], default: "com" },
    },
  },
  "amazon-selling-partner": sellingPartner,
  "amazon-selling-partner-beta": {
    variables: { ...sellingPartner.variables },
  },
  "attio-mcp": { oauth2: { authStyle: "none" } },
  aws: {
    urls: { base_url: "https://cognito-idp.${connectionConfig.extension}.amazonaws.com" },
  },
  braintree: { cannot: "the token endpoint is spoken to through the vendor's library only" },
  "braintree-sandbox": { cannot: "the token endpoint is spoken to through the vendor's library only" },
  bullhorn: {
    cannot: "the token is exchanged again for a session, with a password in the authorization URL",
  },
  clover: {
    deviations: {
      tokenParamNames: {
        exchange: { grant_type: "", redirect_uri: "" },
        refresh: { grant_type: "", client_secret: "" },
      },
      tokenResponse: { exchange: { expiresAt: "/access_token_expiration" } },
    },
  },
  coros,
  "coros-sandbox": coros,
  contentstack: {
    variables: { apiDomain: hosts(user, "domain", "*.contentstack.com", "*.contentstack.io") },
  },
  facebook: { deviations: metaRefresh },
  fanvue: { oauth2: { authStyle: "header" }, deviations: { basicCredentials: "raw" } },
  figma: {
    oauth2: { authStyle: "header" },
    remark: "the documented request (a form, Basic) in place of JSON with the URI in the query",
  },
  figjam: {
    oauth2: { authStyle: "header" },
    remark: "the documented request (a form, Basic) in place of JSON with the URI in the query",
  },
  fillout: {
    variables: { baseUrl: hosts({ from: "tokenResponse", pointer: "/base_url" }, "origin", "*.fillout.com") },
  },
  followupboss: {
    oauth2: { authStyle: "header" },
    deviations: { basicCredentials: "raw", extraExchangeParams: { state: "{state}" } },
    variables: { state: { from: "redirect", parameter: "state", kind: "text" } },
  },
  "gong-oauth": {
    variables: {
      apiBaseUrlForCustomer: hosts(
        { from: "tokenResponse", pointer: "/api_base_url_for_customer" },
        "origin",
        "api.gong.io",
        "*.api.gong.io",
      ),
    },
    urls: { base_url: "${api_base_url_for_customer}" },
  },
  heygen: { oauth2: { authStyle: "none" } },
  instagram: { cannot: "the token of the code exchange is exchanged again at another URL" },
  jobber: { deviations: { expiresIn: { default: 3600 } } },
  mercury: {
    oauth2: { authStyle: "none" },
    deviations: { tokenParamNames: { exchange: { client_id: "" } } },
  },
  "microsoft-admin": { cannot: "an administrator's consent brings no code; tokens are the client's own" },
  "microsoft-teams-bot": { remark: secondToken },
  "microsoft-dataverse": { variables: { environmentUrl: hosts(user, "domain", "*.dynamics.com") } },
  "microsoft-dynamics-365-finance-and-operations": {
    variables: { environmentUrl: hosts(user, "domain", "*.dynamics.com") },
  },
  "one-drive": { remark: secondToken },
  "sharepoint-online": { remark: secondToken },
  pipedrive: {
    variables: {
      apiDomain: hosts({ from: "tokenResponse", pointer: "/api_domain" }, "origin", "*.pipedrive.com"),
    },
  },
  "posthog-oauth": { oauth2: { authStyle: "none" } },
  practicefusion: {
    variables: {
      baseUrl: hosts(user, "domain", "api.patientfusion.com", "api.practicefusion.com"),
      practice: { from: "user", kind: "path", label: "Practice" },
      launch: { from: "user", kind: "text" },
    },
    urls: {
      base_url: "https://${connectionConfig.baseUrl}/fhir/r4/v1/${practice}",
      authorization_url: "https://${connectionConfig.baseUrl}/fhir/r4/v1/${practice}/authorize",
      token_url: "https://${connectionConfig.baseUrl}/fhir/r4/v1/${practice}/token",
    },
    remark: "the one path that the vendor documents, with the practice in it",
  },
  "revolut-business": { cannot: "the client proves itself with a signed assertion (RFC 7523)" },
  "sage-people": {
    variables: {
      instanceUrl: hosts({ from: "tokenResponse", pointer: "/instance_url" }, "origin", ...salesforceHosts),
    },
    urls: { base_url: "${instance_url}/services/apexrest/spapi" },
  },
  salesforce,
  "salesforce-sandbox": {
    variables: {
      ...salesforce.variables,
      hostname: { ...hosts(user, "domain", ...salesforceHosts), default: "test.salesforce.com" },
    },
  },
  "salesforce-cc": salesforce,
  smartsheet: {
    variables: {
      appHost: {
        ...user,
        kind: "domain",
        enum: [
          "app.smartsheet.com",
          "app.smartsheet.eu",
          "app.smartsheet.au",
          "app.smartsheetgov.com",
          "app.test.smartsheet.com",
        ],
        default: "app.smartsheet.com",
      },
    },
  },
  snowflake: { variables: { snowflakeAccountUrl: hosts(user, "domain", "*.snowflakecomputing.com") } },
  "adobe-workfront": {
    variables: { hostname: hosts(user, "domain", "*.my.workfront.com", "*.my.workfront.adobe.com") },
  },
  crowdstrike: {
    variables: {
      baseUrl: hosts(user, "domain", "api.crowdstrike.com", "*.crowdstrike.com", "*.crowdstrike.mil"),
    },
  },
  "salesforce-experience-cloud": { variables: { ...salesforce.variables } },
  "sentry-oauth": { cannot: "the code comes in a webhook, not in the redirect" },
  "shopline-oauth": { cannot: "requests are signed with the client's secret" },
  slack: {
    oauth2: { tokens: { user: "/authed_user/access_token" } },
    deviations: {
      success: { pointer: "/ok", equals: true },
      errorCodes: { invalid_refresh_token: "invalid_grant" },
    },
    remark: "a user's token of an app that rotates tokens has no refresh of its own",
  },
  "stripe-app": stripeApp,
  "stripe-app-sandbox": stripeApp,
  teamwork: {
    variables: {
      installationApiEndPoint: hosts(
        { from: "tokenResponse", pointer: "/installation/apiEndPoint" },
        "origin",
        "*.teamwork.com",
      ),
    },
  },
  threads: { cannot: "the token of the code exchange is exchanged again at another URL" },
  "tiktok-accounts": {
    deviations: {
      tokenRequestFormat: "json",
      tokenParamNames: { exchange: { code: "auth_code" }, refresh: {} },
      tokenResponse: {
        exchange: {
          access_token: "/data/access_token",
          refresh_token: "/data/refresh_token",
          expires_in: "/data/expires_in",
          scope: "/data/scope",
          error: "/code",
          error_description: "/message",
        },
      },
      success: { pointer: "/code", equals: 0 },
    },
  },
  "tiktok-ads": {
    deviations: {
      tokenRequestFormat: "json",
      tokenParamNames: {
        exchange: {
          client_id: "app_id",
          client_secret: "secret",
          code: "auth_code",
          grant_type: "",
          redirect_uri: "",
        },
      },
      tokenResponse: {
        exchange: {
          access_token: "/data/access_token",
          scope: "/data/scope",
          error: "/code",
          error_description: "/message",
        },
      },
      success: { pointer: "/code", equals: 0 },
    },
  },
  "tiktok-personal": {
    deviations: { tokenParamNames: { exchange: { client_id: "client_key" } } },
  },
  vincere: {
    deviations: { tokenResponse: { exchange: { access_token: "/id_token" } } },
    oauth2: { name: "id-token", prefix: "" },
  },
  walmart: { cannot: "a header of the token request is a random value" },
  "workday-oauth": {
    oauth2: { authStyle: "header" },
    deviations: { basicCredentials: "raw", expiresIn: { default: 3600 } },
  },
  wrike: { variables: { host: hosts({ from: "tokenResponse", pointer: "/host" }, "domain", "*.wrike.com") } },
  zoho: zohoApis,
  "zoho-bigin": zohoApis,
  "zoho-books": zohoApis,
  "zoho-crm": zohoApis,
  "zoho-inventory": zohoApis,
  "zoho-invoice": zohoApis,
  "zoho-calendar": zoho,
  "zoho-desk": zoho,
  "zoho-mail": zoho,
  "zoho-people": zoho,
  "zoho-recruit": zoho,
};
