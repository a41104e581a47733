-- What was trained is corrected by withdrawing it and writing it anew; it is never rewritten or lost.
CREATE TRIGGER training_records_stay BEFORE UPDATE OF school_id, id, student_id, class_code, step,
  minutes, on_date, source, themes, employee_id, group_size, recommendation, note, booking_id, by, at
ON training_records
BEGIN
  SELECT RAISE(ABORT, 'training.records_stay');
END;
--> statement-breakpoint
CREATE TRIGGER training_records_kept BEFORE DELETE ON training_records
BEGIN
  SELECT RAISE(ABORT, 'training.records_stay');
END;
