-- Nobody works twice at the same time: two spans of one day may touch but not overlap.
CREATE TRIGGER working_hours_no_overlap BEFORE INSERT ON working_hours
WHEN EXISTS (
  SELECT 1 FROM working_hours w
  WHERE w.school_id = NEW.school_id AND w.employee_id = NEW.employee_id
    AND w.weekday = NEW.weekday AND w.starts < NEW.ends AND w.ends > NEW.starts
)
BEGIN
  SELECT RAISE(ABORT, 'employees.hours_overlap');
END;
