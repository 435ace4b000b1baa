// The calls whose answers are measured: what agents ask most. Values are of path parameters; an API takes them as
// they are, and the stand-in does not look at them.

export interface Call {
  /** Path template of the document. */
  readonly path: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

export interface Calls {
  readonly lists: readonly Call[];
  readonly details: readonly Call[];
}

const repo = { owner: "octocat", repo: "hello-world" };
const account = { AccountSid: `AC${"0".repeat(32)}` };
const twilio = "/2010-04-01/Accounts/{AccountSid}";

/** By the API's name in tables. */
export const calls: Readonly<Record<string, Calls>> = {
  GitHub: {
    lists: [
      { path: "/repos/{owner}/{repo}/issues", values: repo },
      { path: "/repos/{owner}/{repo}/pulls", values: repo },
      { path: "/repos/{owner}/{repo}/commits", values: repo },
      { path: "/repos/{owner}/{repo}/branches", values: repo },
      { path: "/repos/{owner}/{repo}/releases", values: repo },
      { path: "/repos/{owner}/{repo}/labels", values: repo },
      { path: "/repos/{owner}/{repo}/actions/runs", values: repo },
      {
        path: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
        values: { ...repo, issue_number: "7" },
      },
      { path: "/user/repos" },
      { path: "/orgs/{org}/members", values: { org: "acme" } },
      { path: "/notifications" },
      { path: "/search/issues", query: { q: "crash" } },
    ],
    details: [
      { path: "/repos/{owner}/{repo}", values: repo },
      { path: "/repos/{owner}/{repo}/issues/{issue_number}", values: { ...repo, issue_number: "7" } },
      { path: "/repos/{owner}/{repo}/pulls/{pull_number}", values: { ...repo, pull_number: "7" } },
      { path: "/repos/{owner}/{repo}/commits/{ref}", values: { ...repo, ref: "main" } },
      { path: "/users/{username}", values: { username: "octocat" } },
      { path: "/repos/{owner}/{repo}/actions/runs/{run_id}", values: { ...repo, run_id: "30433642" } },
    ],
  },
  Stripe: {
    lists: [
      { path: "/v1/customers" },
      { path: "/v1/charges" },
      { path: "/v1/invoices" },
      { path: "/v1/payment_intents" },
      { path: "/v1/subscriptions" },
      { path: "/v1/products" },
    ],
    details: [
      { path: "/v1/customers/{customer}", values: { customer: "cus_4QFJOjw2pOmAGJ" } },
      { path: "/v1/charges/{charge}", values: { charge: "ch_3Ln0cD2eZvKYlo2C0vlO5Jmd" } },
      { path: "/v1/invoices/{invoice}", values: { invoice: "in_1Ln0cD2eZvKYlo2C" } },
    ],
  },
  Box: {
    lists: [
      { path: "/folders/{folder_id}/items", values: { folder_id: "12345" } },
      { path: "/files/{file_id}/versions", values: { file_id: "12345" } },
      { path: "/files/{file_id}/comments", values: { file_id: "12345" } },
      { path: "/users" },
      { path: "/groups" },
      { path: "/webhooks" },
    ],
    details: [
      { path: "/files/{file_id}", values: { file_id: "12345" } },
      { path: "/folders/{folder_id}", values: { folder_id: "12345" } },
      { path: "/users/{user_id}", values: { user_id: "12345" } },
    ],
  },
  Twilio: {
    lists: [
      { path: `${twilio}/Messages.json`, values: account },
      { path: `${twilio}/Calls.json`, values: account },
      { path: `${twilio}/Recordings.json`, values: account },
      { path: `${twilio}/IncomingPhoneNumbers.json`, values: account },
      { path: `${twilio}/Conferences.json`, values: account },
    ],
    details: [
      {
        path: `${twilio}/Messages/{Sid}.json`,
        values: { ...account, Sid: `SM${"0".repeat(32)}` },
      },
      {
        path: `${twilio}/Calls/{Sid}.json`,
        values: { ...account, Sid: `CA${"0".repeat(32)}` },
      },
    ],
  },
  DigitalOcean: {
    lists: [
      { path: "/v2/droplets" },
      { path: "/v2/domains" },
      { path: "/v2/volumes" },
      { path: "/v2/databases" },
      { path: "/v2/projects" },
      { path: "/v2/actions" },
      { path: "/v2/images" },
    ],
    details: [
      { path: "/v2/droplets/{droplet_id}", values: { droplet_id: "3164494" } },
      {
        path: "/v2/databases/{database_cluster_uuid}",
        values: { database_cluster_uuid: "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30" },
      },
      { path: "/v2/account" },
    ],
  },
};

/** The path of a call, with its values. */
export function pathOf({ path, values = {} }: Call): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => values[name] ?? `{${name}}`);
}

/** Its values in the order of the path. */
export function valuesOf({ path, values = {} }: Call): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => values[name] ?? "");
}
