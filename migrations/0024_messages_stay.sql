-- What somebody has written to somebody stays as it was sent.
CREATE TRIGGER messages_stay BEFORE UPDATE ON messages
BEGIN
  SELECT RAISE(ABORT, 'messages.stay');
END;
--> statement-breakpoint
CREATE TRIGGER messages_kept BEFORE DELETE ON messages
BEGIN
  SELECT RAISE(ABORT, 'messages.stay');
END;
