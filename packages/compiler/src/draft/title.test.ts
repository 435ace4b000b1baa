import { expect, test } from "vitest";
import { nameFrom, slugFrom } from "./title.ts";

// Titles as vendors write them, the name a person would use, and the slug.
const titles = `
AdGuard Home V1 DRAFT API | AdGuard Home | adguard-home
YNAB API Endpoints | YNAB | ynab
Datadog API V1 Collection | Datadog | datadog
Discord HTTP API (Preview) | Discord | discord
ElevenLabs API Documentation | ElevenLabs | elevenlabs
Firefly III API v6.4.3 | Firefly III | firefly-iii
Firefly III API develop | Firefly III | firefly-iii
GitHub's official OpenAPI spec + Octokit extension | GitHub | github
Gotify REST-API. | Gotify | gotify
InfluxDB Cloud API Service | InfluxDB Cloud | influxdb-cloud
Complete InfluxDB OSS API | InfluxDB OSS | influxdb-oss
IDPE-exclusive API endpoints | IDPE-exclusive | idpe-exclusive
Matrix Client-Server Key Backup API | Matrix Client-Server Key Backup | matrix-client-server-key-backup
Netlify's API documentation | Netlify | netlify
OpenAI API | OpenAI | openai
QuartzPublicAPI | Quartz | quartz
Slack Web API | Slack | slack
Spotify Web API with fixes and improvements | Spotify | spotify
Swagger CrowdSec | CrowdSec | crowdsec
The API for an executor plugin. | executor plugin | executor-plugin
The Plaid API | Plaid | plaid
Twilio - Marketplace | Twilio Marketplace | twilio-marketplace
Twilio - Api | Twilio | twilio
Developer API - Upstash | Upstash | upstash
Access Requests - V1 | Access Requests | access-requests
Acme API – everything about your parcels | Acme | acme
Selling Partner API for Listings Items | Selling Partner API for Listings Items | selling-partner-listings-items
airbyte-api | airbyte | airbyte
api.video | api.video | api-video
A/B Testing API | A/B Testing | ab-testing
Nudr_DataRepository API OpenAPI file | Nudr DataRepository | nudr-data-repository
temporal/api/workflowservice/v1/request_response.proto | temporal workflowservice | temporal-workflowservice
X API v2 | X | x-api
API Reference |  | acme
REST API |  | acme`;

test.each(titles.trim().split("\n"))("%s", (line) => {
  const [title = "", name, slug] = line.split("|").map((part) => part.trim());
  expect(nameFrom(title)).toBe(name);
  expect(slugFrom(nameFrom(title), "acme")).toBe(slug);
});
