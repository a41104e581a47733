-- Who was erased stays erased: a tombstone is written once.
CREATE TRIGGER tombstones_no_update BEFORE UPDATE ON tombstones
BEGIN
  SELECT RAISE(ABORT, 'tombstones are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER tombstones_no_delete BEFORE DELETE ON tombstones
BEGIN
  SELECT RAISE(ABORT, 'tombstones are append-only');
END;
--> statement-breakpoint
-- What was written to and about somebody stays as it was, until her tombstone says that it must go.
DROP TRIGGER messages_stay;
--> statement-breakpoint
CREATE TRIGGER messages_stay BEFORE UPDATE OF school_id, id, student_id, employee_id, sender, at, by
ON messages
BEGIN
  SELECT RAISE(ABORT, 'messages.stay');
END;
--> statement-breakpoint
CREATE TRIGGER messages_text_stays BEFORE UPDATE OF body ON messages
WHEN NOT EXISTS (
  SELECT 1 FROM tombstones t
  WHERE t.school_id = OLD.school_id AND t.kind = 'student' AND t.id = OLD.student_id
)
BEGIN
  SELECT RAISE(ABORT, 'messages.stay');
END;
--> statement-breakpoint
DROP TRIGGER lessons_stay;
--> statement-breakpoint
CREATE TRIGGER lessons_stay BEFORE UPDATE OF school_id, id, booking_id, version, outcome, student_id,
  instructor_id, starts_at, minutes, class_code, step, themes, levels, cancel_reason,
  recommendation, record_id, attested_by, attested_at
ON lessons
BEGIN
  SELECT RAISE(ABORT, 'lessons.stay');
END;
--> statement-breakpoint
CREATE TRIGGER lessons_text_stays BEFORE UPDATE OF note, reason ON lessons
WHEN NOT EXISTS (
  SELECT 1 FROM tombstones t
  WHERE t.school_id = OLD.school_id AND t.kind = 'student' AND t.id = OLD.student_id
)
BEGIN
  SELECT RAISE(ABORT, 'lessons.stay');
END;
--> statement-breakpoint
DROP TRIGGER lessons_objected_once;
--> statement-breakpoint
CREATE TRIGGER lessons_objected_once BEFORE UPDATE OF objected_at, objection ON lessons
WHEN (OLD.objected_at IS NOT NULL OR OLD.signed_at IS NOT NULL OR OLD.superseded_at IS NOT NULL)
  AND NOT EXISTS (
    SELECT 1 FROM tombstones t
    WHERE t.school_id = OLD.school_id AND t.kind = 'student' AND t.id = OLD.student_id
  )
BEGIN
  SELECT RAISE(ABORT, 'lessons.signed');
END;
--> statement-breakpoint
DROP TRIGGER self_assessments_signed;
--> statement-breakpoint
CREATE TRIGGER self_assessments_signed BEFORE UPDATE ON self_assessments
WHEN EXISTS (
  SELECT 1 FROM lessons l
  WHERE l.school_id = OLD.school_id AND l.booking_id = OLD.booking_id
    AND l.signed_at IS NOT NULL
    AND NOT EXISTS (
      SELECT 1 FROM tombstones t
      WHERE t.school_id = l.school_id AND t.kind = 'student' AND t.id = l.student_id
    )
)
BEGIN
  SELECT RAISE(ABORT, 'lessons.signed');
END;
--> statement-breakpoint
DROP TRIGGER training_records_stay;
--> statement-breakpoint
CREATE TRIGGER training_records_stay BEFORE UPDATE OF school_id, id, student_id, class_code, step,
  minutes, on_date, source, themes, employee_id, group_size, recommendation, booking_id, by, at
ON training_records
BEGIN
  SELECT RAISE(ABORT, 'training.records_stay');
END;
--> statement-breakpoint
CREATE TRIGGER training_records_text_stays BEFORE UPDATE OF note ON training_records
WHEN NOT EXISTS (
  SELECT 1 FROM tombstones t
  WHERE t.school_id = OLD.school_id AND t.kind = 'student' AND t.id = OLD.student_id
)
BEGIN
  SELECT RAISE(ABORT, 'training.records_stay');
END;
