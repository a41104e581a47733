-- What was issued stays what it said; what is left to pay and whether it was mailed may change.
CREATE TRIGGER invoices_issued_stay BEFORE UPDATE ON invoices
WHEN OLD.number IS NOT NULL AND (NEW.school_id IS NOT OLD.school_id OR NEW.id IS NOT OLD.id
  OR NEW.kind IS NOT OLD.kind OR NEW.number IS NOT OLD.number OR NEW.kid IS NOT OLD.kid
  OR NEW.student_id IS NOT OLD.student_id OR NEW.payer_id IS NOT OLD.payer_id
  OR NEW.at IS NOT OLD.at OR NEW.issued_on IS NOT OLD.issued_on OR NEW.due_on IS NOT OLD.due_on
  OR NEW.note IS NOT OLD.note OR NEW.seller IS NOT OLD.seller OR NEW.buyer IS NOT OLD.buyer
  OR NEW.vat IS NOT OLD.vat OR NEW.net_ore IS NOT OLD.net_ore OR NEW.vat_ore IS NOT OLD.vat_ore
  OR NEW.gross_ore IS NOT OLD.gross_ore OR NEW.prepaid_ore IS NOT OLD.prepaid_ore
  OR NEW.credits_id IS NOT OLD.credits_id OR NEW.reason IS NOT OLD.reason
  OR NEW.made_by IS NOT OLD.made_by OR NEW.issued_by IS NOT OLD.issued_by
  OR NEW.state NOT IN ('open', 'settled'))
BEGIN
  SELECT RAISE(ABORT, 'invoices.is_issued');
END;
--> statement-breakpoint
CREATE TRIGGER invoices_issued_no_delete BEFORE DELETE ON invoices
WHEN OLD.number IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'invoices.is_issued');
END;
--> statement-breakpoint
-- INSERT OR REPLACE deletes without firing a delete trigger; its text is the one a taken id has.
CREATE TRIGGER invoices_no_replace BEFORE INSERT ON invoices
WHEN EXISTS (SELECT 1 FROM invoices i WHERE i.school_id = NEW.school_id AND i.id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: invoices.school_id, invoices.id');
END;
--> statement-breakpoint
CREATE TRIGGER invoices_begin_as_drafts BEFORE INSERT ON invoices
WHEN NEW.number IS NOT NULL OR NEW.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'invoices begin as drafts');
END;
--> statement-breakpoint
-- Numbers follow each other without a gap; the first is the school's to choose.
CREATE TRIGGER invoices_next_number BEFORE UPDATE OF number ON invoices
WHEN OLD.number IS NULL AND NEW.number IS NOT coalesce(
  (SELECT max(i.number) + 1 FROM invoices i WHERE i.school_id = NEW.school_id), NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'invoice numbers have no gap');
END;
--> statement-breakpoint
-- An issue is whole: its day, its parties, and lines that come to its sums.
CREATE TRIGGER invoices_issued_whole BEFORE UPDATE OF number ON invoices
WHEN OLD.number IS NULL AND NEW.number IS NOT NULL AND (NEW.state = 'draft'
  OR NEW.issued_on IS NULL OR NEW.seller IS NULL OR NEW.buyer IS NULL OR NEW.issued_by IS NULL
  OR (NEW.kind = 'invoice') = (NEW.kid IS NULL) OR (NEW.kind = 'credit_note') = (NEW.credits_id IS NULL)
  OR NEW.open_ore IS NOT iif(NEW.kind = 'invoice', NEW.gross_ore - NEW.prepaid_ore, 0)
  OR NEW.gross_ore IS NOT (SELECT sum(l.gross_ore) FROM invoice_lines l
    WHERE l.school_id = NEW.school_id AND l.invoice_id = NEW.id)
  OR NEW.prepaid_ore IS NOT (SELECT sum(l.prepaid_ore) FROM invoice_lines l
    WHERE l.school_id = NEW.school_id AND l.invoice_id = NEW.id))
BEGIN
  SELECT RAISE(ABORT, 'invoice is not whole');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_issued_no_insert BEFORE INSERT ON invoice_lines
WHEN EXISTS (SELECT 1 FROM invoices i WHERE i.school_id = NEW.school_id
  AND i.id = NEW.invoice_id AND i.number IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'invoices.is_issued');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_no_replace BEFORE INSERT ON invoice_lines
