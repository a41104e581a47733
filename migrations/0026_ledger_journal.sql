CREATE INDEX `ledger_on_date` ON `ledger` (`school_id`,`on_date`,`n`);--> statement-breakpoint
CREATE INDEX `ledger_debit` ON `ledger` (`school_id`,`debit`,`on_date`,`n`);--> statement-breakpoint
CREATE INDEX `ledger_credit` ON `ledger` (`school_id`,`credit`,`on_date`,`n`);