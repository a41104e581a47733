-- The third closes what the second misses: INSERT OR REPLACE deletes without firing a delete trigger.
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
--> statement-breakpoint
-- The tenant that owns what belongs to no school.
INSERT INTO schools (id, slug, name, created_at)
VALUES ('platform', 'platform', 'TMS', '2026-01-01T00:00:00.000Z');
