-- What was attested is corrected by a new version with a reason; it is never rewritten or lost.
CREATE TRIGGER lessons_stay BEFORE UPDATE OF school_id, id, booking_id, version, outcome, student_id,
  instructor_id, starts_at, minutes, class_code, step, themes, levels, note, cancel_reason,
  recommendation, reason, record_id, attested_by, attested_at
ON lessons
BEGIN
  SELECT RAISE(ABORT, 'lessons.stay');
END;
--> statement-breakpoint
CREATE TRIGGER lessons_kept BEFORE DELETE ON lessons
BEGIN
  SELECT RAISE(ABORT, 'lessons.stay');
END;
--> statement-breakpoint
-- A signature stands, and only what holds can be signed or objected to.
CREATE TRIGGER lessons_signed_once BEFORE UPDATE OF signed_at, signed_by ON lessons
WHEN OLD.signed_at IS NOT NULL OR OLD.superseded_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'lessons.signed');
END;
--> statement-breakpoint
CREATE TRIGGER lessons_objected_once BEFORE UPDATE OF objected_at, objection ON lessons
WHEN OLD.objected_at IS NOT NULL OR OLD.signed_at IS NOT NULL OR OLD.superseded_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'lessons.signed');
END;
--> statement-breakpoint
CREATE TRIGGER lessons_superseded_once BEFORE UPDATE OF superseded_at ON lessons
WHEN OLD.superseded_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'lessons.stay');
END;
--> statement-breakpoint
-- How she saw herself is part of what she signed.
CREATE TRIGGER self_assessments_signed BEFORE UPDATE ON self_assessments
WHEN EXISTS (
  SELECT 1 FROM lessons l
  WHERE l.school_id = OLD.school_id AND l.booking_id = OLD.booking_id
    AND l.signed_at IS NOT NULL
)
BEGIN
  SELECT RAISE(ABORT, 'lessons.signed');
END;
--> statement-breakpoint
CREATE TRIGGER self_assessments_not_after BEFORE INSERT ON self_assessments
WHEN EXISTS (
  SELECT 1 FROM lessons l
  WHERE l.school_id = NEW.school_id AND l.booking_id = NEW.booking_id
    AND l.signed_at IS NOT NULL
)
BEGIN
  SELECT RAISE(ABORT, 'lessons.signed');
END;
--> statement-breakpoint
CREATE TRIGGER self_assessments_kept BEFORE DELETE ON self_assessments
BEGIN
  SELECT RAISE(ABORT, 'lessons.stay');
END;
