// What the schema in `schema.ts` can't say. Each statement replaces what an earlier one of it made.

/** Name of the setting of a transaction that names the moment before which rows of the audit may go: `pruneAudit`. */
export const pruneSetting = "specwire.prune_audit_before";

/**
 * The audit only grows: nothing changes a row, and only what `pruneAudit` names goes. It holds back the program and
 * whoever reaches its connection by a slip; who owns the table can take it away.
 */
export const triggers: readonly string[] = [
  `CREATE OR REPLACE FUNCTION "specwire"."audit_only_grows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD."at" < nullif(current_setting('${pruneSetting}', true), '')::timestamptz THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit only grows' USING ERRCODE = 'restrict_violation';
END $$;`,
  `DROP TRIGGER IF EXISTS "audit_rows_stay" ON "specwire"."audit";`,
  `CREATE TRIGGER "audit_rows_stay" BEFORE UPDATE OR DELETE ON "specwire"."audit"
  FOR EACH ROW EXECUTE FUNCTION "specwire"."audit_only_grows"();`,
  `DROP TRIGGER IF EXISTS "audit_stays" ON "specwire"."audit";`,
  `CREATE TRIGGER "audit_stays" BEFORE TRUNCATE ON "specwire"."audit"
  FOR EACH STATEMENT EXECUTE FUNCTION "specwire"."audit_only_grows"();`,
];
