-- What a contact is to any student, kept beside her name: a list of one role reads its own index.
CREATE TRIGGER student_contacts_tied AFTER INSERT ON student_contacts
BEGIN
  UPDATE contacts
  SET guardian = max(guardian, NEW.role = 'guardian'), payer = max(payer, NEW.role = 'payer')
  WHERE school_id = NEW.school_id AND id = NEW.contact_id;
END;
--> statement-breakpoint
CREATE TRIGGER student_contacts_untied AFTER DELETE ON student_contacts
BEGIN
  UPDATE contacts
  SET guardian = EXISTS (SELECT 1 FROM student_contacts l WHERE l.school_id = OLD.school_id
        AND l.contact_id = OLD.contact_id AND l.role = 'guardian'),
      payer = EXISTS (SELECT 1 FROM student_contacts l WHERE l.school_id = OLD.school_id
        AND l.contact_id = OLD.contact_id AND l.role = 'payer')
  WHERE school_id = OLD.school_id AND id = OLD.contact_id;
END;
--> statement-breakpoint
UPDATE contacts
SET guardian = EXISTS (SELECT 1 FROM student_contacts l WHERE l.school_id = contacts.school_id
      AND l.contact_id = contacts.id AND l.role = 'guardian'),
    payer = EXISTS (SELECT 1 FROM student_contacts l WHERE l.school_id = contacts.school_id
      AND l.contact_id = contacts.id AND l.role = 'payer');