WHEN EXISTS (SELECT 1 FROM invoice_lines l WHERE l.school_id = NEW.school_id AND l.id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: invoice_lines.school_id, invoice_lines.id');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_no_update BEFORE UPDATE ON invoice_lines
BEGIN
  SELECT RAISE(ABORT, 'invoice lines are written once');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_issued_no_delete BEFORE DELETE ON invoice_lines
WHEN EXISTS (SELECT 1 FROM invoices i WHERE i.school_id = OLD.school_id
  AND i.id = OLD.invoice_id AND i.number IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'invoices.is_issued');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_credited_once BEFORE INSERT ON invoice_lines
WHEN NEW.credits_line_id IS NOT NULL AND EXISTS (SELECT 1 FROM invoice_lines l
  WHERE l.school_id = NEW.school_id AND l.credits_line_id = NEW.credits_line_id)
BEGIN
  SELECT RAISE(ABORT, 'invoices.line_credited');
END;
--> statement-breakpoint
-- A credit note says the same amounts as the line it takes back, which is one of its invoice.
CREATE TRIGGER invoice_lines_credit_same BEFORE INSERT ON invoice_lines
WHEN NEW.credits_line_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM invoice_lines l, invoices n, invoices o
  WHERE l.school_id = NEW.school_id AND l.id = NEW.credits_line_id
    AND n.school_id = NEW.school_id AND n.id = NEW.invoice_id AND n.credits_id = l.invoice_id
    AND o.school_id = NEW.school_id AND o.id = l.invoice_id AND o.number IS NOT NULL
    AND o.kind = 'invoice' AND l.gross_ore = NEW.gross_ore AND l.vat_ore = NEW.vat_ore
    AND l.charge_id = NEW.charge_id AND l.prepaid_ore = NEW.prepaid_ore)
BEGIN
  SELECT RAISE(ABORT, 'credit note differs from what it credits');
END;
--> statement-breakpoint
CREATE TRIGGER payments_stay BEFORE UPDATE ON payments
WHEN NEW.school_id IS NOT OLD.school_id OR NEW.id IS NOT OLD.id
  OR NEW.student_id IS NOT OLD.student_id OR NEW.payer_id IS NOT OLD.payer_id
  OR NEW.received_on IS NOT OLD.received_on OR NEW.method IS NOT OLD.method
  OR NEW.amount_ore IS NOT OLD.amount_ore OR NEW.credit_ore IS NOT OLD.credit_ore
  OR NEW.reference IS NOT OLD.reference OR NEW.note IS NOT OLD.note OR NEW.at IS NOT OLD.at
  OR NEW.by IS NOT OLD.by OR OLD.reversed_on IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'payments are reversed, not changed');
END;
--> statement-breakpoint
CREATE TRIGGER payments_no_delete BEFORE DELETE ON payments
BEGIN
  SELECT RAISE(ABORT, 'payments are reversed, not deleted');
END;
--> statement-breakpoint
CREATE TRIGGER payments_no_replace BEFORE INSERT ON payments
WHEN EXISTS (SELECT 1 FROM payments p WHERE p.school_id = NEW.school_id AND p.id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: payments.school_id, payments.id');
END;
--> statement-breakpoint
CREATE TRIGGER allocations_no_update BEFORE UPDATE ON allocations
BEGIN
  SELECT RAISE(ABORT, 'allocations are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER allocations_no_delete BEFORE DELETE ON allocations
BEGIN
  SELECT RAISE(ABORT, 'allocations are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER allocations_no_replace BEFORE INSERT ON allocations
WHEN EXISTS (SELECT 1 FROM allocations a WHERE a.school_id = NEW.school_id AND a.id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: allocations.school_id, allocations.id');
END;
--> statement-breakpoint
CREATE TRIGGER allocations_reverse_all BEFORE INSERT ON allocations
WHEN (NEW.amount_ore < 0) = (NEW.reverses_id IS NULL) OR (NEW.reverses_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM allocations a WHERE a.school_id = NEW.school_id AND a.id = NEW.reverses_id
    AND a.amount_ore = -NEW.amount_ore AND a.invoice_id = NEW.invoice_id
    AND a.payment_id IS NEW.payment_id))
BEGIN
  SELECT RAISE(ABORT, 'allocation reversal differs from what it reverses');
END;
--> statement-breakpoint
-- Nobody settles more of an invoice than is left of it.
CREATE TRIGGER allocations_fit BEFORE INSERT ON allocations
WHEN NEW.amount_ore > coalesce((SELECT i.open_ore FROM invoices i WHERE i.school_id = NEW.school_id
  AND i.id = NEW.invoice_id AND i.kind = 'invoice' AND i.number IS NOT NULL), 0)
BEGIN
  SELECT RAISE(ABORT, 'payments.over_allocated');
END;
--> statement-breakpoint
CREATE TRIGGER allocations_settle AFTER INSERT ON allocations
BEGIN
  UPDATE invoices SET open_ore = open_ore - NEW.amount_ore,
    state = iif(open_ore - NEW.amount_ore = 0, 'settled', 'open'), version = version + 1
  WHERE school_id = NEW.school_id AND id = NEW.invoice_id;
END;
--> statement-breakpoint
-- What is left to pay is always told by what settled the rest.
CREATE TRIGGER invoices_open_explained BEFORE UPDATE OF open_ore ON invoices
WHEN OLD.number IS NOT NULL AND NEW.open_ore IS NOT NEW.gross_ore - NEW.prepaid_ore - (
  SELECT coalesce(sum(a.amount_ore), 0) FROM allocations a
  WHERE a.school_id = NEW.school_id AND a.invoice_id = NEW.id) AND NEW.kind = 'invoice'
BEGIN
  SELECT RAISE(ABORT, 'invoice is settled by allocations only');
END;
