CREATE TABLE `invoice_lines` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`invoice_id` text NOT NULL,
	`n` integer NOT NULL,
	`charge_id` text NOT NULL,
	`credits_line_id` text,
	`text` text NOT NULL,
	`on_date` text NOT NULL,
	`quantity` integer NOT NULL,
	`vat_code` text NOT NULL,
	`rate` integer NOT NULL,
	`net_ore` integer NOT NULL,
	`vat_ore` integer NOT NULL,
	`gross_ore` integer NOT NULL,
	`prepaid_ore` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`invoice_id`) REFERENCES `invoices`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`charge_id`) REFERENCES `charges`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`credits_line_id`) REFERENCES `invoice_lines`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invoice_lines_on_date" CHECK("invoice_lines"."on_date" IS date("invoice_lines"."on_date")),
	CONSTRAINT "invoice_lines_quantity" CHECK("invoice_lines"."quantity" between 1 and 1000),
	CONSTRAINT "invoice_lines_sum" CHECK("invoice_lines"."net_ore" + "invoice_lines"."vat_ore" = "invoice_lines"."gross_ore"),
	CONSTRAINT "invoice_lines_ore" CHECK("invoice_lines"."net_ore" >= 0 and "invoice_lines"."vat_ore" >= 0 and typeof("invoice_lines"."gross_ore") = 'integer'),
	CONSTRAINT "invoice_lines_prepaid" CHECK("invoice_lines"."prepaid_ore" between 0 and "invoice_lines"."gross_ore")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_lines_n` ON `invoice_lines` (`school_id`,`invoice_id`,`n`);--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_lines_credits` ON `invoice_lines` (`school_id`,`credits_line_id`);--> statement-breakpoint
CREATE INDEX `invoice_lines_charge` ON `invoice_lines` (`school_id`,`charge_id`);--> statement-breakpoint
CREATE TABLE `invoices` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`number` integer,
	`kid` text,
	`student_id` text NOT NULL,
	`payer_id` text,
	`at` text NOT NULL,
	`issued_on` text,
	`due_on` text NOT NULL,
	`note` text,
	`seller` text,
	`buyer` text,
	`vat` text NOT NULL,
	`net_ore` integer NOT NULL,
	`vat_ore` integer NOT NULL,
	`gross_ore` integer NOT NULL,
	`prepaid_ore` integer DEFAULT 0 NOT NULL,
	`open_ore` integer DEFAULT 0 NOT NULL,
	`credits_id` text,
	`reason` text,
	`mailed_at` text,
	`made_by` text NOT NULL,
	`issued_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`payer_id`) REFERENCES `contacts`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`credits_id`) REFERENCES `invoices`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invoices_at_instant" CHECK("invoices"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "invoices"."at")),
	CONSTRAINT "invoices_mailed_at" CHECK("invoices"."mailed_at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "invoices"."mailed_at")),
	CONSTRAINT "invoices_issued_on" CHECK("invoices"."issued_on" IS date("invoices"."issued_on")),
	CONSTRAINT "invoices_due_on" CHECK("invoices"."due_on" IS date("invoices"."due_on")),
	CONSTRAINT "invoices_number_positive" CHECK("invoices"."number" > 0),
	CONSTRAINT "invoices_sum" CHECK("invoices"."net_ore" + "invoices"."vat_ore" = "invoices"."gross_ore"),
	CONSTRAINT "invoices_ore" CHECK("invoices"."net_ore" >= 0 and "invoices"."vat_ore" >= 0 and "invoices"."gross_ore" <= 100000000000 and typeof("invoices"."gross_ore") = 'integer'),
	CONSTRAINT "invoices_prepaid" CHECK("invoices"."prepaid_ore" between 0 and "invoices"."gross_ore"),
	CONSTRAINT "invoices_open" CHECK("invoices"."open_ore" between 0 and "invoices"."gross_ore" - "invoices"."prepaid_ore"),
	CONSTRAINT "invoices_version" CHECK("invoices"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_number` ON `invoices` (`school_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_kid` ON `invoices` (`school_id`,`kid`);--> statement-breakpoint
CREATE INDEX `invoices_at` ON `invoices` (`school_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_state_at` ON `invoices` (`school_id`,`state`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_state_due` ON `invoices` (`school_id`,`state`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_kind_at` ON `invoices` (`school_id`,`kind`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_student_at` ON `invoices` (`school_id`,`student_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_credits` ON `invoices` (`school_id`,`credits_id`) WHERE "invoices"."credits_id" is not null;--> statement-breakpoint
CREATE TABLE `allocations` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`invoice_id` text NOT NULL,
	`source` text NOT NULL,
	`payment_id` text,
	`credit_note_id` text,
	`amount_ore` integer NOT NULL,
	`reverses_id` text,
	`at` text NOT NULL,
	`by` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`invoice_id`) REFERENCES `invoices`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`payment_id`) REFERENCES `payments`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`credit_note_id`) REFERENCES `invoices`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`reverses_id`) REFERENCES `allocations`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "allocations_at" CHECK("allocations"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "allocations"."at")),
	CONSTRAINT "allocations_amount" CHECK("allocations"."amount_ore" <> 0 and abs("allocations"."amount_ore") <= 100000000000 and typeof("allocations"."amount_ore") = 'integer'),
	CONSTRAINT "allocations_source" CHECK(("allocations"."source" = 'payment') = ("allocations"."payment_id" is not null)),
	CONSTRAINT "allocations_note" CHECK(("allocations"."source" = 'credit_note') = ("allocations"."credit_note_id" is not null))
);
--> statement-breakpoint
CREATE INDEX `allocations_invoice` ON `allocations` (`school_id`,`invoice_id`,`id`);--> statement-breakpoint
CREATE INDEX `allocations_payment` ON `allocations` (`school_id`,`payment_id`,`id`) WHERE "allocations"."payment_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `allocations_reverses` ON `allocations` (`school_id`,`reverses_id`);--> statement-breakpoint
CREATE TABLE `payments` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`student_id` text NOT NULL,
	`payer_id` text,
	`received_on` text NOT NULL,
	`method` text NOT NULL,
	`amount_ore` integer NOT NULL,
	`credit_ore` integer NOT NULL,
	`reference` text,
	`note` text,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`reversed_on` text,
	`reversed_by` text,
	`reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `schools`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`student_id`) REFERENCES `students`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`payer_id`) REFERENCES `contacts`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payments_received_on" CHECK("payments"."received_on" IS date("payments"."received_on")),
	CONSTRAINT "payments_reversed_on" CHECK("payments"."reversed_on" IS date("payments"."reversed_on")),
	CONSTRAINT "payments_at" CHECK("payments"."at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "payments"."at")),
	CONSTRAINT "payments_amount" CHECK("payments"."amount_ore" between 1 and 100000000 and typeof("payments"."amount_ore") = 'integer'),
	CONSTRAINT "payments_credit" CHECK("payments"."credit_ore" between 0 and "payments"."amount_ore"),
	CONSTRAINT "payments_version" CHECK("payments"."version" > 0)
);
--> statement-breakpoint
CREATE INDEX `payments_received` ON `payments` (`school_id`,`received_on`,`id`);--> statement-breakpoint
CREATE INDEX `payments_method_received` ON `payments` (`school_id`,`method`,`received_on`,`id`);--> statement-breakpoint
CREATE INDEX `payments_student_received` ON `payments` (`school_id`,`student_id`,`received_on`,`id`);--> statement-breakpoint
CREATE INDEX `payments_reversed` ON `payments` (`school_id`,`received_on`,`id`) WHERE "payments"."reversed_on" is not null;