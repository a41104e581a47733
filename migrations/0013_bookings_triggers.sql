-- One thing is in one place at a time. Two claims on it may touch but not overlap: a claim lasts a
-- day at most, so what begins a day before or earlier cannot reach this far, and the key is enough.
CREATE TRIGGER claims_no_overlap BEFORE INSERT ON claims
WHEN EXISTS (
  SELECT 1 FROM claims b
  WHERE b.school_id = NEW.school_id AND b.kind = NEW.kind AND b.resource_id = NEW.resource_id
    AND b.starts_at < NEW.ends_at AND b.ends_at > NEW.starts_at
    AND b.starts_at > strftime('%Y-%m-%dT%H:%M:%fZ', NEW.starts_at, '-1 day')
)
BEGIN
  SELECT RAISE(ABORT, 'bookings.taken');
END;
--> statement-breakpoint
CREATE TRIGGER claims_no_overlap_later BEFORE UPDATE ON claims
WHEN EXISTS (
  SELECT 1 FROM claims b
  WHERE b.school_id = NEW.school_id AND b.kind = NEW.kind AND b.resource_id = NEW.resource_id
    AND b.starts_at < NEW.ends_at AND b.ends_at > NEW.starts_at
    AND b.starts_at > strftime('%Y-%m-%dT%H:%M:%fZ', NEW.starts_at, '-1 day')
    AND b.rowid <> OLD.rowid
)
BEGIN
  SELECT RAISE(ABORT, 'bookings.taken');
END;
--> statement-breakpoint
-- Nobody teaches while she is away.
CREATE TRIGGER claims_not_absent BEFORE INSERT ON claims
WHEN NEW.kind = 'instructor' AND EXISTS (
  SELECT 1 FROM absences a
  WHERE a.school_id = NEW.school_id AND a.employee_id = NEW.resource_id
    AND a.ends_at > NEW.starts_at AND a.starts_at < NEW.ends_at AND a.cancelled_at IS NULL
)
BEGIN
  SELECT RAISE(ABORT, 'bookings.absent');
END;
--> statement-breakpoint
CREATE TRIGGER claims_not_absent_later BEFORE UPDATE ON claims
WHEN NEW.kind = 'instructor' AND EXISTS (
  SELECT 1 FROM absences a
  WHERE a.school_id = NEW.school_id AND a.employee_id = NEW.resource_id
    AND a.ends_at > NEW.starts_at AND a.starts_at < NEW.ends_at AND a.cancelled_at IS NULL
)
BEGIN
  SELECT RAISE(ABORT, 'bookings.absent');
END;
--> statement-breakpoint
-- A cancelled booking occupies nothing, and nothing can be claimed for it.
CREATE TRIGGER bookings_cancelled_frees AFTER UPDATE OF status ON bookings
WHEN NEW.status = 'cancelled'
BEGIN
  DELETE FROM claims WHERE school_id = NEW.school_id AND booking_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER claims_not_cancelled BEFORE INSERT ON claims
WHEN EXISTS (
  SELECT 1 FROM bookings b
  WHERE b.school_id = NEW.school_id AND b.id = NEW.booking_id AND b.status = 'cancelled'
)
BEGIN
  SELECT RAISE(ABORT, 'bookings.cancelled');
END;
