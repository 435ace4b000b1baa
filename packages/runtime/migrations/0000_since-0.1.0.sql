CREATE SCHEMA IF NOT EXISTS "specwire";
--> statement-breakpoint
CREATE TYPE "specwire"."account_status" AS ENUM('unverified', 'connected', 'reconnect_required');
--> statement-breakpoint
CREATE TYPE "specwire"."community_status" AS ENUM('private', 'submitted', 'approved', 'rejected');
--> statement-breakpoint
CREATE TYPE "specwire"."approval_status" AS ENUM('pending', 'approved', 'denied', 'used', 'expired');
--> statement-breakpoint
CREATE TYPE "specwire"."audit_kind" AS ENUM('decided', 'answered');
--> statement-breakpoint
CREATE TABLE "specwire"."account_secrets" (
	"account_id" uuid NOT NULL,
	"field" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"data_key_id" uuid GENERATED ALWAYS AS (encode(substring("sealed" from 2 for 16), 'hex')::uuid) STORED,
	"version" integer NOT NULL,
	CONSTRAINT "account_secrets_account_id_field_pk" PRIMARY KEY("account_id","field")
);
--> statement-breakpoint
CREATE TABLE "specwire"."accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"connector_id" uuid NOT NULL,
	"scheme_id" text NOT NULL,
	"label" text NOT NULL,
	"status" "specwire"."account_status" NOT NULL,
	"external_id" text,
	"display_name" text,
	"oauth_client_id" uuid,
	"scopes" text[] DEFAULT '{}'::text[] NOT NULL,
	"variables" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"issued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"refreshable" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"refresh_sent_at" timestamp (3) with time zone,
	"refresh_uncertain" integer DEFAULT 0 NOT NULL,
	"refresh_failures" integer DEFAULT 0 NOT NULL,
	"refresh_retry_at" timestamp (3) with time zone,
	"rejected_at" timestamp (3) with time zone,
	"last_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specwire"."authorizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state_hash" text NOT NULL,
	"user_id" text NOT NULL,
	"session_hash" text NOT NULL,
	"connector_id" uuid NOT NULL,
	"scheme_id" text NOT NULL,
	"oauth_client_id" uuid NOT NULL,
	"account_id" uuid,
	"label" text,
	"redirect_uri" text NOT NULL,
	"issuer" text,
	"token_endpoint" text NOT NULL,
	"scopes" text[] NOT NULL,
	"variables" jsonb NOT NULL,
	"return_to" text,
	"code_verifier" "bytea",
	"data_key_id" uuid GENERATED ALWAYS AS (encode(substring("code_verifier" from 2 for 16), 'hex')::uuid) STORED,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specwire"."connector_files" (
	"connector_id" uuid NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "connector_files_connector_id_name_pk" PRIMARY KEY("connector_id","name")
);
--> statement-breakpoint
CREATE TABLE "specwire"."connector_settings" (
	"user_id" text NOT NULL,
	"connector_id" uuid NOT NULL,
	"enabled" boolean NOT NULL,
	CONSTRAINT "connector_settings_user_id_connector_id_pk" PRIMARY KEY("user_id","connector_id")
);
--> statement-breakpoint
CREATE TABLE "specwire"."connectors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"icon_url" text,
	"base_url" text NOT NULL,
	"auth" json NOT NULL,
	"spec" text NOT NULL,
	"compiled" json NOT NULL,
	"permissions" json NOT NULL,
	"digest" text NOT NULL,
	"created_by" text,
	"community_status" "specwire"."community_status" DEFAULT 'private' NOT NULL,
	"pull_request_url" text,
	"built_in" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specwire"."data_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"reserved" bigint DEFAULT 0 NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specwire"."events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"user_id" text NOT NULL,
	"connector_id" uuid NOT NULL,
	"account_id" uuid,
	"approval_id" uuid,
	"code" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specwire"."oauth_clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connector_id" uuid NOT NULL,
	"scheme_id" text NOT NULL,
	"user_id" text,
	"client_id" text NOT NULL,
	"client_secret" "bytea",
	"data_key_id" uuid GENERATED ALWAYS AS (encode(substring("client_secret" from 2 for 16), 'hex')::uuid) STORED,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specwire"."retired_keys" (
	"key_id" text PRIMARY KEY NOT NULL,
	"retired_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specwire"."approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"workflow_id" text,
	"connector_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"operation" text NOT NULL,
	"account_id" uuid,
	"request_hash" text NOT NULL,
	"request" "bytea" NOT NULL,
	"data_key_id" uuid GENERATED ALWAYS AS (encode(substring("request" from 2 for 16), 'hex')::uuid) STORED,
	"status" "specwire"."approval_status" DEFAULT 'pending' NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"comment" text,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specwire"."audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" "specwire"."audit_kind" NOT NULL,
	"request_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"session_id" uuid NOT NULL,
	"workflow_id" text,
	"connector_id" uuid,
	"slug" text NOT NULL,
	"digest" text,
	"operation" text NOT NULL,
	"access" text,
	"account_id" uuid,
	"account_label" text,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"approval_id" uuid,
	"decided_by" text,
	"code" text,
	"status" integer,
	"host" text,
	"sent_bytes" bigint,
	"received_bytes" bigint,
	"milliseconds" integer
);
--> statement-breakpoint
CREATE TABLE "specwire"."grants" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specwire"."sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"workflow_id" text,
	"connectors" jsonb NOT NULL,
	"policies" json NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "specwire"."account_secrets" ADD CONSTRAINT "account_secrets_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "specwire"."accounts"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."account_secrets" ADD CONSTRAINT "account_secrets_data_key_id_data_keys_id_fk" FOREIGN KEY ("data_key_id") REFERENCES "specwire"."data_keys"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."accounts" ADD CONSTRAINT "accounts_connector_id_connectors_id_fk" FOREIGN KEY ("connector_id") REFERENCES "specwire"."connectors"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."accounts" ADD CONSTRAINT "accounts_oauth_client_id_oauth_clients_id_fk" FOREIGN KEY ("oauth_client_id") REFERENCES "specwire"."oauth_clients"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."authorizations" ADD CONSTRAINT "authorizations_connector_id_connectors_id_fk" FOREIGN KEY ("connector_id") REFERENCES "specwire"."connectors"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."authorizations" ADD CONSTRAINT "authorizations_oauth_client_id_oauth_clients_id_fk" FOREIGN KEY ("oauth_client_id") REFERENCES "specwire"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."authorizations" ADD CONSTRAINT "authorizations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "specwire"."accounts"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."authorizations" ADD CONSTRAINT "authorizations_data_key_id_data_keys_id_fk" FOREIGN KEY ("data_key_id") REFERENCES "specwire"."data_keys"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."connector_files" ADD CONSTRAINT "connector_files_connector_id_connectors_id_fk" FOREIGN KEY ("connector_id") REFERENCES "specwire"."connectors"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."connector_settings" ADD CONSTRAINT "connector_settings_connector_id_connectors_id_fk" FOREIGN KEY ("connector_id") REFERENCES "specwire"."connectors"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."oauth_clients" ADD CONSTRAINT "oauth_clients_connector_id_connectors_id_fk" FOREIGN KEY ("connector_id") REFERENCES "specwire"."connectors"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."oauth_clients" ADD CONSTRAINT "oauth_clients_data_key_id_data_keys_id_fk" FOREIGN KEY ("data_key_id") REFERENCES "specwire"."data_keys"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."approvals" ADD CONSTRAINT "approvals_connector_id_connectors_id_fk" FOREIGN KEY ("connector_id") REFERENCES "specwire"."connectors"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."approvals" ADD CONSTRAINT "approvals_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "specwire"."accounts"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."approvals" ADD CONSTRAINT "approvals_data_key_id_data_keys_id_fk" FOREIGN KEY ("data_key_id") REFERENCES "specwire"."data_keys"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "specwire"."grants" ADD CONSTRAINT "grants_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "specwire"."sessions"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "account_secrets_data_key" ON "specwire"."account_secrets" USING btree ("data_key_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_label" ON "specwire"."accounts" USING btree ("user_id","connector_id","label");
--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_external" ON "specwire"."accounts" USING btree ("user_id","connector_id","scheme_id","external_id") WHERE "specwire"."accounts"."external_id" is not null;
--> statement-breakpoint
CREATE INDEX "accounts_connector" ON "specwire"."accounts" USING btree ("connector_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "authorizations_state" ON "specwire"."authorizations" USING btree ("state_hash");
--> statement-breakpoint
CREATE INDEX "authorizations_expiry" ON "specwire"."authorizations" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "authorizations_data_key" ON "specwire"."authorizations" USING btree ("data_key_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "connectors_shared_slug" ON "specwire"."connectors" USING btree ("slug") WHERE "specwire"."connectors"."built_in" or "specwire"."connectors"."community_status" = 'approved';
--> statement-breakpoint
CREATE UNIQUE INDEX "connectors_private_slug" ON "specwire"."connectors" USING btree ("created_by","slug") WHERE not ("specwire"."connectors"."built_in" or "specwire"."connectors"."community_status" = 'approved');
--> statement-breakpoint
CREATE UNIQUE INDEX "data_keys_active" ON "specwire"."data_keys" USING btree ("tenant") WHERE "specwire"."data_keys"."retired_at" is null;
--> statement-breakpoint
CREATE INDEX "data_keys_key" ON "specwire"."data_keys" USING btree ("key_id");
--> statement-breakpoint
CREATE INDEX "events_user" ON "specwire"."events" USING btree ("user_id","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_clients_host" ON "specwire"."oauth_clients" USING btree ("connector_id","scheme_id") WHERE "specwire"."oauth_clients"."user_id" is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_clients_user" ON "specwire"."oauth_clients" USING btree ("connector_id","scheme_id","user_id") WHERE "specwire"."oauth_clients"."user_id" is not null;
--> statement-breakpoint
CREATE INDEX "oauth_clients_data_key" ON "specwire"."oauth_clients" USING btree ("data_key_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_open" ON "specwire"."approvals" USING btree ("request_hash") WHERE "specwire"."approvals"."status" in ('pending', 'approved');
--> statement-breakpoint
CREATE INDEX "approvals_hash" ON "specwire"."approvals" USING btree ("request_hash");
--> statement-breakpoint
CREATE INDEX "approvals_user" ON "specwire"."approvals" USING btree ("user_id","created_at");
--> statement-breakpoint
CREATE INDEX "approvals_expiry" ON "specwire"."approvals" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "approvals_data_key" ON "specwire"."approvals" USING btree ("data_key_id");
--> statement-breakpoint
CREATE INDEX "audit_user" ON "specwire"."audit" USING btree ("user_id","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "audit_request" ON "specwire"."audit" USING btree ("request_id","session_id","kind");
--> statement-breakpoint
CREATE INDEX "audit_session" ON "specwire"."audit" USING btree ("session_id","id");
--> statement-breakpoint
CREATE INDEX "audit_at" ON "specwire"."audit" USING btree ("at");
--> statement-breakpoint
CREATE INDEX "grants_session" ON "specwire"."grants" USING btree ("session_id");
--> statement-breakpoint
CREATE INDEX "grants_expiry" ON "specwire"."grants" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "sessions_user" ON "specwire"."sessions" USING btree ("user_id");
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "specwire"."audit_only_grows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD."at" < nullif(current_setting('specwire.prune_audit_before', true), '')::timestamptz THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit only grows' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DROP TRIGGER IF EXISTS "audit_rows_stay" ON "specwire"."audit";
--> statement-breakpoint
CREATE TRIGGER "audit_rows_stay" BEFORE UPDATE OR DELETE ON "specwire"."audit"
  FOR EACH ROW EXECUTE FUNCTION "specwire"."audit_only_grows"();
--> statement-breakpoint
DROP TRIGGER IF EXISTS "audit_stays" ON "specwire"."audit";
--> statement-breakpoint
CREATE TRIGGER "audit_stays" BEFORE TRUNCATE ON "specwire"."audit"
  FOR EACH STATEMENT EXECUTE FUNCTION "specwire"."audit_only_grows"();
