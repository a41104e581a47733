-- A seal is written once. Whoever may write SQL can drop these; then the chain shows it.
CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals
BEGIN
  SELECT RAISE(ABORT, 'seals are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals
BEGIN
  SELECT RAISE(ABORT, 'seals are append-only');
END;
