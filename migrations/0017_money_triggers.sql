-- The ledger is written once. The third closes what the second misses: INSERT OR REPLACE deletes
-- without firing a delete trigger; its text is the one a taken id has anyway.
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN
  SELECT RAISE(ABORT, 'ledger is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN
  SELECT RAISE(ABORT, 'ledger is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger l WHERE l.school_id = NEW.school_id AND l.id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: ledger.school_id, ledger.id');
END;
--> statement-breakpoint
-- Vouchers are numbered without a gap; a number that is taken is refused here too.
CREATE TRIGGER ledger_next_number BEFORE INSERT ON ledger
WHEN NEW.n IS NOT (SELECT coalesce(max(l.n), 0) + 1 FROM ledger l WHERE l.school_id = NEW.school_id)
BEGIN
  SELECT RAISE(ABORT, 'ledger numbers have no gap');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_known_accounts BEFORE INSERT ON ledger
WHEN NEW.debit NOT IN ('receivable', 'cash', 'bank', 'vat_out_25', 'prepaid', 'opening', 'revenue_25',
    'revenue_zero', 'revenue_exempt', 'revenue_outside', 'waiver', 'rounding')
  OR NEW.credit NOT IN ('receivable', 'cash', 'bank', 'vat_out_25', 'prepaid', 'opening', 'revenue_25',
    'revenue_zero', 'revenue_exempt', 'revenue_outside', 'waiver', 'rounding')
BEGIN
  SELECT RAISE(ABORT, 'ledger account is unknown');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_reversed_once BEFORE INSERT ON ledger
WHEN NEW.reverses_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM ledger l WHERE l.school_id = NEW.school_id AND l.reverses_id = NEW.reverses_id
)
BEGIN
  SELECT RAISE(ABORT, 'ledger.already_reversed');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_reverses_all BEFORE INSERT ON ledger
WHEN NEW.reverses_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM ledger l
  WHERE l.school_id = NEW.school_id AND l.id = NEW.reverses_id AND l.debit = NEW.credit
    AND l.credit = NEW.debit AND l.amount_ore = NEW.amount_ore AND l.student_id IS NEW.student_id
)
BEGIN
  SELECT RAISE(ABORT, 'ledger reversal differs from what it reverses');
END;
--> statement-breakpoint
-- An advance is somebody else's money: no more of it is used than there is.
CREATE TRIGGER ledger_prepaid_covers BEFORE INSERT ON ledger
WHEN NEW.debit = 'prepaid' AND NEW.student_id IS NOT NULL AND NEW.amount_ore > coalesce((
  SELECT b.credit_ore - b.debit_ore FROM student_balances b
  WHERE b.school_id = NEW.school_id AND b.student_id = NEW.student_id AND b.account = 'prepaid'
), 0)
BEGIN
  SELECT RAISE(ABORT, 'ledger.prepaid_short');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_sums AFTER INSERT ON ledger
BEGIN
  INSERT INTO account_totals (school_id, account, month, debit_ore, credit_ore)
  VALUES (NEW.school_id, NEW.debit, substr(NEW.on_date, 1, 7), NEW.amount_ore, 0)
  ON CONFLICT (school_id, month, account) DO UPDATE SET debit_ore = debit_ore + excluded.debit_ore;
  INSERT INTO account_totals (school_id, account, month, debit_ore, credit_ore)
  VALUES (NEW.school_id, NEW.credit, substr(NEW.on_date, 1, 7), 0, NEW.amount_ore)
  ON CONFLICT (school_id, month, account) DO UPDATE SET credit_ore = credit_ore + excluded.credit_ore;
END;
--> statement-breakpoint
CREATE TRIGGER ledger_student_sums AFTER INSERT ON ledger
WHEN NEW.student_id IS NOT NULL
BEGIN
  INSERT INTO student_balances (school_id, student_id, account, debit_ore, credit_ore)
  VALUES (NEW.school_id, NEW.student_id, NEW.debit, NEW.amount_ore, 0)
  ON CONFLICT (school_id, student_id, account) DO UPDATE SET debit_ore = debit_ore + excluded.debit_ore;
  INSERT INTO student_balances (school_id, student_id, account, debit_ore, credit_ore)
  VALUES (NEW.school_id, NEW.student_id, NEW.credit, 0, NEW.amount_ore)
  ON CONFLICT (school_id, student_id, account) DO UPDATE SET credit_ore = credit_ore + excluded.credit_ore;
END;
--> statement-breakpoint
CREATE TRIGGER charges_no_delete BEFORE DELETE ON charges
BEGIN
  SELECT RAISE(ABORT, 'charges are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER charges_no_replace BEFORE INSERT ON charges
WHEN EXISTS (SELECT 1 FROM charges c WHERE c.school_id = NEW.school_id AND c.id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: charges.school_id, charges.id');
END;
--> statement-breakpoint
-- What an invoice says stays what it said.
CREATE TRIGGER charges_invoiced_stay BEFORE UPDATE OF net_ore, vat_ore, gross_ore, vat_code, text, quantity, student_id ON charges
WHEN OLD.status = 'invoiced' AND (NEW.net_ore <> OLD.net_ore OR NEW.vat_ore <> OLD.vat_ore
  OR NEW.gross_ore <> OLD.gross_ore OR NEW.vat_code <> OLD.vat_code OR NEW.text <> OLD.text
  OR NEW.quantity <> OLD.quantity OR NEW.student_id <> OLD.student_id)
BEGIN
  SELECT RAISE(ABORT, 'charges.is_invoiced');
END;
--> statement-breakpoint
CREATE TRIGGER charges_sum_new AFTER INSERT ON charges
BEGIN
  INSERT INTO charge_totals (school_id, student_id, status, n, gross_ore, prepaid_ore)
  VALUES (NEW.school_id, NEW.student_id, NEW.status, 1, NEW.gross_ore, NEW.prepaid_ore)
  ON CONFLICT (school_id, student_id, status) DO UPDATE SET n = n + 1,
    gross_ore = gross_ore + excluded.gross_ore, prepaid_ore = prepaid_ore + excluded.prepaid_ore;
END;
--> statement-breakpoint
CREATE TRIGGER charges_sum_changed AFTER UPDATE OF status, gross_ore, prepaid_ore ON charges
BEGIN
  UPDATE charge_totals SET n = n - 1, gross_ore = gross_ore - OLD.gross_ore,
    prepaid_ore = prepaid_ore - OLD.prepaid_ore
  WHERE school_id = OLD.school_id AND student_id = OLD.student_id AND status = OLD.status;
  INSERT INTO charge_totals (school_id, student_id, status, n, gross_ore, prepaid_ore)
  VALUES (NEW.school_id, NEW.student_id, NEW.status, 1, NEW.gross_ore, NEW.prepaid_ore)
  ON CONFLICT (school_id, student_id, status) DO UPDATE SET n = n + 1,
    gross_ore = gross_ore + excluded.gross_ore, prepaid_ore = prepaid_ore + excluded.prepaid_ore;
END;
--> statement-breakpoint
-- Before its CHECK, so that whoever comes too late for the last lesson is told so.
CREATE TRIGGER student_package_items_left BEFORE UPDATE OF used ON student_package_items
WHEN NEW.used > NEW.quantity
BEGIN
  SELECT RAISE(ABORT, 'charges.package_used_up');
END;
